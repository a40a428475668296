import { castVote } from '../../src/committees/session/votes/cast-vote'
import { runSessionClock } from '../../src/committees/session/written/session-clock'
import { Ballots } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import type { Service } from '../../src/server/start'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Decisions between meetings: put to the vote by card and tab, closed by the deadline or by the last vote, announced once. */
const [CHAIR, SECRETARY, NORA, JAN] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Julie Maréchaux']
const DEADLINE = '2026-11-20T16:00:00Z'
let stack: Stack
let second: Service

const start = (name: string, body: object) =>
  stack.as(name).post<{ key: string; decisions: string[]; error: { code: string } }>('/api/bodies/CW/written', body)
const asked = {
  title: 'Avenant au marché',
  deadline: DEADLINE,
  questions: [
    { title: 'Avenant 3', question: 'Approuver l’avenant 3 ?' },
    { title: 'Prolongation', question: null },
  ],
}
const results = async (name: string): Promise<number> =>
  (await stack.chat.cards(name)).filter(({ summary }) => summary?.startsWith('Procédure écrite terminée')).length
const decision = (number: string) => stack.ctx.lists.find(Decisions, number)

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CW',
      body: { quorumCount: 2, majority: 'absolute', majorityBase: 'members', lostQuorum: 'rejected' },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JAN, 'member'],
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

test('who may open one, and what is refused', async () => {
  expect((await start(NORA, asked)).status).toBe(403)
  expect((await start(SECRETARY, { ...asked, deadline: '2026-11-18T08:00:00Z' })).body.error.code).toBe(
    'deadline-passed',
  )
  expect((await start(SECRETARY, { ...asked, questions: [] })).body.error.code).toBe('invalid')
  expect(stack.ctx.lists.all(Meetings).filter(({ form }) => form === 'written')).toEqual([])
})

test('closes each vote once everybody has voted, by card or tab, and ends with the last', async () => {
  const opened = await start(SECRETARY, asked)
  expect([opened.status, opened.body]).toEqual([201, { key: 'CW:2', decisions: ['D-2026-001', 'D-2026-002'] }])
  const [first = '', last = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  const waiting = async () =>
    String((await stack.chat.cards(JAN)).filter(({ summary }) => summary?.startsWith('Vote demandé')).length)
  expect(await eventually(waiting, '2')).toBe('2')

  await stack.chat.invoke(JAN, 'vote.cast', { decision: first, voter: idOf(JAN), vote: 'against' })
  await procedure.vote(CHAIR, first, 'for')
  expect(decision(first)?.voteState).toBe('open')
  expect((await procedure.vote(SECRETARY, first, 'for')).code).toBe('no-voice')
  await procedure.vote(NORA, first, 'for')
  expect(decision(first)).toMatchObject({ voteState: 'closed', result: 'adopted', votesFor: 2, votesAgainst: 1 })
  expect((await procedure.vote(NORA, first, 'against')).code).toBe('vote-closed')
  expect(await results(SECRETARY)).toBe(0)
  for (const name of [CHAIR, NORA, JAN]) await procedure.vote(name, last, 'for')
  expect(stack.ctx.lists.find(Meetings, 'CW:2')).toMatchObject({ state: 'held', closedAt: expect.any(String) })
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  for (const name of [CHAIR, SECRETARY, NORA, JAN])
    expect(await eventually(async () => String(await results(name)), '1')).toBe('1')
})

test('closes at the deadline on whichever copies look, once, by quorum and majority of the body', async () => {
  const opened = await start(CHAIR, { ...asked, title: 'Urgence', questions: [asked.questions[0]] })
  const [number = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  await procedure.vote(NORA, number, 'for')
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  expect(decision(number)?.voteState).toBe('open')
  expect((await procedure.close(SECRETARY, number)).code).toBe('deadline-ahead')
  stack.clock.moveTo(DEADLINE)
  expect((await procedure.vote(CHAIR, number, 'for')).code).toBe('vote-closed')
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx), runSessionClock(stack.ctx)])
  expect(decision(number)).toMatchObject({ result: 'rejected', voteState: 'closed', votesFor: 1 })
  const view = (await procedure.view(NORA)).votes[0]
  expect(view?.reasons[0]).toEqual({ code: 'quorum', ok: false, counted: 1, base: 3 })
  await runSessionClock(second.ctx)
  for (const name of [CHAIR, SECRETARY, JAN])
    expect(await eventually(async () => String(await results(name)), '2')).toBe('2')
  const closings = await stack.pool.query(
    `select count(*) as n from gouvernail.audit where action = 'vote.close' and subject = $1`,
    [number],
  )
  expect(closings.rows).toEqual([{ n: 1 }])
})

