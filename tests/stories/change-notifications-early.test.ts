import express from 'express'
import type { Log } from '../../src/context'
import type { StoredSubscription } from '../../src/jobs/subscriptions'
import { type Listening, listen } from '../../src/server/http/listen'
import { NOTIFICATIONS_PATH } from '../../src/server/http/notifications'
import { createChangeNotifications } from '../../src/server/wiring/change-notifications'
import { eventually } from '../kit/eventually'
import { quietLog } from '../kit/quiet-log'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack
let server: Listening

beforeAll(async () => {
  stack = await startStack()
})
afterAll(async () => {
  await server.close()
  await stack.close()
})

test('a change that is told before Graph has said under which id is ours all the same, a stranger’s is not', async () => {
  const heard: unknown[] = []
  const refused: string[] = []
  const log: Log = { ...quietLog, warn: (_fields, message) => void refused.push(message) }
  const rows = new Map<string, StoredSubscription>()
  const app = express()
  server = await listen(app, '127.0.0.1', 0, 'PORT')
  const publicUrl = `http://127.0.0.1:${server.port}`
  const tell = (subscriptionId: string, clientState: string): Promise<Response> =>
    fetch(`${publicUrl}${NOTIFICATIONS_PATH}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ value: [{ subscriptionId, clientState }] }),
    })
  const silent = { on: () => undefined, onReconnect: () => undefined, close: async () => undefined }
  const { subscriptions } = stack.door
  const create: typeof subscriptions.create = async (wanted) => {
    const made = await subscriptions.create(wanted)
    const first = made[0]
    await tell(first?.ok ? first.id : '', wanted[0]?.clientState ?? '')
    await tell('of-somebody-else', 'guessed')
    return made
  }
  const notifications = createChangeNotifications({
    door: { ...stack.door, subscriptions: { ...subscriptions, create } },
    table: {
      all: async () => [...rows.values()],
      save: async (row) => void rows.set(row.list, row),
      end: async () => undefined,
    },
    notices: { ...silent, publish: async (_topic, body) => void heard.push(body) },
    locks: { exclusive: (_name, work) => work() },
    publicUrl,
    clock: stack.clock,
    log,
  })
  app.use(NOTIFICATIONS_PATH, notifications.receive)
  await notifications.keep()
  const told = JSON.stringify({ lists: [[...rows.keys()][0]] })
  expect(await eventually(async () => JSON.stringify(heard), told)).toContain(told)
  expect(await eventually(async () => refused.join('; '), 'not ours')).toBe('change notifications were not ours')
})
