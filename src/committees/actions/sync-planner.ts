import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import type { Patch } from '../../lists/kit/list'
import type { Logged } from '../../ports/outbox'
import type { TaskOutcome } from '../../ports/tasks'
import { settingsOf } from '../../settings/settings'
import { concernsPlanner, type Place, type PlannerWork, plannerWork } from './planner-rules'

export interface PlannerRun {
  readonly created: number
  readonly changed: number
  readonly heard: number
  readonly failed: number
}

const nothing: PlannerRun = { created: 0, changed: 0, heard: 0, failed: 0 }

/** Whom Planner refused as not of the plan's group, as long as this process lives; asked again after a restart. */
type Outsiders = Set<string>

/**
 * Brings actions and their tasks together: one request reads the plan, batches write. One copy of the service at a time; while no
 * action concerns Planner, or no plan is configured, nothing is asked.
 */
export const syncPlanner = async (ctx: Context, outsiders: Outsiders = new Set()): Promise<PlannerRun> => {
  const { plan, bucket } = settingsOf(ctx).planner
  if (plan === '' || !ctx.lists.all(Actions).some(concernsPlanner)) return nothing
  return ctx.locks.exclusive('planner', async () => {
    await ctx.outbox.catchUp()
    const tasks = await ctx.tasks.ofPlan(plan)
    if (!tasks) return { ...nothing, failed: 1 }
    const place: Place = { plan, bucket: bucket === '' ? null : bucket }
    const work = plannerWork(ctx.lists.all(Actions), tasks, place, outsiders)
    await hear(ctx, work.here)
    const created = await createTasks(ctx, work.create, outsiders)
    const changed = await changeTasks(ctx, work.change, outsiders)
    const run = {
      created: created.filter(({ ok }) => ok).length,
      changed: changed.filter(({ ok }) => ok).length,
      heard: work.here.length,
      failed: [...created, ...changed].filter(({ ok }) => !ok).length,
    }
    if (run.created + run.changed + run.heard + run.failed > 0) ctx.log.info(run, 'Planner synchronised')
    return run
  })
}

const put = (
  ctx: Context,
  rows: readonly { readonly number: string; readonly patch: Patch<typeof Actions> }[],
  audit: readonly Logged[] = [],
) =>
  ctx.outbox.put(
    rows.map(({ number, patch }) => ({ list: Actions, key: number, values: patch })),
    audit,
  )

/** What was completed in Planner is done: an answer of its own, in the audit like any other. */
const hear = async (ctx: Context, here: PlannerWork['here']): Promise<void> => {
  const done = here.filter(({ patch }) => patch.state === 'done')
  await put(
    ctx,
    here.map(({ number, patch }) => ({
      number,
      patch: patch.state === 'done' ? { ...patch, doneAt: patch.doneAt ?? isoSeconds(ctx.clock.now()) } : patch,
    })),
    done.map(({ number, patch }) => ({
      ...{ actor: null, action: 'action.done-in-planner', subject: number },
      detail: { doneAt: patch.doneAt },
    })),
  )
}

/** Where Planner does not take the owner, the task is made without one. */
const createTasks = async (
  ctx: Context,
  wanted: PlannerWork['create'],
  outsiders: Outsiders,
): Promise<readonly TaskOutcome[]> => {
  const made = async (some: PlannerWork['create']): Promise<readonly TaskOutcome[]> => {
    if (some.length === 0) return []
    const outcomes = await ctx.tasks.create(some.map(({ task }) => task))
    await put(
      ctx,
      outcomes.flatMap((outcome, index) => {
        const number = some[index]?.number
        return outcome.ok && number !== undefined ? [{ number, patch: { plannerTask: outcome.id } }] : []
      }),
    )
    return outcomes
  }
  const first = await made(wanted)
  const refused = wanted.filter((_, index) => isOutsider(first[index]))
  for (const { task } of refused) if (task.assignee !== null) outsiders.add(task.assignee)
  const again = await made(refused.map(({ number, task }) => ({ number, task: { ...task, assignee: null } })))
  return [...first.filter((outcome) => !isOutsider(outcome)), ...again]
}

const isOutsider = (outcome: TaskOutcome | undefined): boolean =>
  outcome !== undefined && !outcome.ok && outcome.reason === 'not-in-group'

const changeTasks = async (
  ctx: Context,
  wanted: PlannerWork['change'],
  outsiders: Outsiders,
): Promise<readonly TaskOutcome[]> => {
  if (wanted.length === 0) return []
  const outcomes = await ctx.tasks.change(wanted.map(({ change }) => change))
  await put(
    ctx,
    outcomes.flatMap((outcome, index) => {
      const one = wanted[index]
      if (!outcome.ok && outcome.reason === 'not-in-group' && one?.change.assign?.to)
        outsiders.add(one.change.assign.to)
      return outcome.ok && one?.closes ? [{ number: one.number, patch: { plannerClosed: true } }] : []
    }),
  )
  return outcomes
}
