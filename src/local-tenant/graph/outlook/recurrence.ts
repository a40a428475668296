import { DateTime } from 'luxon'
import { at, textAt } from '../../json'
import type { EventEntity } from '../../store/office-entities'
import { GraphError } from '../exchange'

export interface Occurrence {
  /** UTC instants, ISO 8601. */
  readonly start: string
  readonly end: string
  /** Position in the series; 0 for the first or only one. */
  readonly index: number
}

const TYPES = ['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const WEEKS = ['first', 'second', 'third', 'fourth']
const FARTHEST_DAYS = 3_660

const refuse = (message: string): GraphError => new GraphError(400, 'ErrorInvalidRecurrence', message)
const wholeAt = (value: unknown, name: string, otherwise: number): number => {
  const found = at(value, name)
  return typeof found === 'number' && Number.isInteger(found) ? found : otherwise
}
const daysOf = (pattern: unknown): readonly string[] => {
  const days = at(pattern, 'daysOfWeek')
  return Array.isArray(days) ? days.map((day) => String(day).toLowerCase()) : []
}

/** Checks a `patternedRecurrence` against the start of its event (GRAPH-FACTS 4.3). */
export const checkRecurrence = (recurrence: unknown, start: DateTime): void => {
  const pattern = at(recurrence, 'pattern')
  const range = at(recurrence, 'range')
  if (!TYPES.includes(textAt(pattern, 'type') ?? '')) throw refuse('The recurrence pattern is not valid.')
  if (['weekly', 'relativeMonthly', 'relativeYearly'].includes(textAt(pattern, 'type') ?? '')) {
    const days = daysOf(pattern)
    if (days.length === 0 || !days.every((day) => DAYS.includes(day)))
      throw refuse('The recurrence pattern names no day of the week.')
  }
  if (wholeAt(pattern, 'interval', 1) < 1) throw refuse('The interval of a recurrence must be at least one.')
  if (!['endDate', 'noEnd', 'numbered'].includes(textAt(range, 'type') ?? '')) {
    throw refuse('The recurrence range is not valid.')
  }
  if (textAt(range, 'startDate') !== start.toISODate()) {
    throw refuse('The start date of the recurrence range must equal the start date of the event.')
  }
}

/** The occurrences of an event that touch a window of UTC instants. */
export const occurrencesOf = (event: EventEntity, from: DateTime, to: DateTime): Occurrence[] => {
  if (!event.recurrence) {
    const isInside = Date.parse(event.start) < to.toMillis() && Date.parse(event.end) > from.toMillis()
    return isInside ? [{ start: event.start, end: event.end, index: 0 }] : []
  }
  const start = DateTime.fromISO(event.start, { zone: event.zone })
  const end = DateTime.fromISO(event.end, { zone: event.zone })
  const touches = (first: DateTime, last: DateTime): boolean => first < to && last > from
  const length = end.diff(start)
  const last = at(event.recurrence, 'range')
  const most = textAt(last, 'type') === 'numbered' ? wholeAt(last, 'numberOfOccurrences', 1) : Number.POSITIVE_INFINITY
  const until = textAt(last, 'type') === 'endDate' ? (textAt(last, 'endDate') ?? '') : '9999-12-31'
  const found: Occurrence[] = []
  const weekdays = weekdaysOf(at(event.recurrence, 'pattern'))
  if (weekdays?.size === 1 && weekdays.has(start.weekday - 1)) {
    const interval = wholeAt(at(event.recurrence, 'pattern'), 'interval', 1)
    return weeklyOccurrences({ start, end, interval, most, until }, from, to)
  }
  let index = 0
  for (let days = 0; days < FARTHEST_DAYS && index < most; days += 1) {
    const day = start.plus({ days })
    if (day >= to || (day.toISODate() ?? '') > until) break
    if (!recursOn(at(event.recurrence, 'pattern'), start, day)) continue
    if (touches(day, day.plus(length))) {
      found.push({ start: day.toUTC().toISO() ?? '', end: day.plus(length).toUTC().toISO() ?? '', index })
    }
    index += 1
  }
  return found
}

const WEEK_MS = 7 * 86_400_000

interface WeeklySeries {
  readonly start: DateTime
  readonly end: DateTime
  readonly interval: number
  readonly most: number
  readonly until: string
}

/** A series on one weekday, the most common one by far: it begins at the window instead of being walked to, day by day. */
const weeklyOccurrences = (series: WeeklySeries, from: DateTime, to: DateTime): Occurrence[] => {
  const { start, end, interval, most, until } = series
  const length = end.toMillis() - start.toMillis()
  const found: Occurrence[] = []
  const weeksBefore = (from.toMillis() - end.toMillis()) / (WEEK_MS * interval)
  for (let index = Math.max(0, Math.floor(weeksBefore) - 1); index < most; index += 1) {
    const day = start.plus({ weeks: index * interval })
    if (day >= to || (day.toISODate() ?? '') > until) break
    const first = day.toMillis()
    if (first + length <= from.toMillis()) continue
    found.push({ start: new Date(first).toISOString(), end: new Date(first + length).toISOString(), index })
  }
  return found
}

/** Weekdays (0 Monday) of a weekly series; undefined for the others. */
const weekdaysOf = (pattern: unknown): ReadonlySet<number> | undefined =>
  textAt(pattern, 'type') === 'weekly' ? new Set(daysOf(pattern).map((day) => DAYS.indexOf(day))) : undefined

const recursOn = (pattern: unknown, start: DateTime, day: DateTime): boolean => {
  const interval = wholeAt(pattern, 'interval', 1)
  const months = (day.year - start.year) * 12 + day.month - start.month
  const onWeekday = daysOf(pattern).includes(DAYS[day.weekday - 1] ?? '')
  switch (textAt(pattern, 'type')) {
    case 'daily':
      return Math.round(day.startOf('day').diff(start.startOf('day'), 'days').days) % interval === 0
    case 'weekly':
      return onWeekday && Math.round(day.startOf('week').diff(start.startOf('week'), 'weeks').weeks) % interval === 0
    case 'absoluteMonthly':
      return months % interval === 0 && day.day === wholeAt(pattern, 'dayOfMonth', start.day)
    case 'relativeMonthly':
      return months % interval === 0 && onWeekday && isWeek(pattern, day)
    case 'absoluteYearly':
      return (
        (day.year - start.year) % interval === 0 &&
        day.month === wholeAt(pattern, 'month', start.month) &&
        day.day === wholeAt(pattern, 'dayOfMonth', start.day)
      )
    default:
      return (
        (day.year - start.year) % interval === 0 &&
        day.month === wholeAt(pattern, 'month', start.month) &&
        onWeekday &&
        isWeek(pattern, day)
      )
  }
}

const isWeek = (pattern: unknown, day: DateTime): boolean => {
  const index = textAt(pattern, 'index') ?? 'first'
  if (index === 'last') return day.plus({ weeks: 1 }).month !== day.month
  return Math.ceil(day.day / 7) === WEEKS.indexOf(index) + 1
}
