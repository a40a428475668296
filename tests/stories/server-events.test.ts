import { Programmes } from '../../src/lists/programmes'
import { readEvents } from '../kit/event-reader'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

test('an open tab learns which list changed, not which rows', async () => {
  const events = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  await stack.ctx.outbox.put([{ list: Programmes, key: 'SECRET', values: { code: 'SECRET', title: 'Confidentiel' } }])
  expect(await events.next((event) => 'list' in event)).toEqual({ list: 'Programmes' })
  events.close()
  await stack.outbox.drained()
})

test('an open tab is told when SharePoint is out of reach, and when it is back', async () => {
  const events = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  expect(await events.next(() => true)).toEqual({ stale: false })
  stack.tenant.faults.set({ graphDown: true })
  await expect(stack.door.lists.syncNow()).rejects.toThrow()
  expect(await events.next((event) => 'stale' in event)).toEqual({ stale: true })
  stack.tenant.faults.clear()
  await stack.door.lists.syncNow()
  expect(await events.next((event) => 'stale' in event)).toEqual({ stale: false })
  events.close()
})
