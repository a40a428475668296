import { askApproval } from '../../src/committees/minutes/ask-approval'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import type { Service } from '../../src/server/start'
import { heldMeeting } from '../kit/meeting'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** The chair approves minutes by one click on a card, of the version that the card was drawn for, once. */
const [CHAIR, SECRETARY, MEMBER] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
let stack: Stack
let second: Service
jest.setTimeout(60_000)

const meeting = () => stack.ctx.lists.find(Meetings, 'CM:1')
const submit = () => stack.as(SECRETARY).post<{ version: number }>('/api/meetings/CM:1/minutes/versions', {})
const cardsOf = async (name: string, beginning: string) =>
  (await stack.chat.cards(name)).filter(({ summary }) => summary?.startsWith(beginning))
const press = async (name: string, version: string, message?: string): Promise<string> =>
  JSON.stringify((await stack.chat.invoke(name, 'minutes.approve', { meeting: 'CM:1', version }, message)).body)

beforeAll(async () => {
  stack = await startStack({ now: '2026-12-07T09:00:00Z' })
  second = await startSecondCopy(stack)
  const next = {
    ...blankValues(Meetings),
    ...{ meetingKey: 'CM:2', body: 'CM', number: 2, title: 'Réunion de décembre', startsAt: '2026-12-08T09:00:00Z' },
    ...{ form: 'meeting' as const, state: 'convened' as const },
  }
  await stack.ctx.outbox.put([...heldMeeting(CHAIR, SECRETARY, MEMBER), { list: Meetings, key: 'CM:2', values: next }])
  await stack.outbox.drained()
  expect((await submit()).status).toBe(200)
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

test('to be reviewed by all; no button offers what cannot be done yet, and one pressed all the same says so', async () => {
  const [forMember] = await cardsOf(MEMBER, 'PV à relire')
  expect(JSON.stringify(forMember)).not.toContain('minutes.approve')
  const [forChair] = await cardsOf(CHAIR, 'PV à relire')
  expect(JSON.stringify(forChair)).not.toContain('minutes.approve')
  expect(await press(MEMBER, '1', forMember?.id)).toContain('activity.message')
  const early = await press(CHAIR, '1', forChair?.id)
  expect(early).toContain('réunion suivante')
  expect(early).not.toContain('minutes.approve')
  expect(meeting()?.minutesState).toBe('review')
})

test('once the next meeting has begun the chair is asked, once, whichever copies look', async () => {
  await Promise.all([askApproval(stack.ctx), askApproval(second.ctx)])
  expect(await cardsOf(CHAIR, 'PV à approuver')).toHaveLength(0)
  stack.clock.moveTo('2026-12-08T09:10:00Z')
  for (const hours of [0, 2]) {
    stack.clock.advance(hours * 3_600_000)
    await Promise.all([askApproval(stack.ctx), askApproval(second.ctx), askApproval(stack.ctx)])
  }
  expect(await cardsOf(CHAIR, 'PV à approuver')).toHaveLength(1)
  expect(await cardsOf(MEMBER, 'PV à approuver')).toHaveLength(0)
})

test('a version that gave way to another is not approved by the old card', async () => {
  const [old] = await cardsOf(CHAIR, 'PV à approuver')
  const write = { list: AgendaItems, key: 'CM:1:1', values: { notes: 'Le budget de 1,2 million est présenté.' } }
  await stack.ctx.outbox.put([write])
  expect(await press(CHAIR, '1', old?.id)).toContain('ont changé')
  expect((await submit()).body.version).toBe(2)
  const answer = await press(CHAIR, '1', old?.id)
  expect(answer).toContain('Une autre version du procès-verbal')
  expect(answer).toContain('"version":"2"')
  expect(meeting()).toMatchObject({ minutesState: 'review', minutesVersion: 2 })
  await askApproval(stack.ctx)
  expect(await cardsOf(CHAIR, 'PV à approuver')).toHaveLength(2)
})

test('one click approves; the card says so in place, and pressing again changes nothing', async () => {
  const card = (await cardsOf(CHAIR, 'PV à approuver')).at(-1)
  const answers = await Promise.all([press(CHAIR, '2', card?.id), press(CHAIR, '2', card?.id)])
  for (const answer of answers) expect(answer).toContain('Approuvé le 08/12/2026')
  expect(meeting()).toMatchObject({ minutesState: 'approved', minutesVersion: 3, minutesApprovedIn: 'CM:2' })
  const now = (await stack.chat.cards(CHAIR)).find(({ id }) => id === card?.id)
  expect(now?.summary).toMatch(/^PV approuvé/)
  expect(JSON.stringify(now)).not.toContain('minutes.approve')
  expect(await press(CHAIR, '2', card?.id)).toContain('Approuvé le 08/12/2026')
  const { rows } = await stack.pool.query(`select count(*) as n from gouvernail.audit where action = 'minutes.approve'`)
  expect(rows).toEqual([{ n: 1 }])
})
