import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { announceAgain } from '../../src/reports/announce-again'
import { publishCycle } from '../../src/reports/publish-cycle'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

const officer: Actor = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' }
const MINUTE_MS = 60_000

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ seed: true })
  await stack.as('Inès Vandamme').post('/api/cycles')
})
afterAll(() => stack.close())

const channel = async (): Promise<number> => (await stack.chat.channelCards('Inès Vandamme')).length

/** The same context with a channel that answers as told. */
const withChannel = (reason: 'unavailable' | 'unknown'): Context => ({
  ...stack.ctx,
  messenger: { ...stack.ctx.messenger, postToChannel: async () => ({ ok: false, reason }) },
})

test('a channel that was certainly not told is told later, once, whichever copy of the service does it', async () => {
  const published = await publishCycle(withChannel('unavailable'), officer, { code: '2026-11', close: true })
  expect(published).toMatchObject({ ok: true, version: 1, announced: false })
  expect(await announceAgain(stack.ctx)).toBe(0)
  stack.clock.advance(MINUTE_MS)
  expect(await announceAgain(withChannel('unavailable'))).toBe(0)
  stack.clock.advance(MINUTE_MS)
  expect(await announceAgain(stack.ctx)).toBe(0)
  expect(await channel()).toBe(0)

  stack.clock.advance(MINUTE_MS)
  const second = await startSecondCopy(stack)
  const told = await Promise.all([announceAgain(stack.ctx), announceAgain(second.ctx)])
  expect(told.toSorted()).toEqual([0, 1])
  stack.clock.advance(60 * MINUTE_MS)
  expect(await announceAgain(second.ctx)).toBe(0)
  expect(await channel()).toBe(1)
  await second.close()
})

test('a channel that may have been told is not told again', async () => {
  const reason = 'Correction.'
  const published = await publishCycle(withChannel('unknown'), officer, { code: '2026-11', reason })
  expect(published).toMatchObject({ ok: true, version: 2, announced: false })
  stack.clock.advance(60 * MINUTE_MS)
  expect(await announceAgain(stack.ctx)).toBe(0)
  expect(await channel()).toBe(1)
})

/** What was begun has been under way for so long that its copy must have died. */
const leaseOver = (): Promise<unknown> =>
  stack.pool.query(`update gouvernail.ask_steps set at = at - interval '11 minutes' where person = 'channel'`)

const killed = () => Promise.reject(new Error('killed'))
const deaths: readonly (readonly [string, () => Context])[] = [
  ['before it is begun', () => ({ ...stack.ctx, asks: { ...stack.ctx.asks, leaseStep: killed } })],
  ['while it is under way', () => ({ ...stack.ctx, messenger: { ...stack.ctx.messenger, postToChannel: killed } })],
]

test.each(deaths)(
  'an announcement that a kill cuts short %s is made later, once, by whichever copy',
  async (_, dying) => {
    const reason = 'Nouvelle correction.'
    const before = await channel()
    await expect(publishCycle(dying(), officer, { code: '2026-11', reason })).rejects.toThrow('killed')
    await leaseOver()
    // Not at once: it might be under way.
    expect(await announceAgain(stack.ctx)).toBe(0)
    stack.clock.advance(11 * MINUTE_MS)
    const second = await startSecondCopy(stack)
    const told = await Promise.all([announceAgain(stack.ctx), announceAgain(second.ctx)])
    expect([told.toSorted(), await channel()]).toEqual([[0, 1], before + 1])
    await leaseOver()
    expect([await announceAgain(second.ctx), await channel()]).toEqual([0, before + 1])
    await second.close()
  },
)

test('one that is under way is left to its copy', async () => {
  const before = await channel()
  const slow = { ...stack.ctx, messenger: { ...stack.ctx.messenger, postToChannel: killed } }
  await expect(publishCycle(slow, officer, { code: '2026-11', reason: 'Encore.' })).rejects.toThrow('killed')
  stack.clock.advance(60 * MINUTE_MS)
  expect([await announceAgain(stack.ctx), await channel()]).toEqual([0, before])
})
