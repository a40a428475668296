import { meetingForService } from '../../src/committees/session/as-service'
import { factsOf } from '../../src/committees/session/session-facts'
import type { Service } from '../../src/server/start'
import { apiClient } from '../kit/api-client'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Who may hold one proxy holds the one that was noted first, though two were noted within a second and by two copies of the service. */
const [CHAIR, SECRETARY, HOLDER, ANNE, JAN] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Thomas Roevens',
  'Jan Peeters',
]
let stack: Stack
let copy: Service
jest.setTimeout(60_000)

beforeAll(async () => {
  stack = await startStack()
  copy = await startSecondCopy(stack)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'PO',
      body: { proxiesMax: 1 },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [HOLDER, 'member'],
        [ANNE, 'member'],
        [JAN, 'member'],
      ],
      items: [{ title: 'Le bail' }],
    }),
  )
  await stack.outbox.drained()
  await copy.door.lists.syncNow()
})
afterAll(async () => {
  await copy.close()
  await stack.close()
})

test.each([
  ['the first of the alphabet first', [JAN, ANNE]],
  ['the last of the alphabet first', [ANNE, JAN]],
  ['and the other way round again', [JAN, ANNE]],
])('%s', async (_, [first = '', second = '']) => {
  const here = meetingOf(stack.as, 'PO:1')
  const there = meetingOf((name) => apiClient(copy.origin, stack.tenant.origin, idOf(name)), 'PO:1')
  await here.open(SECRETARY)
  await here.present(SECRETARY, HOLDER)
  for (const name of [ANNE, JAN]) await here.absent(SECRETARY, name)
  await copy.ctx.outbox.catchUp()
  expect((await there.proxy(SECRETARY, first, HOLDER)).status).toBe(200)
  // The clock of the copy that notes the second may be behind.
  await stack.ctx.outbox.catchUp()
  expect((await here.proxy(SECRETARY, second, HOLDER)).status).toBe(200)
  // Noted once more, a proxy keeps its place.
  await here.proxy(SECRETARY, first, HOLDER)
  const found = meetingForService(stack.ctx, 'PO:1')
  if (!found) throw new Error('no meeting')
  const { holders, lapsed } = factsOf(stack.ctx, found).quorum.proxies
  expect([[...holders.keys()], lapsed.map(({ from, why }) => [from, why])]).toEqual([
    [idOf(first)],
    [[idOf(second), 'too-many']],
  ])
})
