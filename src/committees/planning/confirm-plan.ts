import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Attendances } from '../../lists/committees/attendances'
import type { PlanVersion } from '../../ports/plans'
import { memberId } from '../rules/membership'
import { nextMeeting } from '../session/numbering'
import { changesOf, type PlanChanges, stepsOf } from './changes'
import { membersFor, plannedRow } from './convene/meeting-rows'
import { transactionIdOf } from './convene/transaction-id'
import { standingIn } from './input/gather-input'
import { serviceMailbox } from './input/mailbox'
import { periodOf } from './make-plan'

export type ConfirmOutcome =
  | { readonly ok: true; readonly create: number; readonly update: number; readonly cancel: number }
  | {
      readonly ok: false
      readonly reason:
        | 'plan-changed'
        | 'convening'
        | 'nothing-to-confirm'
        | 'running'
        | 'no-mailbox'
        | 'mailbox-of-a-person'
    }

/**
 * Confirms the version that was on the page: writes down what is to be created, changed and cancelled, all of it or nothing, and the
 * meetings themselves. The events follow step by step (`convene/run-convening`), on whichever copy of the service.
 */
export const confirmPlan = async (ctx: Context, actor: Actor, version: number): Promise<ConfirmOutcome> => {
  const mailbox = serviceMailbox(ctx)
  if (!mailbox.ok) return mailbox
  return ctx.locks.exclusive('plan-confirm', async () => {
    if (await ctx.plans.running()) return { ok: false, reason: 'running' }
    const plan = await ctx.plans.latest(periodOf(ctx).name)
    if (plan?.version !== version) return { ok: false, reason: 'plan-changed' }
    // Numbers that another copy has just given.
    await ctx.outbox.catchUp()
    const changes = pendingChanges(ctx, plan)
    const counts = { create: changes.create.length, update: changes.update.length, cancel: changes.cancel.length }
    if (counts.create + counts.update + counts.cancel === 0) return { ok: false, reason: 'nothing-to-confirm' }
    const steps = stepsOf(changes, plan.period, {
      next: await numbersFor(ctx, changes),
      transactionId: (meeting) => transactionIdOf(meeting, version),
    })
    if (!(await ctx.convening.confirm(version, ctx.clock.now(), steps))) return { ok: false, reason: 'convening' }
    const created = steps.filter(({ act }) => act === 'create')
    const detail = { period: plan.period, ...counts }
    await ctx.outbox.put(
      created.map((step) => plannedRow(ctx, step, version)),
      [{ actor, action: 'plan.confirm', subject: String(version), detail }],
    )
    return { ok: true, ...counts }
  })
}

/** What confirming this version would do now. */
export const pendingChanges = (ctx: Context, plan: PlanVersion): PlanChanges => {
  const [from = '', to = ''] = plan.period.split('/')
  const standing = standingIn(ctx, { from, to, name: plan.period }, plan.adjustments)
  const invited = new Set(ctx.lists.all(Attendances).map(({ attendanceKey }) => attendanceKey))
  return changesOf(plan, standing, ({ meeting, start }) =>
    membersFor(ctx, meeting.body, start).every((member) => invited.has(`${meeting.meetingKey}:${memberId(member)}`)),
  )
}

/** Numbers for the meetings that each body is to have, taken before the steps are written: those of steps refused after all stay unused. */
const numbersFor = async (ctx: Context, { create }: PlanChanges): Promise<(body: string) => number> => {
  const wanted = new Map<string, number>()
  for (const { body } of create) wanted.set(body, (wanted.get(body) ?? 0) + 1)
  const given = new Map<string, number>()
  for (const [body, count] of wanted) given.set(body, await nextMeeting(ctx, body, count))
  return (body) => {
    const number = given.get(body) ?? 1
    given.set(body, number + 1)
    return number
  }
}
