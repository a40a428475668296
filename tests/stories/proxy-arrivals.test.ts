import { castVote } from '../../src/committees/session/votes/cast-vote'
import { Ballots } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Whoever gave a proxy comes after all while a vote is open: the proxy lapses, and what was cast by it falls until they vote themselves. */
const [CHAIR, SECRETARY, HOLDER, GIVER, THOMAS] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Jan Peeters',
  'Thomas Roevens',
]
let stack: Stack
let here: ReturnType<typeof meetingOf>

const decision = (number: string) => stack.ctx.lists.find(Decisions, number)
const castBy = (number: string, voter: string) =>
  stack.ctx.lists.all(Ballots).find((row) => row.decision === number && row.voter === idOf(voter))
const seenBy = async (name: string, number: string) => {
  const found = (await here.view(name)).votes.find((vote) => vote.number === number)
  if (!found) throw new Error(`${name} does not see ${number}`)
  return found
}
/** A vote in which the holder has voted for themselves and against for the giver. */
const underWay = async (secret = false): Promise<string> => {
  await here.proxy(SECRETARY, GIVER, HOLDER)
  const number = await here.putToVote(SECRETARY, '1', secret)
  await here.vote(CHAIR, number, 'for')
  await here.vote(HOLDER, number, 'for')
  expect((await here.vote(HOLDER, number, 'against', GIVER)).status).toBe(200)
  return number
}

beforeAll(async () => {
  stack = await startStack()
  here = meetingOf(stack.as, 'CP:1')
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CP',
      body: { proxiesMax: 1, tieRule: 'chair' },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [HOLDER, 'member'],
        [GIVER, 'member'],
        [THOMAS, 'member'],
      ],
      items: [{ title: 'Le bail' }],
    }),
  )
  await stack.outbox.drained()
  await here.open(SECRETARY)
  for (const name of [CHAIR, HOLDER, THOMAS]) await here.present(SECRETARY, name)
})
afterAll(() => stack.close())

test('the giver is asked for their own vote, which replaces the one that was cast for them', async () => {
  const number = await underWay()
  expect((await seenBy(THOMAS, number)).tally).toMatchObject({ for: 2, against: 1 })
  await here.present(SECRETARY, GIVER)
  const seen = await seenBy(GIVER, number)
  expect([seen.missing.includes(idOf(GIVER)), seen.tally, seen.mine]).toEqual([
    true,
    expect.objectContaining({ for: 2, against: 0 }),
    [expect.objectContaining({ self: true, hasCast: false, vote: null })],
  ])
  expect((await here.vote(HOLDER, number, 'against', GIVER)).code).toBe('no-proxy')
  await here.vote(GIVER, number, 'for')
  await here.close(SECRETARY, number)
  expect(decision(number)).toMatchObject({ votesFor: 3, votesAgainst: 0 })
  expect(castBy(number, GIVER)).toMatchObject({ castBy: idOf(GIVER), vote: 'for' })
})

test.each([false, true])(
  'a giver who says nothing is silent, and nobody is kept to have voted for them (secret: %s)',
  async (secret) => {
    const number = await underWay(secret)
    await here.present(SECRETARY, GIVER)
    expect((await seenBy(SECRETARY, number)).cast).not.toContain(idOf(GIVER))
    await here.close(SECRETARY, number)
    // Thomas and the giver are silent.
    expect(decision(number)).toMatchObject({ votesFor: 2, votesAgainst: 0, abstentions: 2 })
    expect(castBy(number, GIVER)).toBeUndefined()
    expect(stack.ctx.lists.all(Ballots).filter((row) => row.decision === number)).toHaveLength(2)
  },
)

test('what the giver voted themselves stays, though they leave and come back', async () => {
  await here.present(SECRETARY, GIVER)
  const number = await here.putToVote(SECRETARY, '1')
  await here.vote(GIVER, number, 'abstain')
  await here.proxy(SECRETARY, GIVER, HOLDER)
  await here.present(SECRETARY, GIVER)
  expect((await seenBy(GIVER, number)).mine[0]).toMatchObject({ hasCast: true, vote: 'abstain' })
  await here.close(SECRETARY, number)
  expect(castBy(number, GIVER)).toMatchObject({ vote: 'abstain' })
})

test('what was cast by proxy has fallen for good, though the giver leaves again with another proxy', async () => {
  const number = await underWay()
  await here.present(SECRETARY, GIVER)
  await here.proxy(SECRETARY, GIVER, THOMAS)
  expect((await seenBy(SECRETARY, number)).cast).not.toContain(idOf(GIVER))
  expect((await here.vote(THOMAS, number, 'for', GIVER)).status).toBe(200)
  await here.close(SECRETARY, number)
  expect(decision(number)).toMatchObject({ votesFor: 3, votesAgainst: 0 })
  expect(castBy(number, GIVER)).toMatchObject({ castBy: idOf(THOMAS), vote: 'for' })
})

