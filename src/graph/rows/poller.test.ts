import type { Log } from '../../context'
import { createPoller } from './poller'

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const setUp = () => {
  const calls: string[] = []
  let broken = false
  let found = 0
  const poller = createPoller(
    ['Projects', 'StatusReports', 'Bodies'],
    async (lists) => {
      calls.push(lists?.join(' ') ?? 'all')
      if (broken) throw new Error('down')
      return found
    },
    quiet,
  )
  const pass = async (seconds: number): Promise<number> => {
    const before = calls.length
    await jest.advanceTimersByTimeAsync(seconds * 1000)
    return calls.length - before
  }
  return {
    poller,
    pass,
    calls,
    findEachTime: (rows: number) => {
      found = rows
    },
    breakDown: (value: boolean) => {
      broken = value
    },
  }
}

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

it('polls every 30 seconds while somebody reads, and every two minutes when nobody does', async () => {
  const { poller, pass } = setUp()
  poller.start()
  let polls = 0
  for (let half = 0; half < 8; half += 1) {
    poller.attended('Projects')
    polls += await pass(30)
  }
  expect(polls).toBe(8)
  await pass(120)
  expect(await pass(600)).toBe(5)
  poller.stop()
})

it('looks again at a list that was told of while the lists were being read', async () => {
  const { poller, pass, calls } = setUp()
  poller.soon('Bodies')
  await pass(5)
  expect(calls).toEqual([])
  poller.start()
  await pass(1)
  expect(calls).toEqual(['Bodies'])
  poller.stop()
})

it('asks for the lists that somebody reads, and only now and then for the others', async () => {
  const { poller, pass, calls } = setUp()
  poller.start()
  for (let half = 0; half < 8; half += 1) {
    poller.attended('Projects')
    await pass(30)
  }
  const asked = (list: string): number =>
    calls.filter((lists) => lists === 'all' || lists.split(' ').includes(list)).length
  expect([asked('Projects'), asked('StatusReports'), asked('Bodies')]).toEqual([8, 2, 2])
  poller.stop()
})

it('asks at once for a list that somebody opens, and for no other', async () => {
  const { poller, pass, calls } = setUp()
  poller.start()
  poller.attended('Projects')
  await pass(60)
  calls.length = 0
  poller.attended('Bodies')
  await pass(1)
  expect(calls).toEqual(['Bodies'])
  poller.attended('Bodies')
  expect(await pass(10)).toBe(0)
  poller.stop()
})

it('polls at once when somebody comes back', async () => {
  const { poller, pass } = setUp()
  poller.start()
  await pass(100)
  poller.attended('Projects')
  expect(await pass(1)).toBe(1)
  poller.stop()
})

it('asks less often while SharePoint is down, readers or not, and recovers', async () => {
  const { poller, pass, breakDown } = setUp()
  breakDown(true)
  poller.start()
  poller.attended('Projects')
  await pass(600)
  poller.attended('Projects')
  expect(await pass(300)).toBeLessThanOrEqual(1)
  breakDown(false)
  await pass(300)
  poller.attended('Projects')
  expect(await pass(60)).toBeGreaterThanOrEqual(2)
  poller.stop()
})

it('gathers the notices of other copies into one request', async () => {
  const { poller, pass, calls } = setUp()
  poller.start()
  for (const list of ['Projects', 'StatusReports', 'Projects', 'Projects']) poller.soon(list)
  await pass(1)
  expect(calls).toEqual(['Projects StatusReports'])
  poller.stop()
})

it('polls rarely while SharePoint announces changes, and reads what it announces within seconds, together', async () => {
  const { poller, pass, calls } = setUp()
  poller.start()
  poller.subscribedUntil(3_600_000)
  poller.announced('Projects', false)
  poller.announced('StatusReports', false)
  await pass(3)
  expect(calls).toEqual(['Projects StatusReports'])
  poller.announced('Projects', false)
  expect(await pass(5)).toBe(0)
  expect(await pass(10)).toBe(1)
  await pass(30)
  const before = calls.length
  poller.announced('StatusReports', true)
  await pass(25)
  expect(calls.slice(before)).toEqual([])
  await pass(10)
  expect(calls.slice(before)).toEqual(['StatusReports'])
  let polls = 0
  for (let half = 0; half < 20; half += 1) {
    poller.attended('Projects')
    polls += await pass(30)
  }
  expect(polls).toBe(2)
  poller.stop()
})

it('subscriptions of which nothing was ever heard change nothing, and those that miss a change are trusted no longer', async () => {
  const { poller, pass, findEachTime } = setUp()
  poller.start()
  poller.subscribedUntil(24 * 3_600_000)
  poller.attended('Projects')
  expect(await pass(59)).toBe(1)
  poller.announced('Projects', false)
  await pass(60)
  findEachTime(1)
  // The first rare poll may find what is being announced right now; one long after the last announcement may not.
  await pass(700)
  findEachTime(0)
  poller.attended('Projects')
  expect(await pass(59)).toBeGreaterThanOrEqual(1)
  poller.stop()
})

it('what may be an echo, announced while a poll is under way, is looked at once more and soon', async () => {
  const calls: string[] = []
  const slow = async (lists?: readonly string[]): Promise<number> => {
    calls.push(lists?.join(' ') ?? 'all')
    await new Promise((done) => setTimeout(done, 5_000))
    return 0
  }
  const poller = createPoller(['Projects', 'Bodies'], slow, quiet)
  poller.start()
  poller.subscribedUntil(3_600_000)
  poller.announced('Bodies', false)
  while (calls.at(-1) !== 'all') await jest.advanceTimersByTimeAsync(1_000)
  poller.announced('Projects', true)
  await jest.advanceTimersByTimeAsync(40_000)
  expect(calls.slice(calls.indexOf('all'))).toEqual(['all', 'Projects'])
  poller.stop()
})

it('an announcement that could not be followed is followed a little later', async () => {
  const { poller, pass, calls, breakDown } = setUp()
  poller.start()
  poller.subscribedUntil(3_600_000)
  breakDown(true)
  poller.announced('Projects', false)
  await pass(3)
  breakDown(false)
  await pass(32)
  expect(calls).toEqual(['Projects', 'Projects'])
  poller.stop()
})

it('a stopped poller is silent', async () => {
  const { poller, pass } = setUp()
  poller.start()
  poller.soon('Projects')
  poller.stop()
  poller.soon('Projects')
  poller.attended('Projects')
  expect(await pass(600)).toBe(0)
})
