import type { Context } from '../../src/context'
import type { Delivery } from '../../src/ports/asks'
import type { Messenger } from '../../src/ports/messaging'
import { openCycle } from '../../src/status/cycle/open-cycle'
import { runLadder } from '../../src/status/cycle/run-ladder'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/**
 * Sends to which no answer came: the message may have arrived. A question is followed by a reminder and never sent again; the
 * other steps of the ladder are not repeated, because being asked twice is what makes people stop answering.
 */
let stack: Stack
const officer = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' } as const
const asked = 'Julie Maréchaux'
const reminded = 'Nora Pirard'
const CYCLE = '2026-11'

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

/** The connector carries out every send; of those to this person nobody hears. */
const unheard = (name: string): Context => {
  const sendCard: Messenger['sendCard'] = async (person, card, summary) => {
    const sent = await stack.ctx.messenger.sendCard(person, card, summary)
    return person === idOf(name) ? { ok: false, reason: 'unknown' } : sent
  }
  return { ...stack.ctx, messenger: { ...stack.ctx.messenger, sendCard } }
}

const deliveriesTo = async (name: string): Promise<readonly string[]> =>
  (await stack.ctx.asks.deliveries(CYCLE))
    .filter(({ person }) => person === idOf(name))
    .map(({ kind, outcome, reason }: Delivery) => [kind.split(':2')[0], outcome, reason].filter(Boolean).join(' '))
const received = async (name: string): Promise<number> => (await stack.chat.cards(name)).length

test('a question without an answer is followed by one reminder, after five minutes', async () => {
  const opened = await openCycle(unheard(asked), officer)
  if (!opened.ok) throw new Error(opened.reason)
  await opened.asking
  expect(await deliveriesTo(asked)).toEqual(['question failed unknown'])
  expect(await received(asked)).toBe(1)

  stack.clock.advance(60_000)
  await runLadder(stack.ctx)
  expect(await received(asked)).toBe(1)
  for (const minutes of [6, 60, 24 * 60]) {
    stack.clock.advance(minutes * 60_000)
    await runLadder(stack.ctx)
  }
  expect(await deliveriesTo(asked)).toEqual(['question failed unknown', 'interrupted sent'])
  expect(await received(asked)).toBe(2)
})

test('a reminder without an answer is not sent again, hour after hour', async () => {
  stack.clock.moveTo('2026-11-24T08:05:00Z')
  await runLadder(unheard(reminded))
  for (const hour of ['09:05', '10:05', '11:05']) {
    stack.clock.moveTo(`2026-11-24T${hour}:00Z`)
    await runLadder(stack.ctx)
  }
  expect(await deliveriesTo(reminded)).toEqual(['question sent', 'reminder:D-3 failed unknown'])
  expect(await received(reminded)).toBe(2)
})

test('an escalation and a digest without an answer neither', async () => {
  stack.clock.moveTo('2026-12-01T08:05:00Z')
  const manager = 'Joëlle Quertin'
  const before = await received(manager)
  await runLadder(unheard(manager))
  stack.clock.moveTo('2026-12-01T10:05:00Z')
  await runLadder(stack.ctx)
  expect(await deliveriesTo(manager)).toEqual(['escalation failed unknown'])
  expect(await received(manager)).toBe(before + 1)

  stack.clock.moveTo('2026-12-02T08:05:00Z')
  const postToChannel: Messenger['postToChannel'] = async (card, summary) => {
    await stack.ctx.messenger.postToChannel(card, summary)
    return { ok: false, reason: 'unknown' }
  }
  await runLadder({ ...stack.ctx, messenger: { ...stack.ctx.messenger, postToChannel } })
  stack.clock.moveTo('2026-12-02T10:05:00Z')
  await runLadder(stack.ctx)
  expect(await stack.chat.channelCards('Inès Vandamme')).toHaveLength(1)
})