test.each([false, true])(
  'a ballot by proxy that is under way when the giver comes and votes does not replace theirs (secret: %s)',
  async (secret) => {
    await here.present(SECRETARY, HOLDER)
    const number = await underWay(secret)
    const { ctx } = stack
    // Another copy of the service lets the giver in after this one has looked at the proxy.
    const cast: typeof ctx.votes.cast = async (ballot, audit) => {
      await here.present(SECRETARY, GIVER)
      await here.vote(GIVER, number, 'for')
      return ctx.votes.cast(ballot, audit)
    }
    const input = { decision: number, meeting: 'CP:1', voter: idOf(GIVER), vote: 'against' as const }
    const holder = { person: idOf(HOLDER), roles: [], locale: 'fr' as const }
    const racing = { ...ctx, votes: { ...ctx.votes, cast } }
    expect(await castVote(racing, holder, { ...input, delivery: null, sentAt: null })).toEqual({
      ok: true,
      counted: false,
    })
    expect((await seenBy(GIVER, number)).mine[0]).toMatchObject({ hasCast: true, vote: secret ? null : 'for' })
    await here.close(SECRETARY, number)
    expect(decision(number)).toMatchObject({ votesFor: 3, votesAgainst: 0 })
  },
)

test('a giver who left and gives a proxy again lets its holder change what they cast', async () => {
  await here.present(SECRETARY, GIVER)
  const number = await here.putToVote(SECRETARY, '1')
  await here.vote(GIVER, number, 'abstain')
  await here.proxy(SECRETARY, GIVER, HOLDER)
  expect((await here.vote(HOLDER, number, 'for', GIVER)).body).toEqual({ counted: true })
  await here.close(SECRETARY, number)
  expect(castBy(number, GIVER)).toMatchObject({ castBy: idOf(HOLDER), vote: 'for' })
})

test('who comes without the panel while a vote is open gets its card, and the holder sees that theirs has fallen', async () => {
  await here.proxy(SECRETARY, GIVER, HOLDER)
  const before = (await stack.chat.cards(GIVER)).length
  const number = await here.putToVote(SECRETARY, '1')
  await here.vote(HOLDER, number, 'against', GIVER)
  const lastOf = async (name: string): Promise<string> => JSON.stringify((await stack.chat.cards(name)).at(-1))
  expect(await eventually(async () => String((await lastOf(HOLDER)).includes('Au nom de')), 'true')).toBe('true')
  expect((await stack.chat.cards(GIVER)).length).toBe(before)
  await here.present(SECRETARY, GIVER)
  expect(await eventually(async () => String((await stack.chat.cards(GIVER)).length), String(before + 1))).toBe(
    String(before + 1),
  )
  expect(await lastOf(GIVER)).toContain(number)
  expect(await eventually(async () => String((await lastOf(HOLDER)).includes('Au nom de')), 'false')).toBe('false')
  await here.close(SECRETARY, number)
})

test('a card asks for those whose proxy its holder holds now, though nobody has voted in it', async () => {
  await here.absent(SECRETARY, GIVER)
  await here.present(SECRETARY, HOLDER)
  const before = (await stack.chat.cards(HOLDER)).length
  const number = await here.putToVote(SECRETARY, '1')
  const asksForOther = async (): Promise<string> => {
    const cards = await stack.chat.cards(HOLDER)
    return cards.length === before ? 'no card' : String(JSON.stringify(cards.at(-1)).includes('Au nom de'))
  }
  expect(await eventually(asksForOther, 'false')).toBe('false')
  await here.proxy(SECRETARY, GIVER, HOLDER)
  expect(await eventually(asksForOther, 'true')).toBe('true')
  await here.present(SECRETARY, GIVER)
  expect(await eventually(asksForOther, 'false')).toBe('false')
  await here.close(SECRETARY, number)
})

test('a vote that is closed stands, also while it waits for the word of the chair', async () => {
  const closed = await underWay()
  await here.close(SECRETARY, closed)
  await here.present(SECRETARY, GIVER)
  expect(castBy(closed, GIVER)).toMatchObject({ castBy: idOf(HOLDER), vote: 'against' })
  expect(decision(closed)).toMatchObject({ votesFor: 2, votesAgainst: 1 })

  const tied = await underWay(true)
  await here.vote(THOMAS, tied, 'against')
  expect((await here.close(SECRETARY, tied)).code).toBe('needs-casting')
  await here.present(SECRETARY, GIVER)
  expect((await seenBy(SECRETARY, tied)).cast).toHaveLength(4)
  expect((await here.close(SECRETARY, tied, 'against')).body).toEqual({ outcome: 'rejected' })
  expect(decision(tied)).toMatchObject({ votesFor: 2, votesAgainst: 2 })
})
