import { DateTime } from 'luxon'
import { holidaysOf } from './holidays'

/** The organisation works, and its people are asked, in this zone. */
export const ZONE = 'Europe/Brussels'

/** Local times `HH:mm` between which nobody is disturbed; `from` later than `to` spans midnight. Equal: never quiet. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

/** Working days of the organisation. Days are ISO dates (`yyyy-MM-dd`), instants are UTC. */
export interface Calendar {
  isBusinessDay(day: string): boolean
  /** The business day `count` business days after (before when negative) `day`; `day` itself need not be one. */
  addBusinessDays(day: string, count: number): string
  /** `day` when it is a business day, else the last one before it. */
  businessDayUntil(day: string): string
}

/** Canadian English writes ISO dates. Made once: every answer asks for the day several times. */
const days = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day it is in Brussels at an instant. */
export const localDay = (instant: Date): string => days.format(instant)

/** The instant of a local time of day, such as `09:00`; a time that summer time skips moves forward by the hour it lost. */
export const localInstant = (day: string, time: string): Date =>
  DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toJSDate()

/** Weekday, from 1 (Monday), and minute of the day in Brussels. */
export const localClock = (instant: Date): { readonly weekday: number; readonly minute: number } => {
  const { weekday, hour, minute } = DateTime.fromJSDate(instant, { zone: ZONE })
  return { weekday, minute: hour * 60 + minute }
}

/** An instant as UTC ISO 8601 in whole seconds, which is all that SharePoint keeps. */
export const isoSeconds = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`

const DAY_MS = 86_400_000

/** `days` whole calendar days later, or earlier when negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0

/** `extraHolidays`: further days off as `yyyy-MM-dd`, or `MM-dd` for every year. */
export const calendarOf = (extraHolidays: readonly string[] = []): Calendar => {
  const extra = new Set(extraHolidays)
  const isBusinessDay = (day: string): boolean =>
    !isWeekend(day) && !holidaysOf(Number(day.slice(0, 4))).has(day) && !extra.has(day) && !extra.has(day.slice(5))
  const step = (day: string, direction: 1 | -1): string => {
    let next = addDays(day, direction)
    while (!isBusinessDay(next)) next = addDays(next, direction)
    return next
  }
  return {
    isBusinessDay,
    addBusinessDays: (day, count) => {
      let reached = day
      for (let done = 0; done < Math.abs(count); done++) reached = step(reached, count > 0 ? 1 : -1)
      return reached
    },
    businessDayUntil: (day) => (isBusinessDay(day) ? day : step(day, -1)),
  }
}

const timeOf = (instant: Date): string => DateTime.fromJSDate(instant, { zone: ZONE }).toFormat('HH:mm')

const isQuietTime = (time: string, quiet: QuietHours): boolean =>
  quiet.from > quiet.to ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to

/** May an automatic message leave at this instant: on a business day and outside the quiet hours? */
export const isSendingTime = (instant: Date, calendar: Calendar, quiet: QuietHours): boolean =>
  calendar.isBusinessDay(localDay(instant)) && !isQuietTime(timeOf(instant), quiet)

/** The first instant from `instant` on at which an automatic message may leave. */
export const nextSendingTime = (instant: Date, calendar: Calendar, quiet: QuietHours): Date => {
  if (isSendingTime(instant, calendar, quiet)) return instant
  const opening = quiet.from === quiet.to ? '00:00' : quiet.to
  const day = localDay(instant)
  const today = localInstant(day, opening)
  if (today > instant && isSendingTime(today, calendar, quiet)) return today
  const nextDay = calendar.addBusinessDays(day, 1)
  const midnight = localInstant(nextDay, '00:00')
  return isSendingTime(midnight, calendar, quiet) ? midnight : localInstant(nextDay, opening)
}
