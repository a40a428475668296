import { Ballots } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import type { Service } from '../../src/server/start'
import { textsOf } from '../kit/answers'
import { apiClient } from '../kit/api-client'
import { readEvents } from '../kit/event-reader'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Votes of a meeting under way, through two copies of the service: each counts once and the rules of the body decide. */
const [CHAIR, SECRETARY, NORA, JAN, THOMAS] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Jan Peeters',
  'Thomas Roevens',
]
const KEY = 'CV:1'
let stack: Stack
let second: Service
let here: ReturnType<typeof meetingOf>
let there: ReturnType<typeof meetingOf>

const decision = (number: string) => stack.ctx.lists.find(Decisions, number)
const votesOf = (number: string) =>
  stack.ctx.lists.all(Ballots).flatMap((row) => (row.decision === number ? [[row.voter, row.castBy, row.vote]] : []))
const seenBy = async (name: string, number: string) =>
  (await here.view(name)).votes.find((vote) => vote.number === number)

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  here = meetingOf(stack.as, KEY)
  there = meetingOf((name) => apiClient(second.origin, stack.tenant.origin, idOf(name)), KEY)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CV',
      body: {
        quorumCount: 3,
        quorumProxies: true,
        proxiesMax: 1,
        majority: 'simple',
        tieRule: 'chair',
        conflictRule: 'leaves',
        lostQuorum: 'deferred',
      },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JAN, 'member'],
        [THOMAS, 'member'],
      ],
      items: [{ title: 'Budget 2027', question: 'Approuver le budget ?' }, { title: 'Fournisseur' }],
    }),
  )
  await stack.outbox.drained()
  await here.open(SECRETARY)
  await here.present(SECRETARY, CHAIR)
  await here.present(SECRETARY, NORA)
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

/** What the other copy wrote a moment ago is told within a tenth of a second; this asks at once. */
const told = (): Promise<void> => stack.ctx.outbox.catchUp()

test('a vote lacks quorum and is put off; a proxy arrives, and the next vote stands', async () => {
  const lost = await here.putToVote(SECRETARY, '1')
  expect((await here.vote(SECRETARY, lost, 'for')).code).toBe('no-voice')
  expect((await here.vote(JAN, lost, 'for')).code).toBe('not-present')
  expect((await here.vote(CHAIR, lost, 'for', JAN)).code).toBe('no-proxy')
  await here.vote(CHAIR, lost, 'for')
  await there.vote(NORA, lost, 'for')
  expect((await here.close(NORA, lost)).status).toBe(403)
  expect((await there.close(SECRETARY, lost)).body).toEqual({ outcome: 'deferred' })
  await told()
  // The question is kept as the question: it is not what was decided.
  expect(decision(lost)).toMatchObject({ result: 'deferred', votesFor: 2, voteState: 'closed', text: null })
  expect((await seenBy(NORA, lost))?.reasons).toContainEqual({ code: 'quorum', ok: false, counted: 2, base: 4 })

  await here.proxy(SECRETARY, JAN, NORA)
  const vote = await there.putToVote(SECRETARY, '1')
  await told()
  expect((await seenBy(NORA, vote))?.mine.map(({ name, self }) => [name, self])).toEqual([
    [NORA, true],
    [JAN, false],
  ])
  await here.vote(CHAIR, vote, 'against')
  await there.vote(NORA, vote, 'for')
  await there.vote(NORA, vote, 'for', JAN)
  expect((await here.close(SECRETARY, vote)).body).toEqual({ outcome: 'adopted' })
  expect(votesOf(vote).sort()).toEqual(
    [
      [idOf(CHAIR), idOf(CHAIR), 'against'],
      [idOf(NORA), idOf(NORA), 'for'],
      [idOf(JAN), idOf(NORA), 'for'],
    ].sort(),
  )
  expect((await here.vote(CHAIR, vote, 'for')).code).toBe('vote-closed')
  expect((await here.close(SECRETARY, vote)).code).toBe('vote-closed')
})

test('a vote is changed until the close, counted once, and shown as it comes in', async () => {
  const number = await here.putToVote(SECRETARY, '2')
  expect(await there.putToVote(CHAIR, '2')).toBe(number)
  const presses = Array.from({ length: 10 }, (_, index) =>
    (index % 2 === 0 ? here : there).vote(NORA, number, index % 3 === 0 ? 'for' : 'against'),
  )
  expect((await Promise.all(presses)).map(({ status }) => status)).toEqual(presses.map(() => 200))
  await here.vote(NORA, number, 'abstain')
  await there.vote(CHAIR, number, 'for')
  await told()
  const seen = await seenBy(THOMAS, number)
  expect(seen).toMatchObject({
    state: 'open',
    tally: { for: 1, against: 0, abstain: 1 },
    missing: [idOf(JAN)],
    wouldBe: 'adopted',
  })
  // Recused, Nora leaves the room with the proxy that she holds: the quorum is gone.
  await there.vote(NORA, number, 'for', JAN)
  await here.vote(NORA, number, 'recused')
  expect((await there.vote(NORA, number, 'against', JAN)).code).toBe('no-proxy')
  expect((await here.close(SECRETARY, number)).body).toEqual({ outcome: 'deferred' })
  expect(decision(number)).toMatchObject({ recusals: 1, votesFor: 1 })
  expect((await seenBy(NORA, number))?.reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['proxy.lapsed', 'recused', 'ballot.ignored']),
  )
})

