import { z } from 'zod'
import { claimedFor } from '../../src/committees/session/votes/send-or-mail'
import { runSessionClock } from '../../src/committees/session/written/session-clock'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import type { Service } from '../../src/server/start'
import { apiClient } from '../kit/api-client'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A written procedure begins as a whole, its cards show what was cast elsewhere, and whoever is silent is reminded once. */
const [CHAIR, SECRETARY, NORA, JULIE] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Julie Maréchaux']
const Mails = z.array(z.object({ message: z.object({ subject: z.string(), body: z.object({ content: z.string() }) }) }))
let stack: Stack
let second: Service

const asked = {
  title: 'Avenant au marché',
  // Friday, 17:00 in Brussels.
  deadline: '2026-11-20T16:00:00Z',
  questions: [
    { title: 'Avenant 3', question: 'Approuver l’avenant 3 ?' },
    { title: 'Prolongation', question: null },
  ],
}
const start = (body: object = asked) =>
  stack.as(SECRETARY).post<{ key: string; decisions: string[] }>('/api/bodies/CR/written', body)
/** In the order of what they ask: three clocks at once send them in any. */
const cardsOf = async (name: string, beginning: string) =>
  (await stack.chat.cards(name))
    .filter(({ summary }) => summary?.startsWith(beginning))
    .toSorted((a, b) => (a.summary ?? '').localeCompare(b.summary ?? ''))
const count = async (name: string, beginning: string): Promise<string> =>
  String((await cardsOf(name, beginning)).length)
const [VOTE, REMINDER] = ['Vote demandé', 'Il vous reste à voter']
const clocks = () => Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx), runSessionClock(stack.ctx)])
const saysOf = async (name: string, beginning: string, index = 0): Promise<string> =>
  JSON.stringify((await cardsOf(name, beginning))[index]?.card).replaceAll('\u00a0', ' ')

const untilSaid = async (name: string, beginning: string, text: string): Promise<void> =>
  expect(await eventually(() => saysOf(name, beginning), text)).toContain(text)
const mails = async (): Promise<readonly string[]> =>
  Mails.parse(await (await fetch(`${stack.tenant.origin}/_tenant/mails`)).json()).map(
    ({ message }) => `${message.subject}\n${message.body.content}`,
  )
/** The procedure that was opened, and its votes. */
const underWay = () => {
  const [first, last] = stack.ctx.lists.all(Decisions).toSorted((a, b) => a.number.localeCompare(b.number))
  if (!first?.meeting || !last) throw new Error('nothing is under way')
  const procedure = { key: first.meeting, ...meetingOf(stack.as, first.meeting) }
  return { first: first.number, last: last.number, procedure }
}

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CR',
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JULIE, 'member'],
      ],
      items: [],
    }),
  )
  await stack.outbox.drained()
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

/** The process dies, as far as the database can tell, when it comes to write this table. */
const dyingAt = async (table: string, work: () => Promise<unknown>): Promise<void> => {
  await stack.pool.query(`
    create function gouvernail.dies() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger dies before insert on gouvernail.${table} for each statement execute function gouvernail.dies()`)
  try {
    await work()
  } finally {
    await stack.pool.query(`drop trigger dies on gouvernail.${table}; drop function gouvernail.dies`)
  }
}

test.each(['votes', 'session_cards', 'outbox', 'audit'])(
  'one that dies at its %s leaves nothing behind',
  async (table) => {
    const left = async () =>
      (
        await stack.pool.query(
          `select (select count(*) from gouvernail.votes) as votes, (select count(*) from gouvernail.session_cards) as cards,
           (select count(*) from gouvernail.outbox where list in ('Meetings', 'Decisions') and written_at is null) as rows`,
        )
      ).rows
    const before = await left()
    await dyingAt(table, async () => expect((await start()).status).toBeGreaterThanOrEqual(500))
    expect(await left()).toEqual(before)
    await stack.ctx.outbox.catchUp()
    expect(stack.ctx.lists.all(Meetings).filter(({ form }) => form === 'written')).toEqual([])
    expect(stack.ctx.lists.all(Decisions)).toEqual([])
  },
)

