import type { DecisionView } from '../../src/committees/register/register-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { blankValues } from '../../src/lists/kit/list'
import { meetingOf } from '../kit/meeting'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { type Stack, startStack } from '../kit/stack'

/** A decision goes up twice, and is put off on its way: each end names the decision that it comes from. */
const [OFFICER, CHAIR, SECRETARY] = ['Inès Vandamme', 'Philippe Moreau', 'Renaud Stassart']
const FIRST = 'D-2026-801'
let stack: Stack
jest.setTimeout(60_000)

const escalate = (from: string, decision: string) =>
  stack.as(OFFICER).post<{ item: string }>(`/api/bodies/${from}/escalations`, { decision })
const itemOf = (key: string) => stack.ctx.lists.find(AgendaItems, key)
const pageOf = async (number: string) => (await stack.as(OFFICER).get<DecisionView>(`/api/decisions/${number}`)).body
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ')

beforeAll(async () => {
  stack = await startStack()
  const decision = {
    ...{ number: FIRST, title: 'Le bail', body: 'BAS', meeting: 'BAS:1', item: 'BAS:1:1' },
    ...{
      type: 'ordinary' as const,
      result: 'deferred' as const,
      text: 'Trop cher.',
      decidedAt: '2026-11-10T10:00:00Z',
    },
  }
  await stack.ctx.outbox.put([
    body({ code: 'BAS', title: 'Comité de projet', escalatesTo: 'MI' }),
    body({ code: 'MI', title: 'Comité de pilotage', escalatesTo: 'HAUT' }),
    body({ code: 'HAUT', title: 'Comité de direction' }),
    ...['BAS', 'MI', 'HAUT'].flatMap((code) => [member(code, CHAIR, 'chair'), member(code, SECRETARY, 'secretary')]),
    meeting('BAS', 1, '2026-11-10T09:00:00Z', { state: 'held', closedAt: '2026-11-10T10:30:00Z' }),
    agendaItem('BAS:1', 1, { title: 'Le bail', state: 'done' }),
    { list: Decisions, key: FIRST, values: { ...blankValues(Decisions), ...decision } },
    meeting('MI', 1, '2026-11-18T13:00:00Z'),
    meeting('HAUT', 1, '2026-12-10T09:00:00Z'),
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('put off by the body above, it comes back as the same matter and is not sent up twice', async () => {
  const sent = await escalate('BAS', FIRST)
  expect([sent.status, itemOf(sent.body.item)?.sourceKey]).toEqual([201, FIRST])
  await stack.ctx.outbox.put([
    { list: AgendaItems, key: sent.body.item, values: { state: 'postponed' } },
    meeting('MI', 2, '2026-11-18T15:00:00Z'),
    agendaItem('MI:2', 1, { title: 'Le bail', source: 'exception', sourceKey: `item:${sent.body.item}` }),
    agendaItem('MI:2', 2, { title: 'Exceptions', source: 'exception', sourceKey: 'exception:P-1', project: 'P-1' }),
  ])
  await stack.outbox.drained()
  expect(await escalate('BAS', FIRST)).toMatchObject({ status: 200, body: { item: 'MI:2:1' } })
  expect((await pageOf(FIRST)).escalatedTo?.meeting).toBe('MI n° 2')
})

test('what is decided on it names the first decision; what the agenda listed by itself names none', async () => {
  const here = meetingOf(stack.as, 'MI:2')
  await here.open(SECRETARY)
  const typed = { number: null, result: 'rejected', conditions: null, actions: '' }
  expect((await here.post(SECRETARY, 'decisions', { ...typed, text: 'Non.', item: '1' })).status).toBe(201)
  expect((await here.post(SECRETARY, 'decisions', { ...typed, text: 'Vu.', item: '2' })).status).toBe(201)
  const froms = stack.ctx.lists
    .all(Decisions)
    .filter((row) => row.body === 'MI')
    .map(({ item, escalatedFrom }) => [item, escalatedFrom])
  expect(froms).toEqual([
    ['MI:2:1', FIRST],
    ['MI:2:2', null],
  ])
})

test('sent up again, the file says which decision it is about and which one that followed from', async () => {
  const second = stack.ctx.lists.all(Decisions).find(({ item }) => item === 'MI:2:1')?.number ?? ''
  await stack.outbox.drained()
  const sent = await escalate('MI', second)
  const item = itemOf(sent.body.item)
  expect([sent.status, item?.sourceKey]).toEqual([201, second])
  const [about, from] = plain(item?.background).split('\n')
  expect(about).toMatch(new RegExp(`^${second}, Comité de pilotage, 18/11/2026 : rejetée`))
  expect(from).toMatch(new RegExp(`^Fait suite à : ${FIRST}, Comité de projet, 10/11/2026 : reportée`))
  const page = await pageOf(second)
  expect([page.decision.escalatedFrom, page.escalatedTo?.body]).toEqual([FIRST, 'Comité de direction'])
})
