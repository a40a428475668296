import { once } from 'node:events'
import { instanceOf } from '../../../bench/scheduling/instances'
import { problemOf } from '../candidates/build'
import { prepare } from '../candidates/prepare'
import { wholeSearch } from '../solver/branch-and-bound'
import { relaxed, unpriced } from '../solver/priced'
import { solvePacking, THOROUGH } from '../solver/solve-packing'
import { type DoAll, perform, type Task } from '../solver/tasks'
import { withCompanion } from './companion'
import type { SharedTasks } from './shared-tasks'
import { openThread } from './thread'

const packingOf = (bodies: number, people: number) =>
  problemOf(prepare(instanceOf({ bodies, people, rooms: Math.ceil(bodies / 12) }, 1))).packing

const limits = { floor: 0, mostWork: 10_000, mostOpen: 3, isTrying: true }

test('a plan does not depend on how many threads work on it', async () => {
  const packing = packingOf(60, 60)
  const effort = { ...THOROUGH, seed: 1 }
  const companion = withCompanion()
  let together = 0
  const doAll: DoAll = (tasks) => {
    if (tasks.length > 1) together += 1
    return companion(tasks)
  }
  const alone = await solvePacking(packing, effort)
  expect(await solvePacking(packing, effort, { doAll })).toEqual(alone)
  expect(await solvePacking(packing, effort, { doAll })).toEqual(alone)
  expect(together).toBeGreaterThan(1)
})

test('the second thread does the tasks that nobody has begun, as the first would', async () => {
  const root = await relaxed(unpriced(packingOf(12, 14)))
  const tasks: readonly Task[] = [
    { kind: 'search', part: wholeSearch(root), limits },
    { kind: 'cut', priced: root, floor: 0, cutting: { rounds: 1, pays: 0 } },
    {
      kind: 'anneal',
      packing: root.packing,
      ways: [
        { seed: 1, moves: 2000, hot: 10, cold: 0.4 },
        { seed: 2, moves: 2000, hot: 10, cold: 0.4 },
      ],
    },
  ]
  const thread = openThread('./serve-tasks.ts')
  const claimed = new Int32Array(new SharedArrayBuffer(4))
  claimed[0] = 1
  const shared: SharedTasks = { tasks, claimed }
  thread.postMessage(shared)
  const [share] = await once(thread, 'message')
  await thread.terminate()
  expect([...share]).toEqual(await Promise.all(tasks.slice(1).map(async (task, at) => [at + 1, await perform(task)])))
})

test('what throws in the second thread throws in the first', async () => {
  const broken: Task = { kind: 'search', part: { nodes: [], losses: JSON.parse('{}') }, limits }
  await expect(withCompanion()([broken, broken])).rejects.toThrow()
  const thread = openThread('./serve-tasks.ts')
  const shared: SharedTasks = { tasks: [broken], claimed: new Int32Array(new SharedArrayBuffer(4)) }
  thread.postMessage(shared)
  const [error] = await once(thread, 'error')
  expect(error).toMatchObject({ name: 'TypeError' })
})
