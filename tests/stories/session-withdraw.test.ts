import { runSessionClock } from '../../src/committees/session/written/session-clock'
import { Attendances } from '../../src/lists/committees/attendances'
import { Ballots } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import type { Service } from '../../src/server/start'
import { apiClient } from '../kit/api-client'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A vote that was opened by mistake, or with a text that was not meant, is taken back: nothing is decided by it. */
const [CHAIR, SECRETARY, NORA, JULIE] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Julie Maréchaux']
let stack: Stack
let second: Service
let here: ReturnType<typeof meetingOf>
let there: ReturnType<typeof meetingOf>

const decision = (number: string) => stack.ctx.lists.find(Decisions, number)
const seenBy = async (name: string, number: string) =>
  (await here.view(name)).votes.find((vote) => vote.number === number)
const told = (): Promise<void> => stack.ctx.outbox.catchUp()
const kept = async (number: string) =>
  (await stack.pool.query('select state, ballot_key from gouvernail.votes where decision = $1', [number])).rows
const ballots = async (number: string) =>
  (await stack.pool.query('select 1 from gouvernail.ballots where decision = $1', [number])).rowCount
const summaries = async (name: string): Promise<readonly string[]> =>
  (await stack.chat.cards(name)).map(({ summary }) => summary ?? '')

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  here = meetingOf(stack.as, 'CR:1')
  there = meetingOf((name) => apiClient(second.origin, stack.tenant.origin, idOf(name)), 'CR:1')
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CR',
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JULIE, 'member'],
      ],
      items: [{ title: 'Budget 2027', question: 'Approuver 1 200 000 € ?' }, { title: 'Fournisseur' }],
    }),
  )
  await stack.outbox.drained()
  await here.open(SECRETARY)
  for (const name of [CHAIR, NORA, JULIE]) await here.present(SECRETARY, name)
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

test('in the meeting: ballots go, nothing is decided, and the item is put to the vote again under another number', async () => {
  const wrong = await here.putToVote(SECRETARY, '1', true)
  await here.vote(NORA, wrong, 'for')
  await there.vote(CHAIR, wrong, 'against')
  expect((await here.withdraw(NORA, wrong)).status).toBe(403)
  expect((await here.withdraw(SECRETARY, 'D-2026-999')).code).toBe('unknown-vote')
  const [first, again] = await Promise.all([
    here.withdraw(SECRETARY, wrong, ' Le montant était erroné. '),
    there.withdraw(CHAIR, wrong),
  ])
  // One of two who press it at once.
  expect([first.status, again.status].sort()).toEqual([200, 409])
  await told()
  expect(decision(wrong)).toMatchObject({ voteState: 'withdrawn', result: null, votesFor: null, decidedAt: null })
  expect([await kept(wrong), await ballots(wrong)]).toEqual([[{ state: 'closed', ballot_key: null }], 0])
  expect((await here.vote(JULIE, wrong, 'for')).code).toBe('vote-closed')
  expect((await there.close(SECRETARY, wrong)).code).toBe('vote-closed')
  expect(await seenBy(NORA, wrong)).toMatchObject({ state: 'withdrawn', mine: [], tally: null, wouldBe: null })
  // No words make it a decision.
  const recorded = { item: '1', number: wrong, text: 'Approuvé.', result: 'adopted', conditions: null, actions: '' }
  expect((await here.post(SECRETARY, 'decisions', recorded)).code).toBe('unknown-vote')

  const right = await here.putToVote(SECRETARY, '1')
  expect(right).not.toBe(wrong)
  await here.vote(CHAIR, right, 'for')
  expect((await here.close(SECRETARY, right)).body).toEqual({ outcome: 'adopted' })
  // What has been counted stands.
  expect((await here.withdraw(SECRETARY, right)).code).toBe('vote-closed')
  await told()
  expect(stack.ctx.lists.all(Ballots).map((row) => row.decision)).toEqual([right])
  const register = (await stack.as(CHAIR).get<{ rows: { number: string }[] }>('/api/decisions')).body
  expect(register.rows.map(({ number }) => number)).toEqual([right])
})

test('a meeting whose last vote was withdrawn can be closed', async () => {
  const number = await here.putToVote(SECRETARY, '2')
  expect((await here.post(SECRETARY, 'session', { state: 'held' })).code).toBe('vote-open')
  expect((await here.withdraw(SECRETARY, number)).status).toBe(200)
  expect((await here.post(SECRETARY, 'session', { state: 'held' })).status).toBe(200)
})

