import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createBudget } from './budget'
import type { GraphCaller } from './caller'
import { transfer } from './chain'
import { createCaller, relativeLink } from './client'
import { createRequestLog } from './request-log'

interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: object
}

/** A server that answers as scripted, the last answer again and again. It stands for a Graph in trouble. */
let server: Server
let script: Answer[] = []
let seen: IncomingMessage[] = []
let origin = ''
beforeAll(async () => {
  server = createServer((req, res) => {
    seen.push(req)
    const answer = (script.length > 1 ? script.shift() : script[0]) ?? { status: 500 }
    res.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers })
    res.end(answer.body ? JSON.stringify(answer.body) : undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP port was asked for')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => server.close())
beforeEach(() => {
  seen = []
})

const caller = (patienceMs = 3_000): GraphCaller => {
  const stopped = new AbortController().signal
  return createCaller(`${origin}/v1.0`, {
    budget: createBudget(1_000, stopped),
    log: createRequestLog(undefined),
    token: async () => 'secret-token',
    patienceMs,
    attemptMs: 5_000,
    urgent: false,
    userAgent: 'NONISV|Test|Test/1.0',
    stopped,
  })
}

const ok: Answer = { status: 200, body: { value: [] } }

it('sends token, user agent and encoded query below the version', async () => {
  script = [ok]
  await caller().send({ method: 'GET', path: '/sites/s/lists', query: { $filter: "a eq 'x&y'" } })
  expect(seen[0]?.url).toBe('/v1.0/sites/s/lists?$filter=a%20eq%20%27x%26y%27')
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer secret-token', 'user-agent': 'NONISV|Test|Test/1.0' })
})

it.each([
  ['GET', 2],
  ['PATCH', 2],
  ['DELETE', 2],
  ['POST', 1],
] as const)('%s meets a 503: %d requests', async (method, requests) => {
  script = [{ status: 503 }, ok]
  const sent = caller().send({ method, path: '/sites/s/lists/l/items/1' })
  await (requests === 2
    ? expect(sent).resolves.toBeDefined()
    : expect(sent).rejects.toMatchObject({ code: 'unavailable' }))
  expect(seen).toHaveLength(requests)
})

it('a POST is repeated after a 429, because it was not carried out', async () => {
  script = [{ status: 429, headers: { 'Retry-After': '0' } }, ok]
  await caller().send({ method: 'POST', path: '/sites/s/lists/l/items' })
  expect(seen).toHaveLength(2)
})

it.each([429, 503])('after a %d with a long wait nobody calls', async (status) => {
  script = [{ status, headers: { 'Retry-After': '60' } }]
  const patient = caller()
  await expect(patient.send({ method: 'GET', path: '/sites/s' })).rejects.toMatchObject({
    detail: { retryAfterMs: 60_000 },
  })
  await expect(patient.send({ method: 'GET', path: '/sites/s' })).rejects.toMatchObject({ code: 'throttled' })
  expect(seen).toHaveLength(1)
})

it('follows pages to the end, an empty one included, and no link to another origin', async () => {
  const next = (token: string) => ({ '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=${token}` })
  script = [
    { status: 200, body: { value: [1], ...next('a%3D') } },
    { status: 200, body: { value: [], ...next('b') } },
    { status: 200, body: { value: [2] } },
  ]
  expect(await caller().all({ method: 'GET', path: '/users' })).toEqual([1, 2])
  expect(seen.map((request) => request.url)).toEqual([
    '/v1.0/users',
    '/v1.0/users?$skiptoken=a%3D',
    '/v1.0/users?$skiptoken=b',
  ])
  expect(() =>
    relativeLink('https://graph.microsoft.com/v1.0', 'https://graph.microsoft.com.evil.example/v1.0/x'),
  ).toThrow()
})

it('does not carry the token along a redirect', async () => {
  script = [{ status: 302, headers: { Location: `${origin}/elsewhere` } }]
  const reply = await caller().send({ method: 'GET', path: '/drives/d/items/i/content' })
  expect(reply.headers.get('location')).toBe(`${origin}/elsewhere`)
  expect(seen).toHaveLength(1)
})

it('a batch is matched by id, and only rows worth repeating are sent again', async () => {
  const rows = (...responses: object[]): Answer => ({ status: 200, body: { responses } })
  script = [
    rows(
      { id: '2', status: 404, body: { error: { code: 'itemNotFound', message: 'gone' } } },
      { id: '1', status: 429, headers: { 'Retry-After': '0' } },
      { id: '0', status: 200, body: { value: 'first' } },
      { id: '3', status: 503 },
    ),
    rows({ id: '1', status: 201, body: { value: 'second' } }),
  ]
  const replies = await caller().batch([
    { method: 'GET', path: '/sites/s/lists/l/items/1' },
    { method: 'POST', path: '/sites/s/lists/l/items', body: {} },
    { method: 'DELETE', path: '/sites/s/lists/l/items/2' },
    { method: 'POST', path: '/sites/s/lists/l/items', body: {} },
  ])
  expect(replies).toMatchObject([
    { status: 200, body: { value: 'first' } },
    { status: 201, body: { value: 'second' } },
    { code: 'not-found' },
    { code: 'unavailable' },
  ])
  expect(seen).toHaveLength(2)
})

it('a transfer carries no token, and is repeated when its answer is lost', async () => {
  script = [{ status: 503 }, { status: 429, headers: { 'Retry-After': '0' } }, { status: 202 }]
  const stopped = new AbortController().signal
  const waits = { patienceMs: 3_000, attemptMs: 5_000 }
  const parts = { budget: createBudget(1_000, stopped), log: createRequestLog(undefined), stopped, ...waits }
  const response = await transfer(parts, 'PUT', `${origin}/upload/1`, { body: new Uint8Array([1, 2]) })
  expect(response.status).toBe(202)
  expect(seen).toHaveLength(3)
  expect(seen.some((request) => request.headers.authorization)).toBe(false)
})
