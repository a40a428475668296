import type { MinutesView } from '../../src/committees/minutes/minutes-view'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import { heldMeeting, meetingOf } from '../kit/meeting'
import { agendaItem, meeting } from '../kit/meetings'
import { type Stack, startStack } from '../kit/stack'

/** Minutes are approved between meetings by the written procedure that was about them and adopted them, and by no other. */
const [CHAIR, SECRETARY, MEMBER] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
const VOTERS = [CHAIR, MEMBER]
let stack: Stack

const start = (title: string, minutes: string | null) =>
  stack.as(SECRETARY).post<{ key: string; decisions: string[]; error?: { code: string } }>('/api/bodies/CM/written', {
    title,
    deadline: '2026-12-11T16:00:00Z',
    questions: [{ title, question: null }],
    minutes,
  })
const decide = async (title: string, minutes: string | null, vote: string): Promise<string> => {
  const { key, decisions } = (await start(title, minutes)).body
  for (const name of VOTERS) await meetingOf(stack.as, key).vote(name, decisions[0] ?? '', vote)
  return key
}
const approve = () => stack.as(CHAIR).post<{ error?: { code: string } }>('/api/meetings/CM:1/minutes/approval', {})

beforeAll(async () => {
  stack = await startStack({ now: '2026-12-07T09:00:00Z' })
  await stack.ctx.outbox.put(heldMeeting(CHAIR, SECRETARY, MEMBER))
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('minutes that nobody reviews are not put to the vote', async () => {
  expect((await start('Approbation du PV', 'CM:1')).body.error?.code).toBe('no-minutes')
  expect((await stack.as(SECRETARY).post('/api/meetings/CM:1/minutes/versions', {})).status).toBe(200)
  expect((await start('Approbation du PV', 'CODIR:1')).body.error?.code).toBe('no-minutes')
})

test('a procedure about something else, or one that rejects them, approves nothing', async () => {
  await decide('Avenant 3', null, 'for')
  await decide('Approbation du PV', 'CM:1', 'against')
  expect((await approve()).body.error?.code).toBe('no-place')
})

test('a later meeting that put them off is no place to approve them, until it adopts them after all', async () => {
  const decided = (number: string, result: 'deferred' | 'adopted') => {
    const own = { number, title: 'PV', body: 'CM', meeting: 'CM:9', item: 'CM:9:1', type: 'ordinary' as const, result }
    return { list: Decisions, key: number, values: { ...blankValues(Decisions), ...own } }
  }
  await stack.ctx.outbox.put([
    meeting('CM', 9, '2026-12-07T08:30:00Z', { state: 'open' }),
    agendaItem('CM:9', 1, { source: 'minutes', sourceKey: 'minutes:CM:1', kind: 'decision' }),
    decided('D-2026-901', 'deferred'),
  ])
  const place = async () =>
    (await stack.as(CHAIR).get<MinutesView>('/api/meetings/CM:1/minutes')).body.approvalPlace?.key ?? null
  expect([await place(), (await approve()).body.error?.code]).toEqual([null, 'no-place'])
  await stack.ctx.outbox.put([decided('D-2026-902', 'adopted')])
  expect(await place()).toBe('CM:9')
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CM:9', values: { state: 'cancelled' } }])
})

test('the one that adopts them is where they are approved', async () => {
  const key = await decide('Approbation du PV', 'CM:1', 'for')
  expect((await approve()).status).toBe(200)
  expect(stack.ctx.lists.find(Meetings, 'CM:1')).toMatchObject({ minutesState: 'approved', minutesApprovedIn: key })
})