test('closed too soon it goes on, until its minutes are submitted or the day is over', async () => {
  const reopen = (name: string) => here.post(name, 'session', { state: 'reopened' })
  expect((await here.post(SECRETARY, 'votes', { item: '2', question: null, secret: false })).code).toBe('not-open')
  expect((await here.view(NORA)).rights.reopen).toBe(false)
  expect((await here.view(SECRETARY)).rights.reopen).toBe(true)
  // Put right after the close, and noted in the meeting again.
  await here.absent(SECRETARY, NORA)
  expect((await reopen(NORA)).status).toBe(403)
  expect((await reopen(SECRETARY)).status).toBe(200)
  expect((await reopen(CHAIR)).code).toBe('already-open')
  await here.present(SECRETARY, NORA)
  expect(stack.ctx.lists.find(Attendances, `CR:1:${idOf(NORA)}`)).toMatchObject({ state: 'present', notedAs: null })
  const number = await here.putToVote(SECRETARY, '2')
  for (const name of [CHAIR, NORA]) await here.vote(name, number, 'for')
  expect((await here.close(SECRETARY, number)).body).toEqual({ outcome: 'adopted' })
  await here.post(SECRETARY, 'session', { state: 'held' })
  await stack.outbox.drained()
  expect((await stack.as(SECRETARY).post('/api/meetings/CR:1/minutes/versions')).status).toBeLessThan(300)
  expect((await reopen(SECRETARY)).code).toBe('cannot-open')
  expect((await here.view(SECRETARY)).rights.reopen).toBe(false)
})

test('a written procedure with a wrong text: the cards say so, and one of which nothing is left ends without minutes', async () => {
  const opened = await stack.as(SECRETARY).post<{ key: string; decisions: string[] }>('/api/bodies/CR/written', {
    title: 'Avenant au marché',
    deadline: '2026-11-20T16:00:00Z',
    questions: [
      { title: 'Avenant 3', question: null },
      { title: 'Prolongation', question: null },
    ],
  })
  const [first = '', last = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  const asked = async () => String((await summaries(JULIE)).filter((line) => line.startsWith('Vote demandé')).length)
  expect(await eventually(asked, '2')).toBe('2')
  await stack.chat.invoke(JULIE, 'vote.cast', { decision: first, voter: idOf(JULIE), vote: 'for' })
  expect((await procedure.withdraw(SECRETARY, first, 'Ce n’était pas le bon avenant.')).status).toBe(200)
  const isTold = async () =>
    String(
      (await stack.chat.cards(JULIE)).some(
        ({ summary, card }) =>
          /^Avenant 3\s: Vote retiré$/.test(summary ?? '') &&
          JSON.stringify(card).includes('Ce n’était pas le bon avenant.'),
      ),
    )
  expect(await eventually(isTold, 'true')).toBe('true')
  expect(stack.ctx.lists.find(Meetings, opened.body.key)?.state).toBe('open')
  expect((await procedure.withdraw(CHAIR, last)).status).toBe(200)
  expect(stack.ctx.lists.find(Meetings, opened.body.key)).toMatchObject({ state: 'cancelled' })
  await Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx)])
  for (const name of [SECRETARY, JULIE]) {
    const ended = async () =>
      String(
        (await summaries(name)).filter((line) => /^Procédure écrite retirée\s: Avenant au marché$/.test(line)).length,
      )
    expect(await eventually(ended, '1')).toBe('1')
  }
})

test('of two questions, the one that stays is decided', async () => {
  const opened = await stack.as(SECRETARY).post<{ key: string; decisions: string[] }>('/api/bodies/CR/written', {
    title: 'Deux questions',
    deadline: '2026-11-20T16:00:00Z',
    questions: [
      { title: 'Une', question: null },
      { title: 'Autre', question: null },
    ],
  })
  const [first = '', last = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  for (const name of [CHAIR, NORA, JULIE]) await procedure.vote(name, first, 'for')
  await procedure.withdraw(SECRETARY, last)
  expect(stack.ctx.lists.find(Meetings, opened.body.key)?.state).toBe('held')
  expect([decision(first)?.result, decision(last)?.result]).toEqual(['adopted', null])
})
