import { Meetings } from '../../src/lists/committees/meetings'
import { heldMeeting, meetingOf } from '../kit/meeting'
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

test('the one that adopts them is where they are approved', async () => {
  const key = await decide('Approbation du PV', 'CM:1', 'for')
  expect((await approve()).status).toBe(200)
  expect(stack.ctx.lists.find(Meetings, 'CM:1')).toMatchObject({ minutesState: 'approved', minutesApprovedIn: key })
})
