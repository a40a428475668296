import { DateTime } from 'luxon'

const zone = 'Europe/Brussels'
/** Days alone know no clock: each of them is as long, in milliseconds. */
const DAY_MS = 24 * 60 * 60 * 1000

/** First day of the month `offset` months away from the month of `today` (ISO dates). */
export const monthStart = (today: string, offset: number): DateTime => {
  const name = `${today} ${offset}`
  const month = months.get(name) ?? DateTime.fromISO(today, { zone }).startOf('month').plus({ months: offset })
  months.set(name, month)
  return month
}

/** Every project asks for the same months, and changes of clocks make them dear. */
const months = new Map<string, DateTime>()

export const isoDate = (date: DateTime): string => date.toISODate() ?? ''
export const isoInstant = (date: DateTime): string => date.toUTC().toISO({ suppressMilliseconds: true }) ?? ''

/** The last Friday of a month at noon: when a past cycle closed. */
export const lastFridayNoon = (month: DateTime): DateTime => {
  const last = month.endOf('month').startOf('day')
  return last.minus({ days: (last.weekday + 2) % 7 }).set({ hour: 12 })
}

/** The date `share` (0 to 1) of the way from one ISO date to another. */
export const between = (from: string, to: string, share: number): string =>
  addDays(from, Math.round(((Date.parse(to) - Date.parse(from)) / DAY_MS) * share))

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

/** The day `weeks` weeks away from the week of `today` (ISO date), on this weekday (1 Monday … 7 Sunday). */
export const dayInWeek = (today: string, weeks: number, weekday: number): DateTime =>
  DateTime.fromISO(today, { zone })
    .startOf('week')
    .plus({ weeks, days: weekday - 1 })
