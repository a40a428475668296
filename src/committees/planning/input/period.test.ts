import { daysIn, planPeriod } from './period'

const next = { from: '', to: '' }

test.each([
  ['2026-11-18', '2027-01-01/2027-03-31'],
  ['2027-01-01', '2027-04-01/2027-06-30'],
  ['2027-06-30', '2027-07-01/2027-09-30'],
  ['2027-09-30', '2027-10-01/2027-12-31'],
])('on %s the next quarter is %s', (today, name) => {
  expect(planPeriod(next, today)).toMatchObject({ name })
})

test('an organisation may plan days of its own', () => {
  const own = planPeriod({ from: '2027-01-11', to: '2027-01-13' }, '2026-11-18')
  expect(daysIn(own)).toEqual(['2027-01-11', '2027-01-12', '2027-01-13'])
})