test('a procedure that a crash cut short between its last vote and its end is ended by the clock, and told of', async () => {
  const opened = await start(CHAIR, { ...asked, title: 'Dernier vote', deadline: '2026-11-25T16:00:00Z' })
  const { key, decisions } = opened.body
  for (const number of decisions)
    for (const name of [CHAIR, NORA]) await meetingOf(stack.as, key).vote(name, number, 'for')
  const before = await results(SECRETARY)
  const put: typeof stack.ctx.outbox.put = (writes) =>
    writes.some(({ list }) => list === Meetings) ? Promise.reject(new Error('killed')) : stack.ctx.outbox.put(writes)
  const dying = { ...stack.ctx, outbox: { ...stack.ctx.outbox, put } }
  const jan = { person: idOf(JAN), roles: [], locale: 'fr' } as const
  const ballot = { meeting: key, voter: null, vote: 'for', delivery: null, sentAt: null } as const
  const cast = await Promise.allSettled(
    decisions.map((number) => castVote(dying, jan, { ...ballot, decision: number })),
  )
  expect(cast.map(({ status }) => status)).toContain('rejected')
  expect(stack.ctx.lists.find(Meetings, key)?.state).toBe('open')
  expect(decisions.map((number) => decision(number)?.voteState)).toEqual(['closed', 'closed'])
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  expect(stack.ctx.lists.find(Meetings, key)).toMatchObject({ state: 'held', closedAt: expect.any(String) })
  expect(await eventually(async () => String(await results(SECRETARY)), String(before + 1))).toBe(String(before + 1))
})

test('a ballot whose process is killed once it counts is in the log, and the vote that it completes is closed by the clock', async () => {
  const opened = await start(CHAIR, {
    ...asked,
    title: 'Tué',
    deadline: '2026-11-25T16:00:00Z',
    questions: [asked.questions[0]],
  })
  const { key } = opened.body
  const [number = ''] = opened.body.decisions
  for (const name of [CHAIR, NORA]) await meetingOf(stack.as, key).vote(name, number, 'for')
  const cast: typeof stack.ctx.votes.cast = async (...ballot) => {
    await stack.ctx.votes.cast(...ballot)
    throw new Error('killed')
  }
  const jan = { person: idOf(JAN), roles: [], locale: 'fr' } as const
  const ballot = { decision: number, meeting: key, voter: null, vote: 'for', delivery: null, sentAt: null } as const
  await expect(castVote({ ...stack.ctx, votes: { ...stack.ctx.votes, cast } }, jan, ballot)).rejects.toThrow('killed')
  const logged = await stack.pool.query(
    `select count(*) as n from gouvernail.audit where action = 'vote.cast' and subject = $1`,
    [number],
  )
  expect([logged.rows, decision(number)?.voteState]).toEqual([[{ n: 3 }], 'open'])
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  expect(decision(number)).toMatchObject({ voteState: 'closed', result: 'adopted', votesFor: 3 })
  expect(stack.ctx.lists.find(Meetings, key)?.state).toBe('held')
})

test('a closing that a crash cut short is finished by the clock, and no ballot is lost', async () => {
  stack.clock.moveTo('2026-11-23T09:00:00Z')
  const opened = await start(SECRETARY, { ...asked, deadline: '2026-11-27T16:00:00Z', questions: [asked.questions[1]] })
  const [number = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  await procedure.vote(NORA, number, 'for')
  await procedure.vote(CHAIR, number, 'for')
  // As a copy leaves it that dies right after the box was sealed.
  await stack.ctx.votes.freeze(number, 'closing', [])
  expect((await procedure.vote(JAN, number, 'against')).code).toBe('vote-closed')
  await stack.pool.query(`update gouvernail.votes set frozen_at = now() - interval '1 minute' where decision = $1`, [
    number,
  ])
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  expect(decision(number)).toMatchObject({ result: 'adopted', votesFor: 2 })
  await stack.outbox.drained()
  expect(stack.ctx.lists.all(Ballots).filter((row) => row.decision === number)).toHaveLength(2)
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
