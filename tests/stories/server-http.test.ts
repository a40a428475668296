import { Projects } from '../../src/lists/projects'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

const raw = (path: string, init?: RequestInit): Promise<Response> => fetch(`${stack.origin}${path}`, init)

test('without a valid token every API path says to sign in, and nothing else', async () => {
  const paths = ['/api/me', '/api/portfolio', '/api/projects/P-001', '/api/nothing', '/api/events']
  for (const path of paths) {
    const answer = await raw(path)
    expect([path, answer.status]).toEqual([path, 401])
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
  }
  const forged = `${(await stack.as('Inès Vandamme').token()).slice(0, -4)}AAAA`
  const answer = await raw('/api/me', { headers: { Authorization: `Bearer ${forged}`, 'Accept-Language': 'en' } })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toEqual({
    error: {
      code: 'unauthorised',
      message: 'Your session is not recognised. Open the app again to sign in.',
      requestId: answer.headers.get('X-Request-Id'),
    },
  })
})

test('an application token of the same registration is not a person', async () => {
  const { authority, registration } = stack.tenant
  const answer = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: registration.clientId,
      client_secret: registration.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const token: unknown = Reflect.get(Object(await answer.json()), 'access_token')
  expect(token).toMatch(/^ey/)
  expect((await raw('/api/me', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401)
})

test('a person learns who they are, and what they may do whatever the row', async () => {
  const officer = await stack.as('Inès Vandamme').get<{ actions: string[] }>('/api/me')
  expect(officer.body).toMatchObject({ name: 'Inès Vandamme', roles: ['officer'], locale: 'fr' })
  expect(officer.body.actions).toContain('cycle.open')
  const manager = await stack.as('Thomas Roevens').get<{ actions: string[] }>('/api/me')
  expect(manager.body).toMatchObject({ name: 'Thomas Roevens', roles: [], locale: 'en' })
  expect(manager.body.actions).not.toContain('cycle.open')
})

test('what a person may not do is refused in their language before anything happens', async () => {
  const french = await stack.as('Nora Pirard').post('/api/cycles')
  expect(french.status).toBe(403)
  expect(french.body).toMatchObject({
    error: { code: 'forbidden', message: expect.stringContaining('Vous n’avez pas') },
  })
  const english = await stack.as('Thomas Roevens').post('/api/cycles')
  expect(english.body).toMatchObject({ error: { code: 'forbidden', message: expect.stringContaining('not allowed') } })
})

test('a request id is kept when it is a plain one, and replaced when it is not', async () => {
  const me = stack.as('Nora Pirard')
  expect((await me.get('/api/me', { 'X-Request-Id': 'support-case-42' })).headers.get('X-Request-Id')).toBe(
    'support-case-42',
  )
  const odd = await me.get('/api/me', { 'X-Request-Id': 'a b<script>' })
  expect(odd.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('bodies that are too large, unreadable or unknown paths are refused without a stack', async () => {
  const officer = stack.as('Inès Vandamme')
  const large = await officer.post('/api/projects', { title: 'x'.repeat(300_000) })
  expect([large.status, large.body]).toMatchObject([413, { error: { code: 'too-large' } }])
  const token = await officer.token()
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const broken = await raw('/api/projects', { method: 'POST', headers, body: '{"title":' })
  const text = await broken.text()
  expect(broken.status).toBe(400)
  expect(text).not.toMatch(/SyntaxError|node_modules/)
  expect((await officer.get('/api/nothing')).body).toMatchObject({ error: { code: 'not-found' } })
  expect((await raw('/api/%E0%A4%A', { headers })).status).toBeLessThan(500)
})

test('every answer carries the security headers; only known hosts may frame the pages', async () => {
  const { headers } = await raw('/healthz')
  const policy = headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toMatch(/frame-ancestors 'self' https:\/\/\*\.cloud\.microsoft https:\/\/teams\.microsoft\.com /)
  expect(policy).toContain(`connect-src 'self' https://res.cdn.office.net ${stack.tenant.origin};`)
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('X-Powered-By')).toBeNull()
})

test('the local client is told where the local tenant is', async () => {
  expect(await (await raw('/local-client.json')).json()).toEqual({ tenantOrigin: stack.tenant.origin })
})

test('files outside the pages cannot be read', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/%00']) {
    expect([path, (await raw(path)).status]).toEqual([path, 404])
  }
})

test('while SharePoint does not answer the service stays in the balancer, and says what is wrong', async () => {
  expect((await raw('/healthz')).status).toBe(200)
  expect(await (await raw('/readyz')).json()).toEqual({ ready: true, warnings: [], waiting: 0 })
  stack.tenant.faults.set({ graphDown: true })
  await expect(stack.door.lists.syncNow([Projects])).rejects.toThrow()
  const answer = await raw('/readyz')
  stack.tenant.faults.clear()
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ ready: true, warnings: [expect.stringContaining('SharePoint')] })
})