test('the cards of one whose copy died after it had begun are sent by the clock of another', async () => {
  const send = jest.spyOn(stack.ctx.sessionCards, 'claim').mockRejectedValue(new Error('the copy died'))
  const { status, body } = await start()
  expect(status).toBe(201)
  expect(await count(JULIE, VOTE)).toBe('0')
  send.mockRestore()
  await clocks()
  for (const name of [CHAIR, NORA, JULIE]) expect(await count(name, VOTE)).toBe('2')
  expect(await count(SECRETARY, VOTE)).toBe('0')
  expect(body.decisions).toHaveLength(2)
})

test('a copy that dies while it sends keeps one card back, which another sends later', async () => {
  const people = [CHAIR, NORA, JULIE].map(idOf).toSorted()
  await stack.ctx.sessionCards.want('CR:0', 'result', people, stack.clock.now())
  const dying = claimedFor(stack.ctx, 'CR:0', 'result')
  expect(await dying.next()).toMatchObject({ value: people[0] })
  const left: string[] = []
  for await (const person of claimedFor(second.ctx, 'CR:0', 'result')) {
    left.push(person)
    // What a connector that throttles gives back waits for the clock, not for this round.
    await second.ctx.sessionCards.putBack('CR:0', 'result', person)
  }
  expect(left).toEqual(people.slice(1))
  for await (const person of claimedFor(stack.ctx, 'CR:0', 'result')) left.push(person)
  expect(left).toEqual([...people.slice(1), ...people.slice(1)])
  await stack.pool.query(`update gouvernail.session_cards set sending_at = sending_at - interval '11 minutes'`)
  expect(await stack.ctx.sessionCards.waiting()).toEqual([{ subject: 'CR:0', kind: 'result' }])
  const late: string[] = []
  for await (const person of claimedFor(second.ctx, 'CR:0', 'result')) late.push(person)
  expect(late).toEqual(people.slice(0, 1))
  // Done with, whether or not the bot reached them.
  await stack.pool.query(`update gouvernail.session_cards set sending_at = sending_at - interval '11 minutes'`)
  expect(await stack.ctx.sessionCards.waiting()).toEqual([])
})

test('a card that was given back, and that another copy sends meanwhile, is not taken for sent by the first', async () => {
  const { ctx: first } = stack
  const [person = ''] = [JULIE].map(idOf)
  await first.sessionCards.want('CR:1', 'result', [person], stack.clock.now())
  const sending = claimedFor(first, 'CR:1', 'result')
  expect(await sending.next()).toMatchObject({ value: person })
  await first.sessionCards.putBack('CR:1', 'result', person)
  const elsewhere = await second.ctx.sessionCards.claim('CR:1', 'result', '')
  expect(elsewhere).toMatchObject({ person })
  expect(await sending.next()).toMatchObject({ done: true })
  // The other copy dies before it has sent the card: it waits for the clock, as one that nobody sent.
  await stack.pool.query(`update gouvernail.session_cards set sending_at = sending_at - interval '11 minutes'`)
  expect(await first.sessionCards.waiting()).toEqual([{ subject: 'CR:1', kind: 'result' }])
  for await (const _ of claimedFor(first, 'CR:1', 'result'));
  expect(await first.sessionCards.waiting()).toEqual([])
})

