import { request } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { decodeJwt, SignJWT } from 'jose'
import type { Role } from '../../src/access/actor'
import { dependsOnRow, may } from '../../src/access/policy'
import { signingKeys } from '../../src/local-tenant/entra/keys'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { type Attack, attackTokens } from './attack-tokens'
import { CONFIDENTIAL, fillPortfolio, OPEN, outsider, RESTRICTED, SECRET } from './hidden-portfolio'
import { everyRoute, INSIDES, pathOf, rowsOf } from './requests'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
})
afterAll(() => stack.close())

const people: readonly (readonly [string, readonly Role[]])[] = [
  ['Inès Vandamme', ['officer']],
  ['Nadège Collignon', ['pmo']],
  ['Philippe Moreau', ['executive']],
  ['Françoise Delvaux', ['auditor']],
  ['Samira Lejeune', []],
  ['Nora Pirard', []],
  ['Thomas Roevens', []],
]

/** No route accepts it, so that a matrix of requests changes nothing. */
const NONSENSE = JSON.stringify({ nonsense: true })

const knock = (method: string, path: string, header: string | undefined, stop?: AbortSignal): Promise<Response> =>
  fetch(`${stack.origin}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(header === undefined ? {} : { Authorization: header }) },
    ...(method === 'GET' ? {} : { body: NONSENSE }),
    ...(stop ? { signal: stop } : {}),
  })

test('no route opens to a token that is not a person’s own, and the refusal says nothing else', async () => {
  const attacks = await attackTokens(stack, 'Inès Vandamme')
  const before = rowsOf(stack)
  const opened: string[] = []
  const attack = async (route: (typeof everyRoute)[number], { name, header }: Attack): Promise<void> => {
    const answer = await knock(
      route.method,
      pathOf(route, () => OPEN),
      header,
    )
    const body: unknown = await answer.json()
    const expected = { error: { code: 'unauthorised', message: expect.any(String), requestId: expect.any(String) } }
    expect(body).toEqual(expected)
    if (answer.status !== 401) opened.push(`${route.method} ${route.path} with ${name}: ${answer.status}`)
  }
  for (const route of everyRoute) await Promise.all(attacks.map((one) => attack(route, one)))
  expect(opened).toEqual([])
  expect(rowsOf(stack)).toBe(before)
  expect(attacks.length * everyRoute.length).toBeGreaterThan(500)
})

test('a genuine token elsewhere than in its header, and names that a proxy would set, open no route', async () => {
  const token = await stack.as('Inès Vandamme').token()
  const person = idOf('Inès Vandamme')
  const ways: readonly (readonly [string, Record<string, string>])[] = [
    [`?access_token=${token}&token=${token}&authorization=Bearer%20${token}`, {}],
    ['', { Cookie: `access_token=${token}; Authorization=Bearer ${token}; AppServiceAuthSession=${token}` }],
    ['', { 'X-Authorization': `Bearer ${token}`, 'Proxy-Authorization': `Bearer ${token}` }],
    ['', { 'X-MS-TOKEN-AAD-ACCESS-TOKEN': token, 'X-MS-TOKEN-AAD-ID-TOKEN': token }],
    [
      '',
      {
        'X-MS-CLIENT-PRINCIPAL-ID': person,
        'X-MS-CLIENT-PRINCIPAL-NAME': 'Inès Vandamme'.normalize('NFD').replace(/[^ -~]/g, ''),
      },
    ],
    ['', { 'X-HTTP-Method-Override': 'GET', 'X-Forwarded-User': person, 'X-Original-URL': '/healthz' }],
  ]
  const opened: string[] = []
  for (const route of everyRoute)
    for (const [query, headers] of ways) {
      const path = pathOf(route, () => OPEN)
      const init = { method: route.method, headers, ...(route.method === 'GET' ? {} : { body: NONSENSE }) }
      const answer = await fetch(`${stack.origin}${path}${query}`, init)
      await answer.body?.cancel()
      if (answer.status !== 401) opened.push(`${route.method} ${path}${query.slice(0, 10)}: ${answer.status}`)
    }
  expect(opened).toEqual([])
})

test('an id is the same person in either case, and of nobody else', async () => {
  const { entra } = await signingKeys()
  const genuine = decodeJwt(await stack.as(outsider).token())
  const loud = await new SignJWT({
    ...genuine,
    oid: String(genuine.oid).toUpperCase(),
    tid: String(genuine.tid).toUpperCase(),
  })
    .setProtectedHeader({ alg: 'RS256', kid: entra.kid })
    .sign(entra.privateKey)
  const answer = await fetch(`${stack.origin}/api/me`, { headers: { Authorization: `Bearer ${loud}` } })
  const { body } = await stack.as(outsider).get('/api/me')
  expect(await answer.json()).toEqual(body)
})

test('each role may use the routes that the table of rights names, and no others', async () => {
  const before = rowsOf(stack)
  const wrong: string[] = []
  const walk = async ([name, roles]: (typeof people)[number]): Promise<void> => {
    const header = `Bearer ${await stack.as(name).token()}`
    for (const route of everyRoute) {
      const stop = new AbortController()
      const answer = await knock(
        route.method,
        pathOf(route, () => 'X-0'),
        header,
        stop.signal,
      )
      const allowed = may({ person: 'p', roles, locale: 'fr' }, route.action) || dependsOnRow(route.action)
      const text = route.path === '/events' ? '' : await answer.text()
      stop.abort()
      const refused = answer.status === 403
      if (refused === allowed || answer.status >= 500 || INSIDES.test(text))
        wrong.push(`${name}: ${route.method} ${route.path} answers ${answer.status}`)
    }
  }
  await Promise.all(people.map(walk))
  expect(wrong).toEqual([])
  expect(rowsOf(stack)).toBe(before)
})

const sameWords = (text: string): string => text.replaceAll(/"requestId":"[^"]*"/g, '')

test.each([RESTRICTED, CONFIDENTIAL])('%s and a project that does not exist get the same answer', async (hidden) => {
  const header = `Bearer ${await stack.as(outsider).token()}`
  const bodies: Record<string, object> = {
    'PATCH /projects/:number': { etag: '"x,1"', patch: { summary: 'x' } },
    'POST /projects/:number/milestones': { title: 'x', baselineDate: '2027-01-01' },
    'PATCH /projects/:number/milestones/:key': { etag: '"x,1"', patch: { title: 'x' } },
    'POST /projects/:number/report': { cycle: 'current', unchanged: true },
  }
  const ask = async (method: string, path: string, body: object | undefined): Promise<[number, string]> => {
    const answer = await fetch(`${stack.origin}${path}`, {
      method,
      headers: { Authorization: header, 'Content-Type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    return [answer.status, sameWords(await answer.text())]
  }
  const before = rowsOf(stack)
  const ofProjects = everyRoute.filter(({ path }) => path.includes(':number'))
  for (const route of ofProjects) {
    const name = `${route.method} ${route.path}`
    const fill = (number: string) => (parameter: string) => (parameter === 'key' ? `${number}:1` : number)
    const known = await ask(route.method, pathOf(route, fill(hidden)), bodies[name])
    const unknown = await ask(route.method, pathOf(route, fill('P-999')), bodies[name])
    expect([name, ...known]).toEqual([name, 404, unknown[1]])
    expect(unknown[0]).toBe(404)
    expect(known[1]).not.toMatch(SECRET)
  }
  const updates = [hidden, 'P-999'].map((number) => ({ number, etag: '"x,1"', patch: { title: 'x' } }))
  const many = await stack.as(outsider).patch<{ outcomes: object[] }>('/api/projects', { updates })
  const [first, second] = many.body.outcomes
  expect({ ...first, number: '' }).toEqual({ ...second, number: '' })
  expect(ofProjects.length).toBeGreaterThanOrEqual(7)
  expect(rowsOf(stack)).toBe(before)
})

test('a milestone of a hidden project is not found below a project that one may edit', async () => {
  const nora = stack.as(outsider)
  const path = `/api/projects/${OPEN}/milestones/${encodeURIComponent(`${CONFIDENTIAL}:1`)}`
  expect((await nora.patch(path, { etag: '"x,1"', patch: { title: 'x' } })).status).toBe(404)
  expect((await nora.delete(`${path}?etag=${encodeURIComponent('"x,1"')}`)).status).toBe(404)
})

test('a milestone goes only in the version that the person saw', async () => {
  const path = `/api/projects/${OPEN}/milestones/${encodeURIComponent(`${OPEN}:1`)}`
  const before = rowsOf(stack)
  for (const etag of ['', '*', '"x"\r\nX-Injected: 1', '"é"'])
    expect((await stack.as('Inès Vandamme').delete(`${path}?etag=${encodeURIComponent(etag)}`)).status).toBe(400)
  expect(rowsOf(stack)).toBe(before)
})

test('bodies that are too large, too deep, packed or of another kind are refused on every writing route', async () => {
  const header = `Bearer ${await stack.as('Inès Vandamme').token()}`
  const deep = `${'{"patch":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const bodies: readonly (readonly [string | Uint8Array<ArrayBuffer>, Record<string, string>])[] = [
    [deep, { 'Content-Type': 'application/json' }],
    [
      new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 32))),
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    ],
    ['title=x', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    [NONSENSE, { 'Content-Type': 'application/json; charset=utf-7' }],
    ['{"a":1', { 'Content-Type': 'application/json' }],
    [new Uint8Array(Buffer.from('{"title":"\u00ff\u00fe"}', 'latin1')), { 'Content-Type': 'application/json' }],
  ]
  const before = rowsOf(stack)
  const wrong: string[] = []
  for (const route of everyRoute.filter(({ method }) => method !== 'GET'))
    for (const [index, [body, headers]] of bodies.entries()) {
      const path = pathOf(route, () => 'X-0')
      const init = { method: route.method, headers: { ...headers, Authorization: header }, body }
      const answer = await fetch(`${stack.origin}${path}`, init)
      const text = await answer.text()
      if (answer.status < 400 || answer.status >= 500 || INSIDES.test(text))
        wrong.push(`${route.method} ${route.path}, body ${index}: ${answer.status} ${text.slice(0, 80)}`)
    }
  expect(wrong).toEqual([])
  expect(rowsOf(stack)).toBe(before)
})

