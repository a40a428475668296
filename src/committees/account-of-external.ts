import { addDays, localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Attendances } from '../lists/committees/attendances'
import { Meetings } from '../lists/committees/meetings'
import { dayOf } from './meetings/find-meeting'
import { attendanceKeyOf } from './session/session-facts'

/**
 * Somebody sat in a body without an account and now has one. It is the same membership: up to the day before they are who they were, so
 * that past meetings keep their attendance, and from then on they are somebody of the directory.
 */

interface Outsider {
  readonly person: string | null
  readonly externalId: string | null
  readonly mail: string | null
}

/** Is this the membership, without an account, of whoever has this address? */
export const isOutsiderOf = ({ person, externalId, mail }: Outsider, address: string): boolean =>
  person === null &&
  address !== '' &&
  [mail, externalId].some((each) => each?.toLowerCase() === address.trim().toLowerCase())

/** The first day on which they are of the directory: the day that is wanted, or the day after their last meeting that has begun. */
export const firstDayWithAccount = (
  ctx: Pick<Context, 'lists' | 'clock'>,
  body: string,
  externalId: string,
  wanted: string,
): string => {
  const now = ctx.clock.now()
  const begun = ctx.lists
    .all(Meetings)
    .filter((meeting) => meeting.body === body && meeting.startsAt !== null && meeting.startsAt <= now.toISOString())
    .filter(({ meetingKey }) => ctx.lists.find(Attendances, attendanceKeyOf(meetingKey, externalId)))
    .map((meeting) => dayOf(meeting, localDay(now)))
  return begun.reduce((first, day) => (day >= first ? addDays(day, 1) : first), wanted)
}
