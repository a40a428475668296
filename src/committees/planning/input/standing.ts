import { z } from 'zod'
import { addDays, localDay } from '../../../calendar/business-days'
import type { StandingMeeting } from '../../../scheduling/repair-plan'
import type { Meeting } from '../../meetings/find-meeting'
import type { Period } from './period'

const placementSchema = z.looseObject({ period: z.string(), occurrence: z.string(), byHand: z.boolean().optional() })

/** What the placement of a meeting says that somebody convened outside of the plan, on the page of the body. */
export const EXTRAORDINARY = JSON.stringify({ extraordinary: true })

export const isExtraordinary = ({ placement }: Pick<Meeting, 'placement'>): boolean => placement === EXTRAORDINARY

/** A meeting that a plan of this period placed, and that another may still move. */
export interface MovableMeeting {
  readonly meeting: Meeting
  /** Which meeting of the body's cadence it is, as the engine names it. */
  readonly occurrence: string
  readonly start: string
  readonly end: string
}

/** A meeting that stays: held, under way, too near to be moved, convened by hand, or moved in Outlook. */
export interface FixedRow {
  readonly meeting: Meeting
  /** Null when no plan of this period placed it. */
  readonly occurrence: string | null
  readonly start: string
  readonly end: string
}

export interface StandingMeetings {
  readonly movable: readonly MovableMeeting[]
  readonly fixed: readonly FixedRow[]
  /** Occurrences whose meeting somebody has cancelled on its page, or moved out of the period: no plan convenes them again. */
  readonly settled: ReadonlySet<string>
}

/** What already stands in the period, of the bodies that are planned. `noticeOf` in days. */
export const standingMeetings = (
  meetings: readonly Meeting[],
  period: Period,
  today: string,
  noticeOf: (body: string) => number,
): StandingMeetings => {
  const movable: MovableMeeting[] = []
  const fixed: FixedRow[] = []
  const settled = new Set<string>()
  for (const meeting of meetings) {
    const { startsAt, endsAt, state, form } = meeting
    if (startsAt === null || form !== 'meeting') continue
    const placed = placedAs(meeting)
    const occurrence = placed?.period === period.name ? placed.occurrence : null
    if (state === 'cancelled') {
      if (occurrence !== null && placed?.byHand) settled.add(occurrence)
      continue
    }
    const day = localDay(new Date(startsAt))
    if (day < period.from || day > period.to) {
      // Moved in Outlook out of the period, it is held all the same.
      if (occurrence !== null && placed?.byHand) settled.add(occurrence)
      continue
    }
    const times = { meeting, start: startsAt, end: endsAt ?? startsAt }
    const isOpen = state === 'planned' || state === 'convened'
    const isFarEnough = day >= addDays(today, noticeOf(meeting.body))
    if (occurrence !== null && isOpen && isFarEnough && !placed?.byHand) movable.push({ ...times, occurrence })
    else fixed.push({ ...times, occurrence })
  }
  return { movable, fixed, settled }
}

/** Meetings that plans placed for a body that is gone, or that exists no more on their day, and that are still ahead. */
export const orphanedMeetings = (
  meetings: readonly Meeting[],
  today: string,
  existsOn: (body: string, day: string) => boolean,
): readonly MovableMeeting[] =>
  meetings.flatMap((meeting): MovableMeeting[] => {
    const { body, startsAt, endsAt, state, form } = meeting
    const { occurrence } = placedAs(meeting) ?? {}
    if (startsAt === null || occurrence === undefined || form !== 'meeting') return []
    const day = localDay(new Date(startsAt))
    const isAhead = (state === 'planned' || state === 'convened') && day >= today
    return isAhead && !existsOn(body, day) ? [{ meeting, occurrence, start: startsAt, end: endsAt ?? startsAt }] : []
  })

/** What a placement says once somebody has moved or cancelled the meeting outside of the plan: from then on no plan touches it. */
export const changedByHand = (placement: string | null): string | null => {
  const placed = placedAs({ placement })
  return placed ? JSON.stringify({ ...placed, byHand: true }) : placement
}

const placedAs = ({ placement }: Pick<Meeting, 'placement'>): z.infer<typeof placementSchema> | null => {
  if (placement === null || placement === '') return null
  const parsed = placementSchema.safeParse(jsonOf(placement))
  return parsed.success ? parsed.data : null
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const asStanding = ({ movable }: StandingMeetings): readonly StandingMeeting[] =>
  movable.map(({ occurrence, start, meeting }) => ({ key: occurrence, start, room: meeting.room || null }))
