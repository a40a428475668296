import { timeScale } from './time-scale'

test('dates keep their order and stay inside', () => {
  const scale = timeScale(['2026-01-15', '2026-06-30', '2026-12-31'])
  const positions = ['2026-01-15', '2026-06-30', '2026-12-31'].map((date) => scale?.at(date) ?? Number.NaN)
  expect(positions).toEqual([...positions].sort((a, b) => a - b))
  expect(Math.min(...positions)).toBeGreaterThan(0)
  expect(Math.max(...positions)).toBeLessThan(100)
})

test('ticks are quarters for a short plan and years for a long one', () => {
  expect(timeScale(['2026-02-01', '2026-11-30'])?.ticks.map(({ label }) => label)).toEqual([
    '04/2026',
    '07/2026',
    '10/2026',
  ])
  expect(timeScale(['2024-02-01', '2028-11-30'])?.ticks.map(({ label }) => label)).toEqual([
    '2024',
    '2025',
    '2026',
    '2027',
    '2028',
    '2029',
  ])
})

test('one date alone still has a scale, no date has none', () => {
  expect(timeScale(['2026-05-05'])?.at('2026-05-05')).toBeCloseTo(50)
  expect(timeScale([])).toBeUndefined()
})
