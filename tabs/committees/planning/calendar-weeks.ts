import type { PlacementView } from '../../../src/committees/planning/plan-view'
import { localDay } from '../../ui/states'

export interface CalendarDay {
  /** `yyyy-MM-dd` */
  readonly day: string
  readonly isInPeriod: boolean
  readonly isHoliday: boolean
  readonly placements: readonly PlacementView[]
}

export interface CalendarWeek {
  readonly monday: string
  readonly days: readonly CalendarDay[]
}

const DAY_MS = 86_400_000
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const weekdayOf = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7

/**
 * The working weeks of a period, each with its five days and what is placed on them, in the order of the day; with the days of the
 * weekend where somebody has moved a meeting there.
 */
export const calendarWeeks = (
  { from, to }: { readonly from: string; readonly to: string },
  placements: readonly PlacementView[],
  holidays: readonly string[],
): readonly CalendarWeek[] => {
  const byDay = new Map<string, PlacementView[]>()
  for (const placement of placements) {
    const day = localDay(placement.start)
    byDay.set(day, [...(byDay.get(day) ?? []), placement])
  }
  const last = Math.max(4, ...[...byDay.keys()].map(weekdayOf))
  const weeks: CalendarWeek[] = []
  for (let monday = dayAfter(from, -weekdayOf(from)); monday <= to; monday = dayAfter(monday, 7)) {
    const days = [0, 1, 2, 3, 4, 5, 6].slice(0, last + 1).map((offset): CalendarDay => {
      const day = dayAfter(monday, offset)
      return {
        day,
        isInPeriod: day >= from && day <= to,
        isHoliday: holidays.includes(day),
        placements: (byDay.get(day) ?? []).toSorted((a, b) => a.start.localeCompare(b.start)),
      }
    })
    if (days.some(({ isInPeriod }) => isInPeriod)) weeks.push({ monday, days })
  }
  return weeks
}

/** How full a meeting is expected to be; drawn by fill as well as colour. */
export const fillOf = (attendance: number): 'full' | 'good' | 'low' =>
  attendance >= 95 ? 'full' : attendance >= 85 ? 'good' : 'low'

const brussels = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Local `HH:mm` of an instant. */
export const localTime = (instant: string): string => brussels.format(new Date(instant))

/** The instant of a local day and time. The offset of the day is found by looking at what UTC would be there. */
export const instantAt = (day: string, time: string): string => {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const shown = new Date(asUtc)
  const there = Date.parse(`${localDay(shown)}T${localTime(shown.toISOString())}:00Z`)
  return `${new Date(asUtc - (there - asUtc)).toISOString().slice(0, 19)}Z`
}
