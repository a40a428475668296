import type { Actions } from '../../../lists/committees/actions'
import type { Patch, Values } from '../../../lists/kit/list'
import type { PlannerTask } from '../../../ports/tasks'
import type { ActionChange } from '../actions-view'
import { changeOf } from '../change-rules'
import type { Agreed } from './agreed'

export type PlannedAction = Values<typeof Actions>

/** When the two sides are compared, and whom the directory knows. */
export interface Now {
  /** UTC ISO 8601, and the day in Brussels. */
  readonly now: string
  readonly today: string
  readonly knows: (person: string) => boolean
}

/** What the action learns from the completion of its task. Who took the action back cancelled it for good: only what is done is opened again. */
export const completionHeard = (action: PlannedAction, task: PlannerTask, now: string): Patch<typeof Actions> => {
  const complete = task.percentComplete === 100
  if (action.state === 'done' && action.plannerClosed && !complete)
    return { state: 'open', doneAt: null, reopenedAt: now, remindedAt: null, plannerClosed: false }
  if (action.state !== 'open') return complete && !action.plannerClosed ? { plannerClosed: true } : {}
  const isNews = action.reopenedAt === null || (task.completedAt !== null && task.completedAt > action.reopenedAt)
  if (complete && isNews) return { state: 'done', doneAt: task.completedAt ?? now, plannerClosed: true }
  return action.plannerClosed ? { plannerClosed: false } : {}
}

export interface Edited {
  readonly patch: Patch<typeof Actions>
  /** Something was changed in Planner that the action does not take over. */
  readonly isRefused: boolean
}

/**
 * What was changed in Planner since both sides last agreed, where nobody has changed the same here. An earlier date and another owner are taken
 * over; a later date wants a reason, for which Planner cannot ask.
 */
export const editsHeard = (action: PlannedAction, task: PlannerTask, agreed: Agreed | null, at: Now): Edited => {
  if (agreed === null) return { patch: {}, isRefused: false }
  const date = dateHeard(action, task, agreed)
  const owner = ownerHeard(action, task, agreed, at.knows)
  const taken = [date, owner].flatMap((change) => (change === 'none' || change === 'lost' ? [] : [change]))
  const outcomes = taken.map((change) => changeOf(action, change, at.today, at.now))
  return {
    patch: Object.assign({}, ...outcomes.map((outcome) => (outcome.ok ? outcome.patch : {}))),
    isRefused: date === 'lost' || owner === 'lost' || outcomes.some(({ ok }) => !ok),
  }
}

/** `lost`: changed in Planner to what no action can have. */
type Change = ActionChange | 'none' | 'lost'

const dateHeard = (action: PlannedAction, { dueOn }: PlannerTask, agreed: Agreed): Change => {
  if (dueOn === agreed.dueOn || action.dueOn !== agreed.dueOn) return 'none'
  return dueOn === null ? 'lost' : { dueOn }
}

const ownerHeard = (
  action: PlannedAction,
  { assignees }: PlannerTask,
  agreed: Agreed,
  knows: (person: string) => boolean,
): Change => {
  if (action.owner !== agreed.owner) return 'none'
  const isSame =
    agreed.assignee === null ? agreed.owner !== null || assignees.length === 0 : assignees.includes(agreed.assignee)
  if (isSame) return 'none'
  const [person, ...others] = assignees
  return person !== undefined && others.length === 0 && knows(person) ? { owner: person } : 'lost'
}
