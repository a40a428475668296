import { DateTime } from 'luxon'
import type { SchedulingInput } from '../model'

const MINUTE = 60_000

/** A place on the grid where a meeting may start. */
export interface Slot {
  /** Number of the UTC grid cell in which it starts. */
  readonly cell: number
  /** Local day, and its number from the first day of the period. */
  readonly day: string
  readonly dayIndex: number
  readonly weekday: number
  /** Local minutes from midnight. */
  readonly minute: number
}

/** Time cut into cells of one grid step. Cells are UTC, so that a day on which clocks change has as many as it has. */
export interface CalendarGrid {
  readonly cells: number
  readonly slots: readonly Slot[]
  /** Number of local days in the period. */
  readonly days: number
  /** Minutes of the local day between which meetings are held. */
  readonly opens: number
  readonly closes: number
  readonly instantOf: (cell: number) => string
  /** Position of an instant on the grid, in cells; a fraction when it is between two. */
  readonly positionOf: (instant: string) => number
  readonly dayIndexOf: (day: string) => number
  /** Any instant as a place on the grid, whether or not a meeting may start there. */
  readonly slotAt: (instant: string) => Slot
}

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / (24 * 60 * MINUTE))

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 24 * 60 * MINUTE).toISOString().slice(0, 10)

export const gridOf = ({ zone, period, gridMinutes, day, weekdays, holidays }: SchedulingInput): CalendarGrid => {
  const first = DateTime.fromISO(period.from, { zone })
  const origin = Math.floor(first.toMillis() / (60 * MINUTE)) * 60 * MINUTE
  const step = gridMinutes * MINUTE
  const days = daysBetween(period.from, period.to) + 1
  const end = DateTime.fromISO(dayAfter(period.to, 1), { zone }).toMillis()
  const closed = new Set(holidays)
  const opens = ceilTo(minuteOf(day.from), gridMinutes)
  const closes = minuteOf(day.to)
  const slots = Array.from({ length: days }, (_, dayIndex) => {
    const local = dayAfter(period.from, dayIndex)
    const weekday = ((new Date(`${local}T00:00Z`).getUTCDay() + 6) % 7) + 1
    if (closed.has(local) || !weekdays.includes(weekday)) return []
    const found: Slot[] = []
    const millisAt = clockOf(local, zone, opens, closes)
    for (let minute = opens; minute < closes; minute += gridMinutes) {
      const cell = (millisAt(minute) - origin) / step
      if (Number.isInteger(cell)) found.push({ cell, day: local, dayIndex, weekday, minute })
    }
    return found
  }).flat()
  return {
    cells: Math.ceil((end - origin) / step),
    slots,
    days,
    opens: minuteOf(day.from),
    closes: minuteOf(day.to),
    instantOf: (cell) => new Date(origin + cell * step).toISOString().replace('.000Z', 'Z'),
    positionOf: (instant) => (Date.parse(instant) - origin) / step,
    dayIndexOf: (local) => daysBetween(period.from, local),
    slotAt: (instant) => {
      const at = DateTime.fromISO(instant, { zone })
      const local = at.toFormat('yyyy-MM-dd')
      const cell = Math.floor((at.toMillis() - origin) / step)
      return {
        cell,
        day: local,
        dayIndex: daysBetween(period.from, local),
        weekday: at.weekday,
        minute: at.hour * 60 + at.minute,
      }
    },
  }
}

/**
 * Instant of local minutes of a day. Asking for the zone is slow: unless clocks change between the two, the first tells the others.
 */
const clockOf = (day: string, zone: string, from: number, to: number): ((minute: number) => number) => {
  const ask = (minute: number): number => DateTime.fromISO(`${day}T${timeOf(minute)}`, { zone }).toMillis()
  const last = Math.min(to, 24 * 60 - 1)
  const first = ask(from)
  return ask(last) - first === (last - from) * MINUTE ? (minute) => first + (minute - from) * MINUTE : ask
}

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const ceilTo = (value: number, step: number): number => Math.ceil(value / step) * step