test('ballots race with the close at two copies: each is counted or refused, never lost', async () => {
  await here.present(SECRETARY, THOMAS)
  const number = await here.putToVote(SECRETARY, '2')
  const [a, b, c, closed] = await Promise.all([
    here.vote(CHAIR, number, 'for'),
    there.vote(NORA, number, 'for'),
    there.vote(THOMAS, number, 'against'),
    here.close(SECRETARY, number),
  ])
  const accepted = [a, b, c].filter(({ status }) => status === 200).length
  expect([a, b, c].filter(({ code }) => code === 'vote-closed')).toHaveLength(3 - accepted)
  expect([closed.status, votesOf(number).length]).toEqual([200, accepted])
  const { votesFor, votesAgainst } = decision(number) ?? {}
  expect((votesFor ?? 0) + (votesAgainst ?? 0)).toBe(accepted)
})

test('a secret vote: no row, no log and no page says whose it is; tied, the chair is asked to say it openly', async () => {
  const number = await here.putToVote(SECRETARY, '2', true)
  await here.vote(CHAIR, number, 'against')
  await there.vote(NORA, number, 'for')
  await there.vote(NORA, number, 'against')
  await here.vote(NORA, number, 'for')
  await there.vote(THOMAS, number, 'abstain')
  const stored = await stack.pool.query('select * from gouvernail.ballots where decision = $1', [number])
  expect(stored.rows).toHaveLength(3)
  for (const person of [CHAIR, NORA, THOMAS]) expect(JSON.stringify(stored.rows)).not.toContain(idOf(person))
  const seen = await seenBy(SECRETARY, number)
  expect(seen).toMatchObject({ tally: null, ballots: null, wouldBe: null, cast: expect.arrayContaining([idOf(NORA)]) })
  expect((await seenBy(NORA, number))?.mine[0]).toMatchObject({ hasCast: true, vote: null })

  expect((await here.close(SECRETARY, number)).code).toBe('needs-casting')
  expect((await here.vote(THOMAS, number, 'for')).code).toBe('vote-closed')
  expect((await seenBy(SECRETARY, number))?.state).toBe('tied')
  expect((await there.close(SECRETARY, number, 'for')).body).toEqual({ outcome: 'adopted' })
  await told()

  const rows = stack.ctx.lists.all(Ballots).filter((row) => row.decision === number)
  expect(rows.map(({ vote }) => vote).sort()).toEqual(['abstain', 'against', 'for'])
  for (const row of rows) expect([row.voter, row.castBy, row.castAt]).toEqual([null, null, null])
  const keys = JSON.stringify([...rows, decision(number)])
  for (const person of [CHAIR, NORA, THOMAS]) expect(keys).not.toContain(`"${number}:${idOf(person)}`)
  const left = await stack.pool.query(
    `select (select count(*) from gouvernail.ballots where decision = $1) as ballots,
       (select ballot_key from gouvernail.votes where decision = $1) as key`,
    [number],
  )
  expect(left.rows).toEqual([{ ballots: 0, key: null }])
  const log = await stack.pool.query<{ detail: string }>(
    `select detail from gouvernail.audit where subject = $1 and action = 'vote.cast'`,
    [number],
  )
  expect(log.rows).toHaveLength(5)
  expect(log.rows.map(({ detail }) => Object.keys(JSON.parse(detail)))).toEqual(log.rows.map(() => ['voter']))
  expect(JSON.stringify(decision(number)?.explanation)).not.toContain(idOf(THOMAS))
})

test('a recusal in a secret vote names nobody: neither while it is open, nor by the proxy that leaves with the holder', async () => {
  await here.present(SECRETARY, THOMAS)
  await here.proxy(SECRETARY, JAN, NORA)
  const number = await here.putToVote(SECRETARY, '2', true)
  await here.vote(NORA, number, 'abstain')
  await told()
  const before = (await seenBy(THOMAS, number))?.reasons
  expect(before).toContainEqual({ code: 'quorum', ok: true, counted: 4, base: 4 })
  await there.vote(NORA, number, 'recused')
  await told()
  expect((await seenBy(THOMAS, number))?.reasons).toEqual(before)
  await here.vote(CHAIR, number, 'for')
  await here.close(SECRETARY, number)
  const kept = decision(number)
  expect([kept?.recusals, kept?.explanation]).toEqual([1, expect.stringContaining('"recused"')])
  for (const person of [NORA, JAN]) expect(kept?.explanation).not.toContain(idOf(person))
})

