import { addDays, calendarOf, isSendingTime, localDay, localInstant, nextSendingTime } from './business-days'
import { holidaysOf } from './holidays'

const calendar = calendarOf()
const quiet = { from: '18:00', to: '08:00' }

test.each([
  [
    2025,
    '01-01 04-21 05-01 05-29 06-09 07-21 08-15 09-27 11-01 11-11 12-25', // Easter on 20 April
  ],
  [2026, '01-01 04-06 05-01 05-14 05-25 07-21 08-15 09-27 11-01 11-11 12-25'], // Easter on 5 April
  [2027, '01-01 03-29 05-01 05-06 05-17 07-21 08-15 09-27 11-01 11-11 12-25'], // Easter on 28 March
])('the holidays of %i are the ten of the law and 27 September', (year, days) => {
  expect([...holidaysOf(year)].map((day) => day.slice(5)).sort()).toEqual(days.split(' '))
})

test.each([
  ['2026-11-22', 1, '2026-11-23'], // from a Sunday
  ['2026-11-20', 1, '2026-11-23'], // over a weekend
  ['2026-11-10', 1, '2026-11-12'], // over Armistice day
  ['2026-04-03', 1, '2026-04-07'], // over Easter Monday
  ['2027-09-24', 1, '2027-09-28'], // over a weekend and the feast of the French Community, a Monday
  ['2026-11-27', -3, '2026-11-24'],
  ['2026-11-16', -3, '2026-11-10'], // backwards over Armistice day
  ['2026-11-27', 2, '2026-12-01'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-11-25', 0, '2026-11-25'],
])('%s and %i business days give %s', (day, count, expected) => {
  expect(calendar.addBusinessDays(day, count)).toBe(expected)
})

test('an organisation adds its own days off, once or every year', () => {
  const own = calendarOf(['11-02', '2026-12-28'])
  expect([own.isBusinessDay('2026-11-02'), own.isBusinessDay('2027-11-02')]).toEqual([false, false])
  expect([own.isBusinessDay('2026-12-28'), own.isBusinessDay('2027-12-28')]).toEqual([false, true])
  expect(calendar.businessDayUntil('2026-11-29')).toBe('2026-11-27')
})

test('local days and times follow summer time', () => {
  expect(localInstant('2026-03-29', '09:00').toISOString()).toBe('2026-03-29T07:00:00.000Z')
  expect(localInstant('2026-10-25', '09:00').toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(localDay(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01')
  expect(localDay(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31')
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
})

test.each([
  ['2026-11-23T06:59:00Z', false], // Monday 07:59
  ['2026-11-23T07:00:00Z', true],
  ['2026-11-23T16:59:00Z', true],
  ['2026-11-23T17:00:00Z', false],
  ['2026-07-20T06:00:00Z', true], // 08:00 in summer
  ['2026-07-21T10:00:00Z', false], // national day
  ['2026-11-22T10:00:00Z', false], // Sunday
])('at %s an automatic message may leave: %s', (instant, expected) => {
  expect(isSendingTime(new Date(instant), calendar, quiet)).toBe(expected)
})

test.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23T04:00:00Z', '2026-11-23T07:00:00.000Z'], // before opening, same day
  ['2026-11-23T18:00:00Z', '2026-11-24T07:00:00.000Z'], // evening
  ['2026-11-20T17:30:00Z', '2026-11-23T07:00:00.000Z'], // Friday evening
  ['2026-10-23T20:00:00Z', '2026-10-26T07:00:00.000Z'], // over the end of summer time
  ['2026-12-24T20:00:00Z', '2026-12-28T07:00:00.000Z'], // over Christmas
])('a message of %s leaves at %s', (instant, expected) => {
  expect(nextSendingTime(new Date(instant), calendar, quiet).toISOString()).toBe(expected)
})

test('without quiet hours a message waits for a business day only', () => {
  const never = { from: '00:00', to: '00:00' }
  expect(nextSendingTime(new Date('2026-11-22T10:00:00Z'), calendar, never).toISOString()).toBe(
    '2026-11-22T23:00:00.000Z',
  )
})

test('quiet hours within one day, such as lunch', () => {
  const lunch = { from: '12:00', to: '13:00' }
  expect(nextSendingTime(new Date('2026-11-23T11:30:00Z'), calendar, lunch).toISOString()).toBe(
    '2026-11-23T12:00:00.000Z',
  )
})
