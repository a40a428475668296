import { createBudget } from './budget'

/** A budget on a clock that tests move: a call that must wait fails at once, because it has no patience. */
const setUp = (unitsPerMinute: number) => {
  let at = 0
  const budget = createBudget(unitsPerMinute, new AbortController().signal, () => at)
  return {
    budget,
    pass: (ms: number) => {
      at += ms
    },
    waitFor: async (units: number, urgent = false): Promise<number> => {
      try {
        await budget.take(units, urgent, 0)
        return 0
      } catch (error) {
        expect(error).toMatchObject({ code: 'throttled' })
        const { detail } = Object(error)
        return detail.retryAfterMs
      }
    },
  }
}

it('lets through 80 % of the quota in any minute', async () => {
  const { pass, waitFor } = setUp(100)
  expect(await waitFor(50)).toBe(0)
  pass(20_000)
  expect(await waitFor(30)).toBe(0)
  expect(await waitFor(1)).toBe(40_000)
  pass(39_999)
  expect(await waitFor(1)).toBe(1)
  pass(1)
  expect(await waitFor(50)).toBe(0)
  expect(await waitFor(1)).toBe(20_000)
})

it('never exceeds the allowance in any minute, whatever the arrivals', async () => {
  const { pass, waitFor } = setUp(100)
  const taken: { at: number; units: number }[] = []
  let at = 0
  for (let step = 0; step < 400; step += 1) {
    const units = 1 + ((step * 7) % 5)
    if ((await waitFor(units)) === 0) taken.push({ at, units })
    const move = (step * 331) % 2_000
    pass(move)
    at += move
  }
  for (const { at: start } of taken) {
    const inMinute = taken.filter((one) => one.at >= start && one.at < start + 60_000)
    expect(inMinute.reduce((sum, one) => sum + one.units, 0)).toBeLessThanOrEqual(80)
  }
})

it('lets a call that is dearer than the allowance through in an empty minute', async () => {
  const { pass, waitFor } = setUp(10)
  expect(await waitFor(40)).toBe(0)
  expect(await waitFor(1)).toBe(60_000)
  pass(60_000)
  expect(await waitFor(40)).toBe(0)
})

it('an urgent call passes the queue but not a pause', async () => {
  const { budget, pass, waitFor } = setUp(10)
  await waitFor(8)
  expect(await waitFor(2, true)).toBe(0)
  budget.pause(5_000)
  budget.pause(1_000)
  expect(await waitFor(2, true)).toBe(5_000)
  pass(5_000)
  expect(await waitFor(2, true)).toBe(0)
})

it('costs nothing for other services, even in a pause', async () => {
  const { budget, waitFor } = setUp(10)
  budget.pause(5_000)
  expect(await waitFor(0)).toBe(0)
})
