import { isoSeconds, isSendingTime, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Actions } from '../../../lists/committees/actions'
import type { Patch } from '../../../lists/kit/list'
import type { Logged } from '../../../ports/outbox'
import type { NewTask, TaskOutcome } from '../../../ports/tasks'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { replacedBy } from '../change-rules'
import { agreedNote } from './agreed'
import { type Comparing, concernsPlanner, type PlannerWork, plannerWork } from './planner-rules'
import { tellUndone } from './tell-undone'

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
  const { plan } = settingsOf(ctx).planner
  const now = isoSeconds(ctx.clock.now())
  if (plan === '' || !ctx.lists.all(Actions).some((action) => concernsPlanner(action, now))) return nothing
  return ctx.locks.exclusive('planner', async () => {
    await ctx.outbox.catchUp()
    const tasks = await ctx.tasks.ofPlan(plan)
    if (!tasks) return { ...nothing, failed: 1 }
    const work = plannerWork(ctx.lists.all(Actions), tasks, comparing(ctx, outsiders))
    await hear(ctx, work.here)
    const created = await createTasks(ctx, work.create, outsiders)
    await tellUndone(ctx, work.undone)
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

const comparing = (ctx: Context, outsiders: Outsiders): Comparing => {
  const settings = settingsOf(ctx)
  const { plan, bucket } = settings.planner
  const at = ctx.clock.now()
  return {
    place: { plan, bucket: bucket === '' ? null : bucket },
    outsiders,
    mayTell: isSendingTime(at, calendarIn(settings), settings.quietHours),
    now: isoSeconds(at),
    today: localDay(at),
    knows: (person) => ctx.directory.person(person) !== undefined,
  }
}

const put = (ctx: Context, rows: readonly { readonly number: string; readonly patch: Patch<typeof Actions> }[]) =>
  ctx.outbox.put(rows.map(({ number, patch }) => ({ list: Actions, key: number, values: patch })))

/** What somebody did in Planner: an answer of its own, in the audit like any other. It replaces nothing that was changed here meanwhile. */
const hear = (ctx: Context, here: PlannerWork['here']): Promise<void> =>
  ctx.outbox.put(
    here.map(({ action, patch }) => ({
      list: Actions,
      key: action.number,
      values: patch,
      replaces: replacedBy(action, patch),
    })),
    here.flatMap(loggedOf),
  )

const loggedOf = ({ action, patch }: PlannerWork['here'][number]): readonly Logged[] => {
  const of = { actor: null, subject: action.number }
  if (patch.state === 'done') return [{ ...of, action: 'action.done-in-planner', detail: { doneAt: patch.doneAt } }]
  if (patch.state === 'open')
    return [{ ...of, action: 'action.reopened-in-planner', detail: { doneAt: action.doneAt } }]
  const before = replacedBy(action, patch)
  if (Object.keys(before).length === 0) return []
  return [
    { ...of, action: 'action.edit-in-planner', detail: { before, after: replacedBy({ ...action, ...patch }, patch) } },
  ]
}

/** Where Planner does not take the owner, the task is made without one; where the bucket is gone, in the plan alone. */
const createTasks = async (
  ctx: Context,
  wanted: PlannerWork['create'],
  outsiders: Outsiders,
): Promise<readonly TaskOutcome[]> => {
  const ended: TaskOutcome[] = []
  for (let open = wanted; open.length > 0; ) {
    const outcomes = await ctx.tasks.create(open.map(({ task }) => task))
    const again: PlannerWork['create'][number][] = []
    const links: Parameters<typeof put>[1][number][] = []
    for (const [index, one] of open.entries()) {
      const outcome = outcomes[index]
      if (!outcome) continue
      const task =
        isOutsider(outcome) && one.task.assignee !== null ? { ...one.task, assignee: null } : inPlan(outcome, one.task)
      if (task) {
        if (one.task.assignee !== null && task.assignee === null) outsiders.add(one.task.assignee)
        again.push({ ...one, task })
        continue
      }
      ended.push(outcome)
      if (!outcome.ok) continue
      const plannerAgreed = agreedNote({ ...one.agreed, assignee: one.task.assignee })
      links.push({ number: one.number, patch: { plannerTask: outcome.id, plannerAgreed } })
    }
    await put(ctx, links)
    const bucket = wanted[0]?.task.bucket ?? null
    if (bucket !== null && again.some(({ task }) => task.bucket === null))
      ctx.log.warn({ bucket }, 'Planner takes no task into the bucket of the settings')
    open = again
  }
  return ended
}

const isOutsider = (outcome: TaskOutcome): boolean => !outcome.ok && outcome.reason === 'not-in-group'

/** The task without its bucket, where Planner does not take it in there; null where that would change nothing. */
const inPlan = (outcome: TaskOutcome, task: NewTask): NewTask | null =>
  !outcome.ok && (outcome.reason === 'not-found' || outcome.reason === 'refused') && task.bucket !== null
    ? { ...task, bucket: null }
    : null

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
      if (isOutsider(outcome) && one?.change.assign?.to) outsiders.add(one.change.assign.to)
      return outcome.ok && one && Object.keys(one.learnt).length > 0 ? [{ number: one.number, patch: one.learnt }] : []
    }),
  )
  return outcomes
}
