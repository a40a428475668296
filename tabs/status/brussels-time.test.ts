import { brusselsClock, brusselsInstant, nextWeekday } from './brussels-time'

test.each([
  ['2026-11-27', '12:00', '2026-11-27T11:00:00.000Z'],
  ['2026-07-31', '12:00', '2026-07-31T10:00:00.000Z'],
  ['2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29', '12:00', '2026-03-29T10:00:00.000Z'],
  ['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
  ['', '12:00', null],
  ['2026-11-27', '', null],
  ['', '', null],
  ['27/11/2026', '12:00', null],
])('%s %s in Brussels is %s', (date, time, instant) => {
  expect(brusselsInstant(date, time)).toBe(instant)
})

test('an instant goes to the clock and back', () => {
  for (const instant of ['2026-01-01T00:00:00.000Z', '2026-06-30T23:30:00.000Z', '2026-12-31T23:15:00.000Z']) {
    const { date, time } = brusselsClock(new Date(instant))
    expect(brusselsInstant(date, time)).toBe(instant)
  }
})

test.each([
  ['2026-11-26', '2026-11-27'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
])('the weekday after %s is %s', (date, next) => {
  expect(nextWeekday(date)).toBe(next)
})
