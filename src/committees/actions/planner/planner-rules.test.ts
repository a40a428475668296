import { Actions } from '../../../lists/committees/actions'
import { blankValues, type Patch } from '../../../lists/kit/list'
import type { PlannerTask } from '../../../ports/tasks'
import { agreedIn, agreedNote } from './agreed'
import type { PlannedAction } from './heard'
import { type Comparing, concernsPlanner, plannerWork, taskTitle } from './planner-rules'

const NOW = '2026-12-10T09:00:00Z'
const agreed = { plan: 'P', dueOn: '2026-12-18', owner: 'nora', assignee: 'nora' }
const action = (values: Partial<PlannedAction> = {}): PlannedAction => ({
  ...blankValues(Actions),
  ...{ number: 'A-2026-001', title: 'Budget', owner: 'nora', dueOn: '2026-12-18', state: 'open' },
  ...{ plannerTask: 'T', plannerAgreed: agreedNote(agreed) },
  ...values,
})
const task = (values: Partial<PlannerTask> = {}): PlannerTask => ({
  ...{ id: 'T', etag: 'W/"1"', title: taskTitle(action()), percentComplete: 0, dueOn: '2026-12-18' },
  ...{ completedAt: null, assignees: ['nora'] },
  ...values,
})
const comparing = (values: Partial<Comparing> = {}): Comparing => ({
  ...{ place: { plan: 'P', bucket: null }, outsiders: new Set<string>(), mayTell: true, now: NOW, today: '2026-12-10' },
  knows: (person) => person !== 'stranger',
  ...values,
})
const work = (of: PlannedAction, tasks: readonly PlannerTask[], values: Partial<Comparing> = {}) => {
  const { here, create, change, undone } = plannerWork([of], tasks, comparing(values))
  const patch: Patch<typeof Actions> = here[0]?.patch ?? {}
  const [{ change: told } = { change: null }] = change
  return { patch, create: create.length, told, undone: undone.length }
}
const same = { patch: {}, create: 0, told: null, undone: 0 }

test('while both sides say the same nothing is done, half done or with somebody who helps', () => {
  expect(work(action(), [task()])).toEqual(same)
  expect(work(action(), [task({ percentComplete: 50, assignees: ['nora', 'julie'] })])).toEqual(same)
})

test.each([
  ['an earlier date', { dueOn: '2026-12-14' }, { dueOn: '2026-12-14', firstDueOn: '2026-12-18', remindedAt: null }],
  ['another owner', { assignees: ['julie'] }, { owner: 'julie', remindedAt: null }],
])('%s comes from Planner, and nobody is told', (_, there, patch) => {
  expect(work(action(), [task(there)])).toMatchObject({ patch, told: null, undone: 0 })
})

test.each([
  ['a later date', { dueOn: '2027-01-15' }, { dueOn: '2026-12-18' }],
  ['a date that has passed', { dueOn: '2026-12-01' }, { dueOn: '2026-12-18' }],
  ['no date', { dueOn: null }, { dueOn: '2026-12-18' }],
  ['nobody', { assignees: [] }, { assign: { to: 'nora', instead: [] } }],
  ['somebody whom nobody knows', { assignees: ['stranger'] }, { assign: { to: 'nora', instead: [] } }],
])('%s is set back in Planner, and told; at night it waits', (_, there, told) => {
  expect(work(action(), [task(there)])).toEqual({
    patch: {},
    create: 0,
    told: expect.objectContaining(told),
    undone: 1,
  })
  expect(work(action(), [task(there)], { mayTell: false })).toEqual(same)
})

test('what was changed here goes to Planner, also where it was changed there as well', () => {
  const here = action({ dueOn: '2027-01-08', owner: 'julie' })
  const told = { dueOn: '2027-01-08', assign: { to: 'julie', instead: ['nora'] } }
  expect(work(here, [task()])).toMatchObject({ told, undone: 0 })
  expect(work(here, [task({ dueOn: '2026-12-11' })])).toMatchObject({ told, undone: 0 })
  // Whom Planner does not take is not there, nor who had it before.
  const gone = { assign: { to: null, instead: ['nora'] } }
  expect(work(here, [task()], { outsiders: new Set(['julie']) })).toMatchObject({ told: gone })
})

test('of an action that was last compared before both sides were noted the action counts', () => {
  const before = action({ plannerAgreed: null })
  expect(work(before, [task({ dueOn: '2026-12-11' })])).toMatchObject({ told: { dueOn: '2026-12-18' }, undone: 0 })
  expect(agreedIn(String(work(before, [task()]).patch.plannerAgreed))).toEqual(agreed)
  expect([agreedIn('{'), agreedIn('[]'), agreedIn('')]).toEqual([null, null, null])
})

test('a task that was opened again within thirty days opens its action; what was cancelled stays so', () => {
  const done = { state: 'done' as const, plannerClosed: true }
  const lately = action({ ...done, doneAt: '2026-12-01T09:00:00Z' })
  expect(work(lately, [task()]).patch).toMatchObject({ state: 'open', doneAt: null, reopenedAt: NOW })
  expect(work(lately, [task({ percentComplete: 100 })])).toEqual(same)
  expect(work(action({ ...done, doneAt: '2026-10-01T09:00:00Z' }), [task()])).toEqual(same)
  expect(work(action({ state: 'cancelled', plannerClosed: true }), [task()])).toEqual(same)
})

test('a task that somebody deleted is not made again, and asked for no more once its action is done; another plan gets its own', () => {
  expect(work(action(), [])).toEqual(same)
  expect(work(action({ state: 'done' }), [])).toMatchObject({ patch: { plannerClosed: true } })
  expect(concernsPlanner(action({ state: 'done', plannerClosed: true }), NOW)).toBe(false)
  const place = { plan: 'Q', bucket: null }
  expect(work(action(), [], { place })).toMatchObject({ create: 1 })
  expect(work(action(), [task({ id: 'U' })], { place }).patch).toMatchObject({ plannerTask: 'U' })
})
