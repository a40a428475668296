import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import { inSession, type Refused, refused } from '../../session/in-session'
import { serviceMailbox } from '../input/mailbox'
import { changedByHand } from '../input/standing'
import { cancelComment } from './event-content'
import { isAhead } from './invite-steps'

/**
 * Cancels one meeting that was convened and has not begun: out of the calendars first, then here, and no plan convenes it again. What stood
 * on its agenda is proposed to the next one. Safe to repeat: an event that is gone already counts as cancelled.
 */
export const cancelMeeting = (
  ctx: Context,
  actor: Actor,
  key: string,
  because: string | null,
): Promise<{ readonly ok: true } | Refused> =>
  inSession(ctx, actor, key, 'meeting.cancel', async ({ meeting }) => {
    const { form, state, body, event, placement, startsAt } = meeting
    if (form !== 'meeting' || (state !== 'planned' && state !== 'convened')) return refused('cannot-cancel')
    if (event && isAhead(ctx, meeting)) {
      const mailbox = serviceMailbox(ctx)
      if (!mailbox.ok) return refused('calendar-away')
      const comment = because ?? cancelComment(ctx, body)
      const [outcome] = await ctx.calendars.cancel(mailbox.mailbox, [{ event, comment }])
      if (!outcome?.ok) {
        ctx.log.warn({ meeting: key, detail: outcome?.detail }, 'the event of a meeting could not be cancelled')
        return refused('calendar-away')
      }
    }
    await ctx.outbox.put(
      [{ list: Meetings, key, values: { state: 'cancelled', placement: changedByHand(placement) } }],
      [{ actor, action: 'meeting.cancel', subject: key, detail: { start: startsAt, because } }],
    )
    return { ok: true }
  })
