import { orStopped } from './local'

test('what a stop has forbidden already is not begun, and what it overtakes fails unheard', async () => {
  const reason = new Error('stopped')
  const work = jest.fn(async () => undefined)
  await expect(orStopped(work, AbortSignal.abort(reason))).rejects.toBe(reason)
  expect(work).not.toHaveBeenCalled()
  const stop = new AbortController()
  let fail: (error: Error) => void = () => undefined
  const failing = new Promise<void>((_, reject) => {
    fail = reject
  })
  const overtaken = orStopped(() => failing, stop.signal)
  stop.abort(reason)
  await expect(overtaken).rejects.toBe(reason)
  fail(new Error('the door is closed'))
  await new Promise(setImmediate)
})
