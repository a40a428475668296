import type { Actions } from '../../../lists/committees/actions'
import type { Patch } from '../../../lists/kit/list'
import type { NewTask, PlannerTask, TaskChange } from '../../../ports/tasks'
import { type Agreed, agreedIn, agreedNote } from './agreed'
import { completionHeard, editsHeard, type Now, type PlannedAction } from './heard'

export interface Place {
  readonly plan: string
  readonly bucket: string | null
}

export interface Comparing extends Now {
  readonly place: Place
  /** Whom Planner refused: their tasks stay without an assignee. */
  readonly outsiders: ReadonlySet<string>
  /** May somebody be told now that their change is undone? Until then it is left. */
  readonly mayTell: boolean
}

/** What one synchronisation does: here first, because what was changed in Planner is somebody's answer. */
export interface PlannerWork {
  readonly here: readonly { readonly action: PlannedAction; readonly patch: Patch<typeof Actions> }[]
  readonly create: readonly { readonly number: string; readonly task: NewTask; readonly agreed: Agreed }[]
  /** `learnt`: what the action knows once Planner has taken the change. */
  readonly change: readonly {
    readonly number: string
    readonly change: TaskChange
    readonly learnt: Patch<typeof Actions>
  }[]
  /** Whose change in Planner is undone; `what` is the version of the task, so that it is told once. */
  readonly undone: readonly { readonly number: string; readonly owner: string; readonly what: string }[]
}

/** The number comes first, so that a task whose creation was cut short is found again. */
export const taskTitle = ({ number, title }: Pick<PlannedAction, 'number' | 'title'>): string => `${number} · ${title}`

/** So long after an action was done somebody may still open its task again. */
const LISTENING_MS = 30 * 86_400_000

/** Is there anything to tell Planner, or to hear from it? While there is not, nobody asks. */
export const concernsPlanner = ({ state, doneAt, plannerTask, plannerClosed }: PlannedAction, now: string): boolean =>
  state === 'open' ||
  (plannerTask !== null &&
    (!plannerClosed || (state === 'done' && Date.parse(doneAt ?? '') > Date.parse(now) - LISTENING_MS)))

/**
 * Both sides compared. Completion goes both ways: the later word counts, so that an action which was opened again is not closed by the
 * old completion, and one whose task is opened again is open. The title is that of the action; date and owner as `editsHeard` says. A task
 * that somebody deleted is not made again, one of a plan that is no longer that of the settings is.
 */
export const plannerWork = (
  actions: readonly PlannedAction[],
  tasks: readonly PlannerTask[],
  comparing: Comparing,
): PlannerWork => {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const byNumber = new Map(tasks.map((task) => [task.title.split(' ')[0] ?? '', task]))
  const each = actions
    .filter((action) => concernsPlanner(action, comparing.now))
    .map((action): Partial<PlannerWork> => {
      const agreed = agreedIn(action.plannerAgreed)
      const isElsewhere = agreed !== null && agreed.plan !== comparing.place.plan
      const known = isElsewhere ? null : action.plannerTask
      const task = known === null ? byNumber.get(action.number) : byId.get(known)
      if (task) return compared(action, task, isElsewhere ? null : agreed, comparing)
      // Nobody can be told any more.
      if (action.state !== 'open')
        return action.plannerClosed ? {} : { here: [{ action, patch: { plannerClosed: true } }] }
      return known === null ? made(action, comparing) : {}
    })
  return {
    here: each.flatMap(({ here = [] }) => here),
    create: each.flatMap(({ create = [] }) => create),
    change: each.flatMap(({ change = [] }) => change),
    undone: each.flatMap(({ undone = [] }) => undone),
  }
}

const assigneeOf = ({ owner }: Pick<PlannedAction, 'owner'>, { outsiders }: Comparing): string | null =>
  owner !== null && !outsiders.has(owner) ? owner : null

const made = (action: PlannedAction, comparing: Comparing): Partial<PlannerWork> => {
  const { place } = comparing
  const { number, dueOn, owner } = action
  const assignee = assigneeOf(action, comparing)
  const task = { ...place, title: taskTitle(action), dueOn, assignee }
  return { create: [{ number, task, agreed: { plan: place.plan, dueOn, owner, assignee } }] }
}

const compared = (
  action: PlannedAction,
  task: PlannerTask,
  agreed: Agreed | null,
  comparing: Comparing,
): Partial<PlannerWork> => {
  const { number, owner } = action
  const linked: Patch<typeof Actions> = action.plannerTask === task.id ? {} : { plannerTask: task.id }
  const completion = completionHeard(action, task, comparing.now)
  const hereWith = (patch: Patch<typeof Actions>): PlannerWork['here'] =>
    Object.keys(patch).length === 0 ? [] : [{ action, patch }]
  if (completion.state !== undefined) return { here: hereWith({ ...linked, ...completion }) }
  if (action.state !== 'open') {
    const { id, etag, percentComplete } = task
    const change = { id, etag, percentComplete: 100 as const }
    return {
      here: hereWith({ ...linked, ...completion }),
      change:
        percentComplete === 100 || action.plannerClosed ? [] : [{ number, change, learnt: { plannerClosed: true } }],
    }
  }
  const { patch, isRefused } = editsHeard(action, task, agreed, comparing)
  const here = { ...linked, ...completion, ...patch }
  if (isRefused && owner !== null && !comparing.mayTell) return { here: hereWith(here) }
  const after = { ...action, ...patch }
  const assignee = assigneeOf(after, comparing)
  const change = told(after, task, assignee, agreed)
  const { dueOn, owner: keeps } = after
  const note = agreedNote({ plan: comparing.place.plan, dueOn, owner: keeps, assignee })
  const learnt: Patch<typeof Actions> = note === action.plannerAgreed ? {} : { plannerAgreed: note }
  return {
    here: hereWith(change ? here : { ...here, ...learnt }),
    change: change ? [{ number, change, learnt }] : [],
    undone: isRefused && owner !== null ? [{ number, owner, what: task.etag }] : [],
  }
}

/** What the task learns from its open action; null when it says the same already. */
const told = (
  action: PlannedAction,
  task: PlannerTask,
  assignee: string | null,
  agreed: Agreed | null,
): TaskChange | null => {
  const { id, etag } = task
  const title = taskTitle(action)
  // Of those who were added in Planner to help nobody is taken off.
  const isPast = (person: string): boolean => (agreed === null ? assignee !== null : person === agreed.assignee)
  const gone = task.assignees.filter((person) => person !== assignee && isPast(person))
  const to = assignee === null || task.assignees.includes(assignee) ? null : assignee
  const change: Omit<TaskChange, 'id' | 'etag'> = {
    ...(task.percentComplete === 100 ? { percentComplete: 0 as const } : {}),
    ...(task.title === title.slice(0, 255) ? {} : { title }),
    ...(task.dueOn === action.dueOn ? {} : { dueOn: action.dueOn }),
    ...(to === null && gone.length === 0 ? {} : { assign: { to, instead: gone } }),
  }
  return Object.keys(change).length === 0 ? null : { id, etag, ...change }
}
