import type { PlacementView } from '../../../src/committees/planning/plan-view'
import { calendarWeeks, fillOf, instantAt, localTime } from './calendar-weeks'

const placement = (id: string, start: string): PlacementView => ({
  ...{ id, body: 'B', start, end: start, room: null, held: 'plan', change: null, attendance: 90, doubtful: [] },
  ...{ lost: { odd: 0, spread: 0, unpreferred: 0 }, broken: [], ideal: null, nextBest: null },
})

test('weeks begin on Monday, know what lies outside the period, and hold their meetings in the order of the day', () => {
  const placements = [placement('B#2', '2027-01-05T13:00:00Z'), placement('B#1', '2027-01-05T08:00:00Z')]
  const weeks = calendarWeeks({ from: '2027-01-01', to: '2027-01-10' }, placements, ['2027-01-01'])
  expect(weeks.map(({ monday }) => monday)).toEqual(['2026-12-28', '2027-01-04'])
  expect(weeks[0]?.days.map(({ isInPeriod }) => isInPeriod)).toEqual([false, false, false, false, true])
  expect(weeks[0]?.days[4]?.isHoliday).toBe(true)
  expect(weeks[1]?.days[1]?.placements.map(({ id }) => id)).toEqual(['B#1', 'B#2'])
})

test('a meeting that was moved to a Saturday is in the calendar, which otherwise has no weekend', () => {
  const period = { from: '2027-01-02', to: '2027-01-10' }
  const days = (...placements: readonly PlacementView[]) =>
    calendarWeeks(period, placements, []).map((week) => week.days.length)
  expect(days(placement('B#1', '2027-01-05T08:00:00Z'))).toEqual([5])
  expect(days(placement('B#1', '2027-01-02T08:00:00Z'))).toEqual([6, 6])
  expect(days(placement('B#1', '2027-01-10T08:00:00Z'))).toEqual([7, 7])
})

test('a meeting late in the evening of UTC belongs to its day in Brussels', () => {
  const [week] = calendarWeeks({ from: '2027-01-04', to: '2027-01-08' }, [placement('B#1', '2027-01-04T23:30:00Z')], [])
  expect(week?.days[1]?.placements).toHaveLength(1)
})

test.each([
  ['2027-01-05', '09:00', '2027-01-05T08:00:00Z'],
  ['2027-03-29', '09:00', '2027-03-29T07:00:00Z'],
])('%s at %s in Brussels is %s', (day, time, instant) => {
  expect(instantAt(day, time)).toBe(instant)
  expect(localTime(instant)).toBe(time)
})

test.each([
  [100, 'full'],
  [95, 'full'],
  [94, 'good'],
  [85, 'good'],
  [84, 'low'],
])('%i %% of attendance is %s', (attendance, fill) => {
  expect(fillOf(attendance)).toBe(fill)
})
