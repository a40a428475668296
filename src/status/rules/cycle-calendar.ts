import { addDays, type Calendar, localDay, localInstant } from '../../calendar/business-days'
import type { Settings } from '../../settings/settings'

/** A cycle as the recurrence plans it. `opensOn` is an ISO date, `cutOff` an instant. `title` is null when the surface names it. */
export interface PlannedCycle {
  readonly code: string
  readonly title: string | null
  readonly opensOn: string
  readonly cutOff: Date
}

const lastDayOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The cut-off day of a month: its last such weekday, or the business day before when that is a holiday. */
export const cutOffDay = (year: number, month: number, weekday: number, calendar: Calendar): string => {
  const last = lastDayOfMonth(year, month)
  return calendar.businessDayUntil(addDays(last, -((weekdayOf(last) - weekday + 7) % 7)))
}

const monthly = (settings: Settings, calendar: Calendar, today: string): readonly PlannedCycle[] => {
  const { everyMonths, cutOffWeekday, cutOffTime, openBusinessDays } = settings.recurrence
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  return Array.from({ length: 2 * 12 }, (_, ahead) => {
    const index = month - 1 + ahead
    return { year: year + Math.floor(index / 12), month: (index % 12) + 1 }
  })
    .filter((at) => at.month % everyMonths === 0)
    .map((at) => {
      const day = cutOffDay(at.year, at.month, cutOffWeekday, calendar)
      return {
        code: `${at.year}-${String(at.month).padStart(2, '0')}`,
        title: null,
        opensOn: calendar.addBusinessDays(day, -openBusinessDays),
        cutOff: localInstant(day, cutOffTime),
      }
    })
}

const custom = (settings: Settings): readonly PlannedCycle[] =>
  settings.cycles
    .map((cycle) => ({
      code: cycle.code,
      title: cycle.title,
      opensOn: cycle.opensOn,
      cutOff: localInstant(cycle.cutOff, settings.recurrence.cutOffTime),
    }))
    .toSorted((a, b) => a.cutOff.getTime() - b.cutOff.getTime())

/**
 * The next cycle to open: the first one planned whose cut-off is still to come and whose code is not taken. Null when the
 * organisation's own calendar has come to its end.
 */
export const nextCycle = (
  settings: Settings,
  calendar: Calendar,
  now: Date,
  taken: ReadonlySet<string>,
): PlannedCycle | null => {
  const planned =
    settings.recurrence.kind === 'calendar' ? custom(settings) : monthly(settings, calendar, localDay(now))
  return planned.find((cycle) => cycle.cutOff > now && !taken.has(cycle.code)) ?? null
}

/** Should the next cycle open by itself now? Only when the organisation asked for it, from the opening day on. */
export const opensByItself = (planned: PlannedCycle | null, settings: Settings, now: Date): boolean =>
  planned !== null && settings.recurrence.automatic && localDay(now) >= planned.opensOn

/** Days: a cycle lasts weeks, and a year typed with a digit too many must not enter the lists. */
const CUT_OFF_WITHIN = 366

/** Can a cycle that is open at `now` end at `cutOff`? */
export const isPossibleCutOff = (cutOff: Date, now: Date): boolean =>
  cutOff > now && cutOff.getTime() - now.getTime() <= CUT_OFF_WITHIN * 86_400_000
