import type { Context } from '../../../context'
import type { ConveningAct, Step } from '../../../ports/plans'
import { aloneIn } from '../../session/in-session'
import { serviceMailbox } from '../input/mailbox'
import { equipSteps } from './equip-chats'
import { cancelSteps, createSteps, updateSteps } from './event-steps'
import { inviteSteps, wantInvitations } from './invite-steps'
import type { StepEnd } from './step-end'

/** Outlook takes four requests at once in one mailbox (GRAPH-FACTS 2): steps go by as many. */
const AT_ONCE = 4
const FIRST_WAIT_MS = 10_000
const LONGEST_WAIT_MS = 3_600_000
/** With the waits above, some two days. */
const MOST_TRIES: Readonly<Record<ConveningAct, number>> = { create: 60, update: 60, cancel: 60, equip: 48, invite: 60 }

type Work = (ctx: Context, mailbox: string, steps: readonly Step[]) => Promise<readonly StepEnd[]>

const work: Readonly<Record<ConveningAct, Work>> = {
  create: createSteps,
  update: updateSteps,
  cancel: cancelSteps,
  equip: equipSteps,
  invite: inviteSteps,
}

/**
 * Does what confirmed plans and changed memberships wait for, until nothing is due. One copy at a time: the lock goes with the copy that holds it, and what it
 * had begun is begun again, under the same transaction id. Nobody opens a meeting while its event is being made, moved or cancelled.
 * Answers how many steps were ended.
 */
export const runConvening = (ctx: Context): Promise<number> =>
  ctx.locks.exclusive('convening', async () => {
    await wantInvitations(ctx)
    let ended = 0
    for (;;) {
      const steps = await ctx.convening.take(ctx.clock.now(), AT_ONCE)
      const [first] = steps
      if (!first) return ended
      const mailbox = serviceMailbox(ctx)
      const ends = mailbox.ok
        ? await carryOut(ctx, first.act, mailbox.mailbox, steps).catch((error: unknown) => putOff(steps, String(error)))
        : putOff(steps, mailbox.reason)
      for (const each of ends) if (await settle(ctx, each)) ended += 1
    }
  })

/** At once on this copy, while the caller goes on; what a copy leaves undone, the recurring job takes up on any. */
export const beginConvening = (ctx: Context): void => {
  runConvening(ctx).catch((error: unknown) =>
    ctx.log.warn({ error: String(error) }, 'convening stopped; it goes on with the next run of the job'),
  )
}

/** Chats may be slow, and stand in nobody's way. */
const carryOut = (ctx: Context, act: ConveningAct, mailbox: string, steps: readonly Step[]) => {
  const meetings = act === 'equip' ? [] : steps.map(({ meeting }) => meeting)
  return aloneIn(ctx, meetings, () => work[act](ctx, mailbox, steps))
}

/** One answer that nobody understands must not stand in the way of all that wait behind it. */
const putOff = (steps: readonly Step[], detail: string): readonly StepEnd[] =>
  steps.map((step) => ({ step, end: { ok: false, reason: 'passing', detail: detail.slice(0, 500) } }))

const settle = async (ctx: Context, { step, end }: StepEnd): Promise<boolean> => {
  if (end.ok) {
    const { meeting, payload } = step
    await ctx.convening.done(step, end.next && { act: end.next, meeting, payload })
    return true
  }
  if (end.reason === 'begun') {
    await ctx.convening.keep(step)
    return true
  }
  if (end.reason === 'passing' && step.tries < MOST_TRIES[step.act]) {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (step.tries - 1))
    await ctx.convening.again(step, new Date(ctx.clock.now().getTime() + wait), end.detail)
    return false
  }
  ctx.log.error({ act: step.act, meeting: step.meeting, detail: end.detail }, 'a step of convening was given up')
  await ctx.convening.giveUp(step, end.detail)
  return true
}