test('the fallback card: sent to those without the panel, a repeated delivery counts once, closed it says the result', async () => {
  const cardsOf = async (name: string) =>
    (await stack.chat.cards(name)).filter(({ summary }) => summary?.includes('Budget'))
  expect((await here.post(THOMAS, 'panel', {})).status).toBe(200)
  // Of the earlier votes, cards that would have come after the close were not sent: not everybody has as many.
  const count = async (name: string) => (await cardsOf(name)).length
  const before = { chair: await count(CHAIR), nora: await count(NORA), thomas: await count(THOMAS) }
  const number = await there.putToVote(SECRETARY, '1')
  const sent = await eventually(async () => String((await cardsOf(CHAIR)).length), String(before.chair + 1))
  expect(Number(sent)).toBe(before.chair + 1)
  // Nora is asked for Jan as well; Thomas has the panel open, and Jan is not there.
  await eventually(async () => JSON.stringify((await cardsOf(NORA)).at(-1)), `Au nom de ${JAN}`)
  const card = (await cardsOf(NORA)).at(-1)
  const text = JSON.stringify(card?.card)
  for (const part of ['Approuver le budget ?', `Au nom de ${JAN}`, 'Récusation']) expect(text).toContain(part)
  expect(await count(THOMAS)).toBe(before.thomas)

  const press = { decision: number, voter: idOf(NORA), vote: 'for' }
  const answers = await Promise.all([1, 2].map(() => stack.chat.invoke(NORA, 'vote.cast', press, card?.id)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  await stack.chat.submit(NORA, { verb: 'vote.cast', ...press, vote: 'against' }, card?.id)
  await stack.chat.submit(NORA, { verb: 'vote.cast', ...press, voter: idOf(JAN) }, card?.id)
  const refused = await stack.chat.invoke(THOMAS, 'vote.cast', press, 'a-message')
  expect(JSON.stringify(refused.body)).toContain('You do not hold the proxy')
  const outsider = await stack.chat.invoke('Aurélie Gillain', 'vote.cast', press, 'a-message')
  expect(JSON.stringify(outsider.body)).toContain('n’existe pas')
  await here.vote(CHAIR, number, 'for')
  expect((await here.close(SECRETARY, number)).body).toEqual({ outcome: 'adopted' })
  expect(decision(number)).toMatchObject({ votesFor: 2, votesAgainst: 1 })
  const last = await eventually(async () => JSON.stringify((await cardsOf(NORA)).at(-1)), 'Adoptée')
  expect(textsOf(JSON.parse(last).card)).toEqual(expect.arrayContaining(['✔ Adoptée']))
  expect(await count(NORA)).toBe(before.nora + 1)
  const late = await stack.chat.invoke(NORA, 'vote.cast', press, card?.id)
  expect(JSON.stringify(late.body)).toContain('✔ Adoptée')
  expect(decision(number)).toMatchObject({ votesFor: 2, votesAgainst: 1 })
})

test('a delivery that is repeated by the channel later than a change does not undo it', async () => {
  const number = await here.putToVote(SECRETARY, '2')
  const at = stack.clock.now()
  const cast = (ctx: Stack['ctx'], vote: 'for' | 'against', delivery: string, seconds: number) =>
    ctx.votes.cast(
      {
        decision: number,
        voter: idOf(NORA),
        castBy: idOf(NORA),
        overOwn: false,
        vote,
        at,
        delivery,
        sentAt: new Date(at.getTime() + seconds * 1_000),
      },
      [],
    )
  expect(await cast(stack.ctx, 'for', 'first', 0)).toBe('cast')
  expect(await cast(second.ctx, 'against', 'second', 1)).toBe('cast')
  expect(await cast(second.ctx, 'for', 'first', 0)).toBe('repeated')
  expect(await cast(stack.ctx, 'for', 'overtaken', 0.5)).toBe('repeated')
  expect((await seenBy(NORA, number))?.mine[0]?.vote).toBe('against')
  await here.close(SECRETARY, number)
})

test('every page learns of a vote at once, whichever copy it is connected to', async () => {
  const events = await readEvents(second.origin, await stack.as(THOMAS).token())
  try {
    const number = await here.putToVote(SECRETARY, '2')
    await events.next((event) => Reflect.get(event, 'list') === 'Votes')
    await here.vote(CHAIR, number, 'for')
    await events.next((event) => Reflect.get(event, 'list') === 'Votes')
    await here.post(NORA, 'floor', { wants: true })
    await events.next((event) => Reflect.get(event, 'list') === 'Floor')
    // The decision itself is told of a moment later, together with whatever else was put.
    const cast = async (): Promise<string> =>
      (await there.view(THOMAS)).votes.find((vote) => vote.number === number)?.cast.join() ?? ''
    expect(await eventually(cast, idOf(CHAIR))).toBe(idOf(CHAIR))
    await here.close(SECRETARY, number)
  } finally {
    events.close()
  }
})
