import type { Actions } from '../../lists/committees/actions'
import type { Patch, Values } from '../../lists/kit/list'
import type { NewTask, PlannerTask, TaskChange } from '../../ports/tasks'

type Action = Pick<
  Values<typeof Actions>,
  'number' | 'title' | 'owner' | 'dueOn' | 'state' | 'reopenedAt' | 'plannerTask' | 'plannerClosed'
>

export interface Place {
  readonly plan: string
  readonly bucket: string | null
}

/** What one synchronisation does: here first, because a completion in Planner is somebody's answer. */
export interface PlannerWork {
  readonly here: readonly { readonly number: string; readonly patch: Patch<typeof Actions> }[]
  readonly create: readonly { readonly number: string; readonly task: NewTask }[]
  readonly change: readonly { readonly number: string; readonly change: TaskChange; readonly closes: boolean }[]
}

/** The number comes first, so that a task whose creation was cut short is found again. */
export const taskTitle = ({ number, title }: Pick<Action, 'number' | 'title'>): string => `${number} · ${title}`

/** Is there anything to tell Planner, or to hear from it? While there is not, nobody asks. */
export const concernsPlanner = ({ state, plannerTask, plannerClosed }: Action): boolean =>
  state === 'open' || (plannerTask !== null && !plannerClosed)

/**
 * Both sides compared. Completion goes both ways: the later word counts, so that an action which was opened again is not closed by the
 * old completion. Title, owner and date are those of the action. A task that somebody deleted is not made again. `members` are those
 * whom Planner refused: their tasks stay without an assignee.
 */
export const plannerWork = (
  actions: readonly Action[],
  tasks: readonly PlannerTask[],
  place: Place,
  outsiders: ReadonlySet<string>,
): PlannerWork => {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const byNumber = new Map(tasks.map((task) => [task.title.split(' ')[0] ?? '', task]))
  const work: {
    here: PlannerWork['here'][number][]
    create: PlannerWork['create'][number][]
    change: PlannerWork['change'][number][]
  } = {
    here: [],
    create: [],
    change: [],
  }
  for (const action of actions.filter(concernsPlanner)) {
    const { number } = action
    const assignee = action.owner !== null && !outsiders.has(action.owner) ? action.owner : null
    const adopted = action.plannerTask === null ? byNumber.get(number) : undefined
    const task = adopted ?? (action.plannerTask === null ? undefined : byId.get(action.plannerTask))
    const linked: Patch<typeof Actions> = adopted ? { plannerTask: adopted.id } : {}
    if (!task) {
      if (action.plannerTask === null && action.state === 'open')
        work.create.push({ number, task: { ...place, title: taskTitle(action), dueOn: action.dueOn, assignee } })
      continue
    }
    const patch = { ...linked, ...heard(action, task) }
    if (Object.keys(patch).length > 0) work.here.push({ number, patch })
    if (patch.state === 'done') continue
    const change = told(action, task, assignee)
    if (change) work.change.push({ number, change, closes: change.percentComplete === 100 })
  }
  return work
}

/** What the action learns from its task. */
const heard = (action: Action, task: PlannerTask): Patch<typeof Actions> => {
  const complete = task.percentComplete === 100
  if (action.state !== 'open') return complete && !action.plannerClosed ? { plannerClosed: true } : {}
  const isNews = action.reopenedAt === null || (task.completedAt !== null && task.completedAt > action.reopenedAt)
  if (complete && isNews) return { state: 'done', doneAt: task.completedAt, plannerClosed: true }
  return action.plannerClosed ? { plannerClosed: false } : {}
}

/** What the task learns from its action; null when it says the same already. */
const told = (action: Action, task: PlannerTask, assignee: string | null): TaskChange | null => {
  const { id, etag } = task
  if (action.state !== 'open') return task.percentComplete === 100 ? null : { id, etag, percentComplete: 100 }
  const title = taskTitle(action)
  const others = assignee === null ? [] : task.assignees.filter((person) => person !== assignee)
  const isAssigned = assignee === null || (task.assignees.includes(assignee) && others.length === 0)
  const change: Omit<TaskChange, 'id' | 'etag'> = {
    ...(task.percentComplete === 100 ? { percentComplete: 0 as const } : {}),
    ...(task.title === title.slice(0, 255) ? {} : { title }),
    ...(task.dueOn === action.dueOn ? {} : { dueOn: action.dueOn }),
    ...(isAssigned ? {} : { assign: { to: assignee, instead: task.assignees } }),
  }
  return Object.keys(change).length === 0 ? null : { id, etag, ...change }
}
