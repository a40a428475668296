import { answerAction } from '../../src/committees/actions/edit-action'
import { createAudit } from '../../src/jobs/audit'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Attendances } from '../../src/lists/committees/attendances'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** What a committee does is in its rows and in the log, or in neither: whatever is cut short between the two. */
const [CHAIR, SECRETARY, MEMBER] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
const KEY = 'CL:1'
let stack: Stack
let here: ReturnType<typeof meetingOf>

beforeAll(async () => {
  stack = await startStack()
  here = meetingOf(stack.as, KEY)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CL',
      body: { quorumCheck: 'opening', quorumShare: 50 },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [MEMBER, 'member'],
      ],
      items: [{ title: 'Budget' }, { title: 'Planning' }],
    }),
  )
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

/** While the log takes nothing. */
const withoutLog = async <T>(work: () => Promise<T>): Promise<T> => {
  await stack.pool.query('alter table gouvernail.audit rename to hidden')
  try {
    return await work()
  } finally {
    await stack.pool.query('alter table gouvernail.hidden rename to audit')
  }
}

/** What they say; how far they have got on their way to SharePoint is no matter. */
const said = <R extends { readonly $item: unknown }>({ $item: _, ...values }: R): Omit<R, '$item'> => values

const ofMeeting = () => {
  const { lists } = stack.ctx
  return {
    meetings: lists.all(Meetings).map(said),
    items: lists.all(AgendaItems).map(said),
    attendances: lists.all(Attendances).map(said),
    decisions: lists.all(Decisions).map(said),
    actions: lists.all(Actions).map(said),
  }
}

const logged = async (action: string): Promise<number> => {
  const { rows } = await stack.pool.query<{ n: number }>(
    'select count(*)::int as n from gouvernail.audit where action = $1',
    [action],
  )
  return rows[0]?.n ?? 0
}

/** Refused with the log, it changes nothing; afterwards it happens and is logged once. */
const together = async (action: string, work: () => Promise<{ readonly status: number }>): Promise<void> => {
  const [before, entries] = [ofMeeting(), await logged(action)]
  expect((await withoutLog(work)).status).toBeGreaterThanOrEqual(500)
  expect(ofMeeting()).toEqual(before)
  expect((await work()).status).toBeLessThan(300)
  expect(ofMeeting()).not.toEqual(before)
  expect(await logged(action)).toBe(entries + 1)
}

const decision = { item: '2', number: null, text: 'On continue.', result: 'adopted', conditions: null }

test('a meeting, its attendance, notes, votes, decisions, actions and minutes change together with the log', async () => {
  await together('meeting.open', () => here.open(SECRETARY))
  for (const name of [CHAIR, MEMBER]) await together('attendance.set', () => here.present(SECRETARY, name))
  await together('agenda.current', () => here.post(SECRETARY, 'current', { item: '1' }))
  await together('note.edit', () =>
    stack.as(SECRETARY).patch(`/api/meetings/${KEY}/items/1/notes`, { base: '', text: 'Dit.' }),
  )
  const vote = { item: '1', question: null, secret: false }
  await together('vote.open', () => here.post(SECRETARY, 'votes', vote))
  const number = ofMeeting().decisions[0]?.number ?? ''
  for (const name of [CHAIR, MEMBER]) await here.vote(name, number, 'for')
  await together('vote.close', () => here.close(SECRETARY, number))
  const actions = '@nora écrire la note pour le 15/12'
  await together('decision.record', () => here.post(SECRETARY, 'decisions', { ...decision, actions }))
  await together('meeting.close', () => here.post(SECRETARY, 'session', { state: 'held' }))
  await together('attendance.correct', () => here.absent(SECRETARY, MEMBER))
  await together('minutes.submit', () => stack.as(SECRETARY).post(`/api/meetings/${KEY}/minutes/versions`, {}))
  expect(await createAudit(stack.pool, stack.ctx.clock).firstBreak()).toBeNull()
})

test('an answer on a card is logged with what it changes, or is none', async () => {
  const [action] = ofMeeting().actions
  const actor = { person: idOf(MEMBER), roles: [], locale: 'fr' as const }
  const answer = () => answerAction(stack.ctx, actor, action?.number ?? '', { state: 'done' })
  await expect(withoutLog(answer)).rejects.toThrow('audit')
  expect(ofMeeting().actions[0]?.state).toBe('open')
  expect(await answer()).toEqual({ ok: true })
  expect([ofMeeting().actions[0]?.state, await logged('action.edit')]).toEqual(['done', 1])
})
