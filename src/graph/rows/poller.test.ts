import type { Log } from '../../context'
import { createPoller } from './poller'

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const setUp = () => {
  const calls: string[] = []
  let broken = false
  const poller = createPoller(async (list) => {
    calls.push(list ?? 'all')
    if (broken) throw new Error('down')
  }, quiet)
  const pass = async (seconds: number): Promise<number> => {
    const before = calls.length
    await jest.advanceTimersByTimeAsync(seconds * 1000)
    return calls.length - before
  }
  return {
    poller,
    pass,
    calls,
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
    poller.attended()
    polls += await pass(30)
  }
  expect(polls).toBe(8)
  await pass(120)
  expect(await pass(600)).toBe(5)
  poller.stop()
})

it('polls at once when somebody comes back', async () => {
  const { poller, pass } = setUp()
  poller.start()
  await pass(100)
  poller.attended()
  expect(await pass(1)).toBe(1)
  poller.stop()
})

it('asks less often while SharePoint is down, readers or not, and recovers', async () => {
  const { poller, pass, breakDown } = setUp()
  breakDown(true)
  poller.start()
  poller.attended()
  await pass(600)
  poller.attended()
  expect(await pass(300)).toBeLessThanOrEqual(1)
  breakDown(false)
  await pass(300)
  poller.attended()
  expect(await pass(60)).toBeGreaterThanOrEqual(2)
  poller.stop()
})

it('gathers the notices of other copies, one delta for each list', async () => {
  const { poller, pass, calls } = setUp()
  poller.start()
  for (const list of ['Projects', 'StatusReports', 'Projects', 'Projects']) poller.soon(list)
  await pass(1)
  expect(calls).toEqual(['Projects', 'StatusReports'])
  poller.stop()
})

it('a stopped poller is silent', async () => {
  const { poller, pass } = setUp()
  poller.start()
  poller.soon('Projects')
  poller.stop()
  poller.soon('Projects')
  poller.attended()
  expect(await pass(600)).toBe(0)
})
