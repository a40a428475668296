import { quietLog } from '../tests/kit/quiet-log'
import { createRedraws } from './redraws'

const message = { conversationId: 'a', activityId: '1' }
const held = (): { readonly promise: Promise<void>; release(): void } => {
  let release = (): void => undefined
  const promise = new Promise<void>((resolve) => {
    release = resolve
  })
  return { promise, release }
}

test('what is drawn last stays: one redraw of a message at a time, and of those that wait only the newest', async () => {
  const redraws = createRedraws(quietLog)
  const first = held()
  const drawn: string[] = []
  redraws.soon(message, async () => {
    await first.promise
    drawn.push('first')
  })
  await new Promise((resolve) => setImmediate(resolve))
  for (const name of ['second', 'third']) redraws.soon(message, async () => void drawn.push(name))
  redraws.soon({ ...message, conversationId: 'b' }, async () => void drawn.push('elsewhere'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(drawn).toEqual(['elsewhere'])
  first.release()
  await redraws.idle()
  expect(drawn).toEqual(['elsewhere', 'first', 'third'])
})

test('nothing is drawn before whoever asked has gone on', async () => {
  const redraws = createRedraws(quietLog)
  let drawn = false
  redraws.soon(message, async () => {
    drawn = true
  })
  await Promise.resolve()
  expect(drawn).toBe(false)
  await redraws.idle()
  expect(drawn).toBe(true)
})

test('a redraw that fails is told in the log and holds up nothing', async () => {
  const warned: unknown[] = []
  const redraws = createRedraws({ ...quietLog, warn: (facts: unknown) => void warned.push(facts) })
  redraws.soon(message, async () => {
    throw new Error('no connector')
  })
  await redraws.idle()
  let drawn = false
  redraws.soon(message, async () => {
    drawn = true
  })
  await redraws.idle()
  expect([warned.length, drawn]).toEqual([1, true])
})
