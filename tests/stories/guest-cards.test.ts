import { runAgendaClock } from '../../src/committees/agenda/agenda-clock'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import type { OutboxWrite } from '../../src/ports/outbox'
import type { Service } from '../../src/server/start'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A guest of one item is not on the event: the card says when, brings them into the meeting, and follows what becomes of it. */
const [CHAIR, GUEST, OTHER] = ['Luc Vanderstraeten', 'Nora Pirard', 'Philippe Moreau']
const JOIN = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_guest'
const KEY = 'COPIL:1'
let stack: Stack
let copy: Service
jest.setTimeout(60_000)

beforeAll(async () => {
  stack = await startStack()
  copy = await startSecondCopy(stack)
  await stack.ctx.outbox.put([
    body({ code: 'COPIL', title: 'CoPil Subventions', language: 'fr' }),
    member('COPIL', CHAIR, 'chair'),
    meeting('COPIL', 1, '2026-12-10T09:00:00Z', {
      joinUrl: JOIN,
      agendaApprovedAt: '2026-12-01T09:00:00Z',
      agendaApprovedBy: idOf(CHAIR),
    }),
    agendaItem(KEY, 1, { title: 'Accueil', kind: 'information', minutes: 10 }),
    agendaItem(KEY, 2, { title: 'Guichet unique', guests: [idOf(GUEST), idOf(OTHER)].join('\n') }),
  ])
  await stack.outbox.drained()
  await copy.door.lists.syncNow()
})
afterAll(async () => {
  await copy.close()
  await stack.close()
})

const tick = async (): Promise<void> => {
  await stack.outbox.drained()
  await copy.ctx.outbox.catchUp()
  await Promise.all([runAgendaClock(stack.ctx), runAgendaClock(copy.ctx)])
}
const put = (...writes: readonly OutboxWrite[]) => stack.ctx.outbox.put(writes)
const cardsOf = async (name: string) =>
  (await stack.chat.cards(name)).map(({ summary, card }) => ({
    said: (summary ?? '').replaceAll('\u00a0', ' ').split(' : ')[0],
    text: JSON.stringify(card).replaceAll('\u00a0', ' '),
  }))
const saidTo = async (name: string) => (await cardsOf(name)).map(({ said }) => said)

test('says the date, when the item is planned, and how to join; members get no such card', async () => {
  stack.clock.moveTo('2026-12-03T08:00:00Z')
  await tick()
  await tick()
  const [card, ...more] = await cardsOf(GUEST)
  expect([card?.said, more]).toEqual(['Votre présence est attendue', []])
  expect(card?.text).toContain(`"url":"${JOIN}"`)
  expect(card?.text).toContain('Rejoindre la réunion')
  expect(card?.text).toMatch(/10\/12\/2026.*vers 10[ :h]+10/)
  expect(card?.text).not.toContain('Accueil')
  expect((await cardsOf(CHAIR)).every(({ text }) => !text.includes(JOIN))).toBe(true)
})

test('follows the agenda in place, without another message', async () => {
  await put({ list: AgendaItems, key: `${KEY}:1`, values: { minutes: 25 } })
  await tick()
  const cards = await cardsOf(GUEST)
  expect(cards).toHaveLength(1)
  expect(cards[0]?.text).toMatch(/vers 10[ :h]+25/)
})

test('a meeting that moves is told anew; the card of before says so and leads nowhere', async () => {
  await put({
    list: Meetings,
    key: KEY,
    values: { startsAt: '2026-12-10T13:00:00Z', endsAt: '2026-12-10T14:30:00Z', joinUrl: `${JOIN}2` },
  })
  await tick()
  await tick()
  const [before, now, ...more] = await cardsOf(GUEST)
  expect([before?.said, now?.said, more]).toEqual(['Réunion déplacée', 'Votre présence est attendue', []])
  expect(before?.text).not.toContain(JOIN)
  expect(now?.text).toContain(`${JOIN}2`)
  expect(now?.text).toMatch(/vers 14[ :h]+25/)
})

test('who is taken off the item is told, not in the evening; their card leads nowhere at once; the other guest stays', async () => {
  stack.clock.moveTo('2026-12-03T19:00:00Z')
  await put({ list: AgendaItems, key: `${KEY}:2`, values: { guests: idOf(OTHER) } })
  await tick()
  expect((await cardsOf(GUEST)).map(({ text }) => text.includes(JOIN))).toEqual([false, false])
  stack.clock.moveTo('2026-12-04T08:00:00Z')
  await tick()
  await tick()
  expect((await saidTo(GUEST)).slice(1)).toEqual([
    'Votre présence n’est plus attendue',
    'Votre présence n’est plus attendue',
  ])
  expect((await cardsOf(OTHER)).at(-1)?.text).toContain(`${JOIN}2`)
  expect(await saidTo(OTHER)).toHaveLength(2)
})

test('invited again, they are told again', async () => {
  await put({ list: AgendaItems, key: `${KEY}:2`, values: { guests: [idOf(GUEST), idOf(OTHER)].join('\n') } })
  await tick()
  await tick()
  expect((await saidTo(GUEST)).slice(3)).toEqual(['Votre présence est attendue'])
})

test('a meeting that is cancelled is told once, and no card leads to it any more', async () => {
  await put({ list: Meetings, key: KEY, values: { state: 'cancelled' } })
  await tick()
  await tick()
  for (const name of [GUEST, OTHER]) {
    const cards = await cardsOf(name)
    expect(cards.slice(-2).map(({ said }) => said)).toEqual(['Réunion annulée', 'Réunion annulée'])
    expect(cards.some(({ text }) => text.includes(JOIN))).toBe(false)
  }
  expect(await stack.ctx.guestCards.standing()).toEqual([])
})
