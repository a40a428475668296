import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import type { Meeting } from '../meetings/find-meeting'
import { forMinutes } from './for-minutes'
import { type Refused, refused } from './in-session'

/** So long after its end a meeting that was closed too soon is still the same meeting. */
const REOPEN_MS = 12 * 3_600_000

/** Closed by mistake, a meeting goes on, as long as nobody has been shown its minutes. */
export const mayReopen = (
  { state, form, minutesState, closedAt }: Pick<Meeting, 'state' | 'form' | 'minutesState' | 'closedAt'>,
  now: Date,
): boolean =>
  state === 'held' &&
  form === 'meeting' &&
  minutesState === null &&
  closedAt !== null &&
  now.getTime() - Date.parse(closedAt) <= REOPEN_MS

/** Attendance, notes, votes and decisions are as they were; from then on votes can be opened again. */
export const reopenMeeting = (ctx: Context, actor: Actor, key: string): Promise<{ readonly ok: true } | Refused> =>
  forMinutes(ctx, actor, key, { action: 'meeting.run', isTime: () => true }, async ({ meeting }) => {
    if (meeting.state === 'open') return refused('already-open')
    if (!mayReopen(meeting, ctx.clock.now())) return refused('cannot-open')
    await ctx.outbox.put(
      [{ list: Meetings, key, values: { state: 'open', closedAt: null } }],
      [{ actor, action: 'meeting.reopen', subject: key, detail: { closedAt: meeting.closedAt } }],
    )
    return { ok: true }
  })
