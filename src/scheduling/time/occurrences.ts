import type { Body, Cadence } from '../model'
import { type CalendarGrid, daysBetween } from './calendar-grid'

/** One meeting that a body's cadence asks for. Days are numbers from the first day of the period. */
export interface Occurrence {
  readonly body: string
  /** From 1, in the order of the ideal days. */
  readonly number: number
  readonly idealDay: number
  readonly firstDay: number
  readonly lastDay: number
  /** Days that must lie between it and the next meeting of the body. */
  readonly spacing: number
}

const DAYS_PER_MONTH = 365.25 / 12

export const cadenceDays = (cadence: Cadence, days: number): number => {
  if (cadence.unit === 'once') return days
  return cadence.unit === 'week' ? cadence.every * 7 : cadence.every * DAYS_PER_MONTH
}

/**
 * Spread evenly: with a last meeting known, a cadence after it and so on; otherwise the period is cut into equal windows, as
 * many as the cadence fits best. Each meeting has the window around its ideal day; neighbours keep half a window apart. A body that
 * begins within the period has what is left of its windows from then on; one that ends, the meetings that are due before.
 */
export const occurrencesOf = (body: Body, grid: CalendarGrid, periodFrom: string): readonly Occurrence[] => {
  const { days } = grid
  const every = cadenceDays(body.cadence, days)
  const count = Math.max(1, Math.round(days / every))
  const isCounted = body.lastMet !== undefined && body.cadence.unit !== 'once'
  const step = isCounted ? every : days / count
  const first = isCounted ? every - daysBetween(body.lastMet ?? periodFrom, periodFrom) : step / 2
  // A body that is overdue meets in the first window.
  const start = isCounted ? Math.max(first, Math.min(every / 2, days / 2)) : first
  const ideals: number[] = []
  for (let ideal = start; ideal < days && (isCounted || ideals.length < count); ideal += step) ideals.push(ideal)
  const spacing = Math.max(1, Math.floor(step / 2))
  const { activeFrom, activeUntil } = body
  const begins = activeFrom === undefined ? 0 : Math.max(0, daysBetween(periodFrom, activeFrom))
  const ends = activeUntil === undefined ? days - 1 : Math.min(days - 1, daysBetween(periodFrom, activeUntil))
  const isDue = ({ idealDay, firstDay, lastDay }: Occurrence): boolean =>
    firstDay <= lastDay && (body.cadence.unit === 'once' || idealDay < ends + 1)
  return ideals
    .map((ideal, index) => ({
      body: body.id,
      number: index + 1,
      idealDay: ideal,
      firstDay: Math.max(begins, Math.ceil(ideal - step / 2 - 1e-9)),
      lastDay: Math.min(ends, Math.ceil(ideal + step / 2 - 1e-9) - 1),
      spacing,
    }))
    .filter(isDue)
}
