import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import type { NewStep } from '../../../ports/plans'
import { WITHOUT_PLAN } from '../../../ports/plans'
import type { Meeting } from '../../meetings/find-meeting'
import { nextMeeting } from '../../session/numbering'
import { plannedRow } from '../convene/meeting-rows'
import { transactionIdOf } from '../convene/transaction-id'
import { type MailboxOutcome, serviceMailbox } from '../input/mailbox'
import { EXTRAORDINARY, isExtraordinary } from '../input/standing'
import { freeRoom, roomsFor } from './rooms'
import { type AskedSlot, type RefusedSlot, type Slot, slotFor } from './slot'
import { schedulesAt } from './slot-page'
import type { ConvenedView } from './slot-view'

export type ConveneOutcome =
  | { readonly ok: true; readonly convened: ConvenedView }
  | RefusedSlot
  | Extract<MailboxOutcome, { readonly ok: false }>

/**
 * Convenes a body once, outside of the plan: one meeting and one step, which goes the way of those of a plan (`convene/run-convening`).
 * Safe to repeat: who asks again for the meeting that was just convened gets that one.
 */
export const conveneMeeting = async (
  ctx: Context,
  actor: Actor,
  code: string,
  asked: AskedSlot,
): Promise<ConveneOutcome> => {
  const first = slotFor(ctx, actor, code, asked)
  if (!first.ok && first.reason !== 'overlaps') return first
  const mailbox = serviceMailbox(ctx)
  if (!mailbox.ok) return mailbox
  // Before the lock: Outlook may be slow.
  const rooms = first.ok ? roomsFor(ctx, first) : null
  const addresses = (rooms ?? []).map(({ address }) => address)
  const schedules = first.ok ? await schedulesAt(ctx, mailbox.mailbox, addresses, first) : null
  // With that of a plan being confirmed: neither convenes a body where the other just has.
  return ctx.locks.exclusive('plan-confirm', async () => {
    // What another copy has just convened, and the numbers that it gave.
    await ctx.outbox.catchUp()
    const slot = slotFor(ctx, actor, code, asked)
    if (!slot.ok) return alreadyConvened(slot, asked) ?? slot
    const room = rooms && schedules && freeRoom(ctx, rooms, schedules, slot)
    const number = await nextMeeting(ctx, code)
    const step = stepFor(slot, number, room?.address ?? null)
    const detail = { start: slot.start, end: slot.end, room: room?.address ?? null }
    await ctx.convening.convene(
      ctx.clock.now(),
      step,
      [plannedRow(ctx, step, WITHOUT_PLAN)],
      [{ actor, action: 'meeting.extraordinary', subject: step.meeting, detail }],
    )
    return { ok: true, convened: { key: step.meeting, number, room: rooms && { name: room?.name ?? null } } }
  })
}

const stepFor = ({ found, start, end }: Slot, number: number, room: string | null): NewStep => {
  const body = found.body.code
  const meeting = `${body}:${number}`
  const transactionId = transactionIdOf(meeting, WITHOUT_PLAN)
  return {
    act: 'create',
    meeting,
    payload: { body, number, start, end, room, transactionId, placement: EXTRAORDINARY },
  }
}

/** The meeting of a request that was sent twice: the same body, outside of a plan, at exactly that time. */
const alreadyConvened = ({ standing }: RefusedSlot, { start, minutes }: AskedSlot): ConveneOutcome | null => {
  if (!standing || !isExtraordinary(standing) || !isAt(standing, start, minutes)) return null
  const { meetingKey: key, number, place } = standing
  return { ok: true, convened: { key, number, room: place === null ? null : { name: place } } }
}

const isAt = ({ startsAt, endsAt }: Meeting, start: string, minutes: number): boolean => {
  const from = Math.floor(Date.parse(start) / 60_000) * 60_000
  return Date.parse(startsAt ?? '') === from && Date.parse(endsAt ?? '') === from + minutes * 60_000
}
