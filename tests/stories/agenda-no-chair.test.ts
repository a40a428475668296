import { runAgendaClock } from '../../src/committees/agenda/agenda-clock'
import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import { warnOfQuorum } from '../../src/committees/agenda/expected/warn-quorum'
import { askApproval } from '../../src/committees/minutes/ask-approval'
import type { MinutesView } from '../../src/committees/minutes/minutes-view'
import { Attendances } from '../../src/lists/committees/attendances'
import { Meetings } from '../../src/lists/committees/meetings'
import { Memberships } from '../../src/lists/committees/memberships'
import { blankValues } from '../../src/lists/kit/list'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Where a body has no chair who can be asked, the PMO officer is, and says so to whoever looks. */
const [OFFICER, SECRETARY, CHAIR, MEMBER] = ['Inès Vandamme', 'Nadège Collignon', 'Luc Vanderstraeten', 'Koen Wouters']
let stack: Stack
jest.setTimeout(60_000)

const outsideChair = () => {
  const membershipKey = 'EXT:x-1:2026-01-01'
  const values = { membershipKey, body: 'EXT', externalId: 'x-1', name: 'Maud Rivière', role: 'chair', voice: 'vote' }
  return { list: Memberships, key: membershipKey, values: { ...blankValues(Memberships), ...values } }
}

beforeAll(async () => {
  stack = await startStack()
  const held = { state: 'held', startsAt: '2026-11-10T09:00:00Z', closedAt: '2026-11-10T10:30:00Z' } as const
  await stack.ctx.outbox.put([
    body({ code: 'SANS', title: 'Comité sans présidence', language: 'fr' }),
    member('SANS', SECRETARY, 'secretary'),
    member('SANS', MEMBER),
    meeting('SANS', 1, '2026-12-10T09:00:00Z'),
    agendaItem('SANS:1', 1, { title: 'Budget 2027' }),
    // The seat is vacant on the day, though somebody chairs today.
    body({ code: 'FIN', language: 'fr' }),
    { ...member('FIN', CHAIR, 'chair'), values: { ...member('FIN', CHAIR, 'chair').values, until: '2026-12-09' } },
    meeting('FIN', 1, '2026-12-10T09:00:00Z', { chair: idOf(CHAIR) }),
    agendaItem('FIN:1', 1),
    body({ code: 'EXT', language: 'fr', quorumCount: 2 }),
    outsideChair(),
    member('EXT', MEMBER),
    meeting('EXT', 1, '2026-11-10T09:00:00Z', held),
    agendaItem('EXT:1', 1, { state: 'done', notes: 'Le budget est présenté.' }),
    meeting('EXT', 2, '2026-11-18T10:00:00Z'),
    {
      list: Attendances,
      key: `EXT:2:${idOf(MEMBER)}`,
      values: {
        ...blankValues(Attendances),
        ...{ attendanceKey: `EXT:2:${idOf(MEMBER)}`, meeting: 'EXT:2', person: idOf(MEMBER), name: MEMBER },
        ...{ state: 'declined' as const, voice: 'vote' as const },
      },
    },
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

const said = async (name: string, text: string) =>
  (await stack.chat.cards(name))
    .map((card) => ({ ...card, summary: card.summary?.replaceAll('\u00a0', ' ') }))
    .filter(({ summary }) => summary?.startsWith(text))
const agendaOf = async (key: string) => (await stack.as(SECRETARY).get<AgendaView>(`/api/meetings/${key}/agenda`)).body
const plain = (of: unknown): string => JSON.stringify(of).replaceAll('\u00a0', ' ')

test('the officer is warned of a quorum in danger where nobody of the body can be', async () => {
  await warnOfQuorum(stack.ctx)
  expect(await said(OFFICER, 'Quorum compromis')).toHaveLength(1)
})

test('minutes: the officer is asked once and approves on the card; the page says why', async () => {
  expect((await stack.as(OFFICER).post('/api/meetings/EXT:1/minutes/versions', {})).status).toBe(200)
  await askApproval(stack.ctx)
  expect(await said(OFFICER, 'PV à approuver')).toEqual([])
  stack.clock.moveTo('2026-11-18T10:05:00Z')
  await askApproval(stack.ctx)
  await askApproval(stack.ctx)
  const [card, ...more] = await said(OFFICER, 'PV à approuver')
  expect(more).toEqual([])
  expect(plain(card)).toContain('La présidence de cette instance n’a pas de compte')
  const view = (await stack.as(OFFICER).get<MinutesView>('/api/meetings/EXT:1/minutes')).body
  expect(view.standIns).toEqual({ absence: 'unreachable', names: [OFFICER] })
  const pressed = await stack.chat.invoke(OFFICER, 'minutes.approve', { meeting: 'EXT:1', version: '1' }, card?.id)
  expect(plain(pressed.body)).toContain('PV approuvé')
  expect(plain(pressed.body)).not.toContain('vous est demandée')
  expect(stack.ctx.lists.find(Meetings, 'EXT:1')?.minutesState).toBe('approved')
})

test('agenda: the officer is asked once, the page says who and why, and the pack is published on its day', async () => {
  stack.clock.moveTo('2026-12-01T08:00:00Z')
  await runAgendaClock(stack.ctx)
  await runAgendaClock(stack.ctx)
  const asked = await said(OFFICER, 'Ordre du jour à approuver')
  expect(asked.map(({ summary }) => summary?.split(' : ')[1]).toSorted()).toEqual(['FIN n° 1', 'SANS n° 1'])
  expect(await said(CHAIR, 'Ordre du jour à approuver')).toEqual([])
  expect(plain(asked)).toContain('Cette instance n’a pas de présidence : l’approbation vous est demandée')
  expect((await agendaOf('SANS:1')).standIns).toEqual({ absence: 'none', names: [OFFICER] })
  expect((await agendaOf('FIN:1')).standIns?.absence).toBe('none')
  const pressed = await stack.chat.invoke(OFFICER, 'agenda.approve', { meeting: 'SANS:1' })
  expect(plain(pressed.body)).toContain('Ordre du jour approuvé')
  expect((await agendaOf('SANS:1')).standIns).toBeNull()
  stack.clock.moveTo('2026-12-03T08:00:00Z')
  expect((await runAgendaClock(stack.ctx)).published).toBe(1)
  await stack.outbox.drained()
  expect(stack.ctx.lists.find(Meetings, 'SANS:1')?.packPublishedAt).not.toBeNull()
})

test('a chair who is seated meanwhile is asked in their turn', async () => {
  await stack.ctx.outbox.put([{ list: Memberships, key: `FIN:${idOf(CHAIR)}:2026-01-01`, values: { until: null } }])
  await runAgendaClock(stack.ctx)
  expect(await said(CHAIR, 'Ordre du jour à approuver')).toHaveLength(1)
  expect((await agendaOf('FIN:1')).standIns).toBeNull()
})