test('a vote cast in the tab is on the card in the chat, one update for each change, and none for the others', async () => {
  const { first, procedure: here } = underWay()
  const there = meetingOf((name) => apiClient(second.origin, stack.tenant.origin, idOf(name)), here.key)
  const spies = [stack, second].map(({ ctx }) => jest.spyOn(ctx.messenger, 'updateCard'))
  const updates = (): number => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  expect(await here.vote(NORA, first, 'for')).toMatchObject({ status: 200 })
  await untilSaid(NORA, VOTE, 'Vote enregistré : pour.')
  // The same again changes nothing that is to be seen.
  await here.vote(NORA, first, 'for')
  await here.vote(NORA, first, 'against')
  await untilSaid(NORA, VOTE, 'Vote enregistré : contre.')
  expect(updates()).toBe(2)
  expect(await saysOf(JULIE, VOTE)).not.toContain('Vote enregistré')

  // Pressed on the card, it is drawn by the answer; in the tab again afterwards, it is redrawn.
  const [card] = await cardsOf(NORA, VOTE)
  await stack.chat.invoke(NORA, 'vote.cast', { decision: first, voter: idOf(NORA), vote: 'abstain' }, card?.id)
  expect(await saysOf(NORA, VOTE)).toContain('Vote enregistré : abstention.')
  await here.vote(NORA, first, 'against')
  await untilSaid(NORA, VOTE, 'Vote enregistré : contre.')
  expect(updates()).toBe(3)

  // Ten changes at once, through both copies: no more updates than changes, and the card says the last word.
  const presses = Array.from({ length: 10 }, (_, index) =>
    (index % 2 ? here : there).vote(NORA, first, index % 3 ? 'for' : 'against'),
  )
  await Promise.all(presses)
  await here.vote(NORA, first, 'for')
  await untilSaid(NORA, VOTE, 'Vote enregistré : pour.')
  expect(updates()).toBeLessThanOrEqual(14)
  for (const spy of spies) spy.mockRestore()
})

test('whoever has not voted in all of it is reminded once, a day before, in no quiet hour; by mail where the bot is blocked', async () => {
  const { first, last, procedure } = underWay()
  await procedure.vote(CHAIR, first, 'for')
  await procedure.vote(CHAIR, last, 'for')
  stack.clock.moveTo('2026-11-19T15:00:00Z')
  await clocks()
  expect(await count(JULIE, REMINDER)).toBe('0')
  stack.clock.moveTo('2026-11-19T17:30:00Z')
  await clocks()
  expect(await count(JULIE, REMINDER)).toBe('0')

  stack.clock.moveTo('2026-11-20T07:00:00Z')
  stack.tenant.faults.set({ blockedPeople: [idOf(JULIE)] })
  await clocks()
  await clocks()
  expect(await mails()).toEqual([
    expect.stringMatching(
      /^Il vous reste à voter.*\nBonjour Julie,\n\n.*– D-2026-\d+ Avenant 3.*https?:.*\n\nVous recevez ce courriel parce que/s,
    ),
  ])
  stack.tenant.faults.clear()
  await clocks()
  expect(await Promise.all([CHAIR, SECRETARY, JULIE].map((name) => count(name, REMINDER)))).toEqual(['0', '0', '0'])
  expect(await count(NORA, REMINDER)).toBe('1')
  expect(await mails()).toHaveLength(1)
  // Of two votes she has cast one: the card shows it, and takes the other.
  const [card] = await cardsOf(NORA, REMINDER)
  expect(await saysOf(NORA, REMINDER)).toContain('Vote enregistré : pour.')
  const press = { decision: last, voter: idOf(NORA), vote: 'recused', card: 'reminder' }
  await stack.chat.invoke(NORA, 'vote.cast', press, card?.id)
  expect(await saysOf(NORA, REMINDER)).toContain('Vote enregistré : récusation.')
  // Her card of that vote says so, and what the tab changes is on the reminder.
  await eventually(async () => String((await saysOf(NORA, VOTE, 1)).includes('récusation.')), 'true')
  expect(await saysOf(NORA, VOTE, 1)).toContain('Vote enregistré : récusation.')
  await procedure.vote(NORA, last, 'for')
  await eventually(async () => String((await saysOf(NORA, REMINDER)).includes('récusation.')), 'false')
  expect(await saysOf(NORA, REMINDER)).not.toContain('récusation.')

  await procedure.vote(JULIE, first, 'for')
  await procedure.vote(JULIE, last, 'for')
  await untilSaid(NORA, REMINDER, '✔ Adoptée')
  stack.clock.moveTo('2026-11-20T16:00:00Z')
  await clocks()
  expect(await count(NORA, REMINDER)).toBe('1')
})
