import type { Worker } from 'node:worker_threads'
import { instanceOf } from '../../../bench/scheduling/instances'
import { type Progress, planMeetings } from '../plan-meetings'
import { openPlanner, type Planner } from './planner'

const mockThreads: Worker[] = []
jest.mock('./thread', () => {
  const { openThread } = jest.requireActual<typeof import('./thread')>('./thread')
  return {
    openThread: (...of: Parameters<typeof openThread>) => {
      const thread = openThread(...of)
      mockThreads.push(thread)
      return thread
    },
  }
})

let planner: Planner
beforeAll(() => {
  planner = openPlanner()
})
afterAll(() => planner.close())

const input = instanceOf({ bodies: 12, people: 14, rooms: 1 }, 2)
const options = { seed: 1, effort: 'quick' } as const

test('the thread reports how far it is while the service goes on, and answers what planning in place would', async () => {
  const seen: Progress[] = []
  let turns = 0
  let isOver = false
  const turn = (): void => {
    turns += 1
    if (!isOver) setImmediate(turn)
  }
  const outcome = planner.plan(input, {
    ...options,
    onProgress: (progress) => {
      // Turns of the event loop from the first report on: none would be taken if the search ran here.
      if (seen.length === 0) turn()
      seen.push(progress)
    },
  })
  const result = await outcome
  isOver = true
  expect(result).toEqual({ ok: true, plan: await planMeetings(input, options) })
  expect(turns).toBeGreaterThan(1)
  expect(seen[0]).toMatchObject({ phase: 'first', meetings: result.ok ? result.plan.figures.meetings : 0 })
  expect(seen[0]?.starts?.length).toBe(seen[0]?.placed)
  const last = seen.at(-1)
  expect(result.ok && [last?.objective, last?.bound]).toEqual(
    result.ok && [result.plan.figures.objective, result.plan.figures.bound],
  )
})

test('a search can be cancelled before and during the work, and the planner works on', async () => {
  expect(await planner.plan(input, { ...options, signal: AbortSignal.abort() })).toEqual({
    ok: false,
    reason: 'cancelled',
  })
  const stop = new AbortController()
  const large = instanceOf({ bodies: 80, people: 70, rooms: 2 }, 1)
  const cancelled = planner.plan(large, { ...options, signal: stop.signal, onProgress: () => stop.abort() })
  const waiting = planner.plan(input, options)
  expect(await cancelled).toEqual({ ok: false, reason: 'cancelled' })
  const after = await waiting
  if (!after.ok) throw new Error(after.reason)
  const standing = after.plan.placements.map(({ key, start, room }) => ({ key, start, room }))
  expect(await planner.repair(input, standing, options)).toMatchObject({
    ok: true,
    repaired: { moved: [], dropped: [] },
  })
})

test('what the thread throws reaches the caller, and the next job gets a new thread', async () => {
  const wrong = {
    ...input,
    bodies: input.bodies.map((body) => ({ ...body, members: [{ person: 'nobody', kind: 'expected' as const }] })),
  }
  await expect(planner.plan(wrong, options)).rejects.toThrow('unknown-person')
  expect((await planner.plan(input, options)).ok).toBe(true)
})

test('a thread that fails between two jobs ends nothing, and the next job gets a new one', async () => {
  expect((await planner.plan(input, options)).ok).toBe(true)
  const [idle] = mockThreads.slice(-1)
  idle?.emit('error', new Error('out of memory'))
  await idle?.terminate()
  expect((await planner.plan(input, options)).ok).toBe(true)
})
