import { createRequestBudget } from './request-budget'

test('a minute’s allowance may come at once; then it fills steadily, and waiting longer saves no more than a minute', () => {
  const budget = createRequestBudget(60)
  const spent = (now: number, times: number): number[] => Array.from({ length: times }, () => budget.spend('p', now))
  expect(spent(0, 60).every((wait) => wait === 0)).toBe(true)
  expect(budget.spend('p', 0)).toBe(1)
  expect(budget.spend('p', 999)).toBe(1)
  expect(budget.spend('p', 1_000)).toBe(0)
  expect(spent(3_600_000, 61)).toEqual([...Array.from({ length: 60 }, () => 0), 1])
})

test('one person’s haste is nobody else’s, and a slow rate says how long to wait', () => {
  const budget = createRequestBudget(2)
  expect([budget.spend('p', 0), budget.spend('p', 0), budget.spend('p', 0)]).toEqual([0, 0, 30])
  expect(budget.spend('q', 0)).toBe(0)
  // A clock that goes back neither fills nor empties a bucket.
  expect(budget.spend('p', -60_000)).toBe(30)
})

test('thousands of people leave nothing behind once their minute is over', () => {
  const budget = createRequestBudget(5)
  for (let person = 0; person < 5_000; person += 1) expect(budget.spend(`p${person}`, person * 60_000)).toBe(0)
})

test('without a rate nothing is refused', () => {
  const budget = createRequestBudget(null)
  for (let turn = 0; turn < 1_000; turn += 1) expect(budget.spend('p', 0)).toBe(0)
})
