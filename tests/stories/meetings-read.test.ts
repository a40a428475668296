import type { MeetingsView } from '../../src/committees/meetings/meetings-view'
import { Bodies } from '../../src/lists/bodies'
import { Meetings } from '../../src/lists/committees/meetings'
import { Memberships } from '../../src/lists/committees/memberships'
import { blankValues } from '../../src/lists/kit/list'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  const seat = (person: string, until: string | null) => ({
    ...blankValues(Memberships),
    membershipKey: `B-1:${idOf(person)}:2026-01-01`,
    body: 'B-1',
    person: idOf(person),
    name: person,
    role: 'member' as const,
    voice: 'vote' as const,
    from: '2026-01-01',
    until,
  })
  const meeting = (number: number, startsAt: string) => ({
    ...blankValues(Meetings),
    meetingKey: `B-1:${number}`,
    body: 'B-1',
    number,
    title: `Réunion ${number}`,
    form: 'meeting' as const,
    state: 'convened' as const,
    startsAt,
  })
  const rows = [seat('Thomas Roevens', '2026-06-30'), seat('Jan Peeters', null)]
  const meetings = [meeting(1, '2026-06-10T08:00:00Z'), meeting(2, '2026-09-10T08:00:00Z')]
  await stack.ctx.outbox.put([
    { list: Bodies, key: 'B-1', values: { ...blankValues(Bodies), code: 'B-1', title: 'Comité', kind: 'steering' } },
    ...rows.map((values) => ({ list: Memberships, key: values.membershipKey, values })),
    ...meetings.map((values) => ({ list: Meetings, key: values.meetingKey, values })),
  ])
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const keysFor = async (person: string): Promise<readonly string[]> =>
  (await stack.as(person).get<MeetingsView>('/api/meetings')).body.rows.map(({ meetingKey }) => meetingKey)

test('who has left a body still reads the meetings of their time, and no later one', async () => {
  expect(await keysFor('Jan Peeters')).toEqual(['B-1:1', 'B-1:2'])
  expect(await keysFor('Thomas Roevens')).toEqual(['B-1:1'])
  expect((await stack.as('Thomas Roevens').get('/api/meetings/B-1:1')).status).toBe(200)
  expect((await stack.as('Thomas Roevens').get('/api/meetings/B-1:2')).status).toBe(404)
})

test('a colleague who never sat in the body finds no meeting of it', async () => {
  expect(await keysFor('Aurélie Gillain')).toEqual([])
  expect((await stack.as('Aurélie Gillain').get('/api/meetings/B-1:1')).status).toBe(404)
})
