import type { Actor } from '../../../access/actor'
import { addDays, isoSeconds, localClock, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import { isWithin } from '../../../scheduling/time/week-times'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { type FoundBody, findBody, type Membership } from '../../find-body'
import type { Meeting } from '../../meetings/find-meeting'
import { membersFor } from '../convene/meeting-rows'
import { excludedTimes, noticeOf, preferredTimes } from '../input/body-input'
import type { SlotWarning } from './slot-view'

/** As the duration of a body itself. */
const SHORTEST = 5
const LONGEST = 960
const DAYS_AHEAD = 366

export interface AskedSlot {
  /** Any ISO 8601 instant; minutes count. */
  readonly start: string
  readonly minutes: number
}

export type SlotRefusal =
  | 'unknown-body'
  | 'not-allowed'
  | 'in-the-past'
  | 'too-far'
  | 'too-short'
  | 'too-long'
  | 'not-active'
  | 'no-members'
  | 'overlaps'

export interface Slot {
  readonly ok: true
  readonly found: FoundBody
  readonly start: string
  readonly end: string
  readonly day: string
  /** Who sits in the body on that day. */
  readonly members: readonly Membership[]
}

export interface RefusedSlot {
  readonly ok: false
  readonly reason: SlotRefusal
  /** With `overlaps`: the meeting of the body that stands there. */
  readonly standing?: Meeting
}

/** The time at which somebody wants to convene a body, when they may and it is possible at all. */
export const slotFor = (ctx: Context, actor: Actor, code: string, asked: AskedSlot): Slot | RefusedSlot => {
  const found = findBody(ctx, actor, code)
  if (!found) return { ok: false, reason: 'unknown-body' }
  if (!found.may('meeting.convene')) return { ok: false, reason: 'not-allowed' }
  const now = ctx.clock.now()
  const problem = problemOf(asked, now)
  if (problem) return { ok: false, reason: problem }
  const from = new Date(Math.floor(Date.parse(asked.start) / 60_000) * 60_000)
  const [start, end] = [isoSeconds(from), isoSeconds(new Date(from.getTime() + asked.minutes * 60_000))]
  const day = localDay(from)
  const { activeFrom, activeUntil } = found.body
  if ((activeFrom ?? '') > day || (activeUntil ?? '9999') < day) return { ok: false, reason: 'not-active' }
  const members = membersFor(ctx, code, start)
  if (members.length === 0) return { ok: false, reason: 'no-members' }
  const standing = ctx.lists
    .all(Meetings)
    .find(
      ({ body, form, state, startsAt, endsAt }) =>
        body === code &&
        form === 'meeting' &&
        state !== 'cancelled' &&
        startsAt !== null &&
        startsAt < end &&
        (endsAt ?? startsAt) > start,
    )
  if (standing) return { ok: false, reason: 'overlaps', standing }
  return { ok: true, found, start, end, day, members }
}

const problemOf = ({ start, minutes }: AskedSlot, now: Date): SlotRefusal | null => {
  if (minutes < SHORTEST) return 'too-short'
  if (minutes > LONGEST) return 'too-long'
  const from = new Date(start)
  if (from <= now) return 'in-the-past'
  return localDay(from) > addDays(localDay(now), DAYS_AHEAD) ? 'too-far' : null
}

/** What speaks against a time that is possible. */
export const warningsOf = (ctx: Context, { found, start, end, day }: Slot): readonly SlotWarning[] => {
  const { body } = found
  const days = noticeOf(body)
  const clock = localClock(new Date(start))
  const minutes = (Date.parse(end) - Date.parse(start)) / 60_000
  const preferred = preferredTimes(body)
  const isUnpreferred = preferred.length > 0 && !isWithin(preferred, clock, minutes, 'inside')
  return [
    ...(day < addDays(localDay(ctx.clock.now()), days) ? [{ code: 'notice' as const, days }] : []),
    ...(calendarIn(settingsOf(ctx)).isBusinessDay(day) ? [] : [{ code: 'day-off' as const }]),
    ...(isWithin(excludedTimes(body), clock, minutes, 'touches') ? [{ code: 'excluded' as const }] : []),
    ...(isUnpreferred ? [{ code: 'unpreferred' as const }] : []),
  ]
}
