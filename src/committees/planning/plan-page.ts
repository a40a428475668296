import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import type { ConveningState, PlanRun } from '../../ports/plans'
import { bodiesFor } from '../find-body'
import { NOTHING_ADJUSTED } from './input/adjusted'
import { serviceMailbox } from './input/mailbox'
import { bodiesOnDemand, plannedBodies } from './input/planned-bodies'
import { periodOf } from './make-plan'
import type { ConveningView, PlanView, RunView } from './plan-view'
import { planShown } from './shown-plan'

/** The plan of the period as this person may see it: bodies that do not exist for them are counted, and not named. */
export const planPage = async (ctx: Context, actor: Actor): Promise<PlanView> => {
  const period = periodOf(ctx)
  const today = localDay(ctx.clock.now())
  // First: of a run that ends meanwhile, what it leaves is read after it. A page without a run and without its plan would ask no more.
  const run = await ctx.plans.running()
  const [plan, failure, convening] = await Promise.all([
    ctx.plans.latest(period.name),
    ctx.plans.lastFailure(period.name),
    ctx.convening.state(),
  ])
  const bodies = plannedBodies(ctx, period, plan?.adjustments ?? NOTHING_ADJUSTED)
  const mailbox = serviceMailbox(ctx)
  return {
    period: { from: period.from, to: period.to },
    today,
    may: { make: may(actor, 'plan.make'), confirm: may(actor, 'plan.confirm') },
    obstacle: !mailbox.ok ? mailbox.reason : bodies.length === 0 ? 'nothing-to-plan' : null,
    bodies: bodies.length,
    run: run && runView(ctx, run),
    failed: failure !== null,
    plan: plan && (await planShown(ctx, actor, plan, bodies, bodiesOnDemand(ctx, period, plan.adjustments))),
    convening: convening && conveningView(ctx, actor, convening),
  }
}

const runView = (ctx: Context, { madeBy, progress, isStopping }: PlanRun): RunView => ({
  by: ctx.directory.person(madeBy)?.name ?? madeBy,
  phase: progress?.phase ?? null,
  meetings: progress?.meetings ?? 0,
  placed: progress?.placed ?? 0,
  gap: progress?.gap ?? null,
  stopping: isStopping,
})

const conveningView = (
  ctx: Context,
  actor: Actor,
  { total, done, waiting, kept, failed }: ConveningState,
): ConveningView => {
  const bodies = bodiesFor(ctx, actor)
  const titleOf = (key: string): string | null => {
    const meeting = ctx.lists.find(Meetings, key)
    return meeting && bodies.find(meeting.body) ? meeting.title : null
  }
  const events = failed.flatMap(({ act, meeting, detail }) => {
    const title = titleOf(meeting)
    const isCancelled = ctx.lists.find(Meetings, meeting)?.state === 'cancelled'
    return act === 'equip' || act === 'invite' || title === null || isCancelled ? [] : [{ act, title, detail }]
  })
  const chats = failed.filter(({ act }) => act === 'equip')
  const [first] = chats
  return {
    total,
    done,
    waiting,
    kept: kept.flatMap(({ meeting }) => titleOf(meeting) ?? []),
    failed: events,
    withoutApp: first ? { count: chats.length, detail: first.detail } : null,
  }
}