/** Sends 50 megabytes in pieces, their length announced or not, until somebody answers; null when the server hung up first. */
const pour = (method: string, path: string, token: string, announced: boolean): Promise<number | null> =>
  new Promise((done) => {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      ...(announced ? { 'Content-Length': 50_000_000 } : { 'Transfer-Encoding': 'chunked' }),
    }
    const sending = request(`${stack.origin}${path}`, { method, headers }, (answer) => {
      done(answer.statusCode ?? null)
      sending.destroy()
    })
    sending.on('error', () => done(null))
    const piece = Buffer.alloc(1_000_000, 'x')
    const pieces = function* () {
      for (let sent = 0; sent < 50; sent += 1) yield piece
    }
    Readable.from(pieces()).pipe(sending)
  })

test('50 megabytes are refused without being kept, on every writing route, by the bot and where Graph notifies', async () => {
  const token = await stack.as('Inès Vandamme').token()
  const before = rowsOf(stack)
  const wrong: string[] = []
  const tooLarge = async (method: string, path: string, statuses: readonly number[]): Promise<void> => {
    const answers = await Promise.all([true, false].map((announced) => pour(method, path, token, announced)))
    // A server that closes while the rest is still being sent may cost the client the answer, not the refusal.
    for (const status of answers)
      if (status !== null && !statuses.includes(status)) wrong.push(`${method} ${path}: ${status}`)
  }
  // A file is refused before it is read where there is nothing to add it to.
  for (const route of everyRoute.filter(({ method }) => method !== 'GET'))
    await tooLarge(
      route.method,
      pathOf(route, () => 'X-0'),
      route.takes === 'file' ? [404, 413] : [413],
    )
  await tooLarge('POST', '/api/messages', [413])
  await tooLarge('POST', '/api/graph/notifications', [413])
  expect(wrong).toEqual([])
  expect((await fetch(`${stack.origin}/healthz`)).status).toBe(200)
  expect(rowsOf(stack)).toBe(before)
})
