import { Programmes } from '../../src/lists/programmes'
import { readEvents } from '../kit/event-reader'
import { eventually } from '../kit/eventually'
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

test('a person holds twenty streams open at once and no more; whoever closes one may open another, and others are not held up', async () => {
  const token = await stack.as('Karim Verhelst').token()
  const open = await Promise.all(Array.from({ length: 20 }, () => readEvents(stack.origin, token)))
  const refused = await stack.as('Karim Verhelst').get('/api/events')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '30'])
  expect(refused.body).toMatchObject({ error: { code: 'too-many' } })
  const other = await readEvents(stack.origin, await stack.as('Nora Pirard').token())
  other.close()
  open[0]?.close()
  const again = async (): Promise<string> => {
    const events = await readEvents(stack.origin, token).catch(() => undefined)
    if (events) open.push(events)
    return events ? 'open' : 'refused'
  }
  expect(await eventually(again, 'open')).toBe('open')
  for (const events of open) events.close()
})
