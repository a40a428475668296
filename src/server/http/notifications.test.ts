import { createServer, type Server } from 'node:http'
import express from 'express'
import { anyChange, changed, fuzz } from '../../../tests/kit/fuzz'
import { type Notification, notificationsRoute } from './notifications'

const STATE = 'a state that nobody guesses'
let server: Server
let address: string
let heard: Notification[] = []
let refused = 0
let looked = 0
/** What keeps the service from looking up a subscription, and from doing anything about a change. */
let holdBack = Promise.resolve()
let holdTelling = Promise.resolve()

beforeAll(async () => {
  const handle = notificationsRoute({
    find: async (id) => {
      looked += 1
      await holdBack
      return id === 'known' ? { list: 'Projects', clientState: STATE } : undefined
    },
    heard: async (notifications) => {
      await holdTelling
      heard.push(...notifications)
    },
    log: {
      info: () => undefined,
      warn: () => {
        refused += 1
      },
      error: () => undefined,
    },
  })
  server = createServer(express().post('/notifications', handle))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}/notifications`
})
afterAll(() => server.close())
beforeEach(() => {
  heard = []
  refused = 0
  looked = 0
  holdBack = Promise.resolve()
  holdTelling = Promise.resolve()
})

const post = (body: string, query = ''): Promise<Response> =>
  fetch(`${address}${query}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
const notify = (...value: readonly object[]): Promise<Response> => post(JSON.stringify({ value }))
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('the handshake gets the token back, decoded, as plain text', async () => {
  const token = 'Validation: Testing & more/+é <b>'
  const answer = await post('', `?validationToken=${encodeURIComponent(token)}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(await answer.text()).toBe(token)
  expect((await post('', `?validationToken=${'x'.repeat(2_000)}`)).status).toBe(400)
  expect((await post('', '?validationToken=a&validationToken=b')).status).toBe(400)
})

test('the answer is 202 before anything is done with what was heard', async () => {
  const goOn: (() => void)[] = []
  const held = (): Promise<void> =>
    new Promise((resolve) => {
      goOn.push(resolve)
    })
  // Neither the database nor anybody else answers: whoever waits for one of them before the answer waits for ever.
  holdBack = held()
  holdTelling = held()
  const answer = await notify(
    { subscriptionId: 'known', clientState: STATE, changeType: 'updated', resource: 'sites/x/lists/y' },
    { subscriptionId: 'known', clientState: STATE, lifecycleEvent: 'missed' },
  )
  expect(answer.status).toBe(202)
  await until(() => looked === 1)
  expect(heard).toEqual([])
  for (const resume of goOn) resume()
  await until(() => heard.length === 2)
  expect(heard).toEqual([
    { list: 'Projects', subscriptionId: 'known', lifecycle: null },
    { list: 'Projects', subscriptionId: 'known', lifecycle: 'missed' },
  ])
})

test('whoever does not know the client state is not heard, and learns nothing of it', async () => {
  const guesses = [
    { subscriptionId: 'known' },
    { subscriptionId: 'known', clientState: null },
    { subscriptionId: 'known', clientState: '' },
    { subscriptionId: 'known', clientState: `${STATE} ` },
    { subscriptionId: 'unknown', clientState: STATE },
  ]
  for (const guess of guesses) expect((await notify(guess)).status).toBe(202)
  await until(() => refused === guesses.length)
  expect(heard).toEqual([])
})

test('a thousand guesses in one body are one line of the log', async () => {
  await notify(...Array.from({ length: 1_000 }, (_, at) => ({ subscriptionId: `guess-${at}`, clientState: 'guess' })))
  await notify({ subscriptionId: 'known', clientState: STATE })
  await until(() => heard.length === 1)
  expect([looked, refused]).toEqual([1_001, 1])
})

const genuine = { value: [{ subscriptionId: 'unknown', clientState: STATE, lifecycleEvent: 'missed' }] }
fuzz('a notification with an odd value', 100, anyChange, async (change) => {
  expect([202, 400]).toContain((await post(changed(genuine, change))).status)
  expect(heard).toEqual([])
})

test.each(['', 'no JSON', '[]', '{"value":1}', '{"value":[{"subscriptionId":"known","lifecycleEvent":"odd"}]}'])(
  'what is no notification is refused: %j',
  async (body) => {
    expect((await post(body)).status).toBe(400)
    expect(heard).toEqual([])
  },
)
