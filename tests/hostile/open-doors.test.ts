import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Express } from 'express'
import { isKnownConnector } from '../../bot/connection'
import { createRequestBudget } from '../../src/access/request-budget'
import { readConfig } from '../../src/server/config'
import { createApp } from '../../src/server/http/app'
import { securityHeaders } from '../../src/server/http/security'
import { publicMicrosoft } from '../../src/server/microsoft'
import { type Stack, startStack } from '../kit/stack'

/** What answers without a person's token, what the service asks of the world, and who may frame it: lists, compared with what is. */
let stack: Stack
const root = join(__dirname, '../..')

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

const appOf = (): Express =>
  createApp({
    ctx: stack.ctx,
    routes: [],
    verify: async () => ({ ok: false, reason: 'refused', why: 'nobody' }),
    bot: (_req, res) => void res.status(401).end(),
    pages: join(root, 'dist/tabs'),
    registration: { authority: 'https://login.example/t', tenantId: 't', clientId: 'c', appIdUri: 'api://x' },
    budget: createRequestBudget(null),
    tenantOrigin: stack.tenant.origin,
    sharePointOrigins: [],
    https: true,
    health: async () => ({ ready: true, warnings: [], waiting: 0 }),
    notifications: (_req, res) => void res.status(202).end(),
  }).app

/**
 * Everything that is mounted beside the authenticated API. Bot activities and webhooks check a proof of their own; the others
 * hold nothing of the organisation's. A new line here is a decision to let strangers in.
 */
const open = [
  'GET /healthz',
  'GET /readyz',
  // Names of the directory and of the registration, which every sign-in page shows.
  'GET /sign-in.json',
  // The connector's token, checked by the bot.
  'POST /api/messages',
  // The client state of each notification, checked against the subscription's.
  'POST /api/graph/notifications',
  // Local mode only.
  'GET /local-client.json',
]

/** The routes of a router itself. */
const routesOf = ({ stack: layers }: Express['router']): string[] =>
  layers.flatMap(({ route }) =>
    route ? [...new Set(route.stack.map(({ method }) => `${method?.toUpperCase()} ${route.path}`))] : [],
  )

test('only declared routes answer without a person’s token', () => {
  expect(routesOf(appOf().router).sort()).toEqual([...open].sort())
})

test('below /api nothing is mounted beside the routes of the slices, which the matrix and the fuzz read from their table', () => {
  const routers = appOf().router.stack.flatMap(({ handle }) => ('stack' in handle ? [Object(handle)] : []))
  expect(routers.flatMap(routesOf).sort()).toEqual(['GET /events', 'GET /me'])
})

test('whatever lies under /api asks for a token first, known or not', async () => {
  for (const path of ['/api', '/api/', '/api/nothing', '/api/messages/x', '/API/me', '/api//me', '/api/%6de'])
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status } = await fetch(`${stack.origin}${path}`, { method })
      expect([method, path, status]).toEqual([method, path, 401])
    }
})

test('middleware that answers before the token is read is the declared one', () => {
  const names = appOf()
    .router.stack.filter(({ route }) => !route)
    .map(({ name }) => name)
  // Identification, headers; then the API: authentication, limits, streams, routes; pages, not found, failures.
  expect(names).toHaveLength(9)
})

/** Each address comes from the configuration or from Microsoft's own answer; none from a card, a list or a request. */
const asks: Readonly<Record<string, string>> = {
  'bot/exchange.ts': 'the connector, from the closed list',
  'bot/credentials.ts': 'the token endpoint',
  'src/graph/http/chain.ts': 'Graph, and the upload addresses that Graph gives',
  'src/graph/identity/loopback.ts': 'the local token endpoint',
  'src/identity/signing-keys.ts': 'the signing keys of the channel and of the tenant',
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

test('the service asks nothing of an address that a stranger names', () => {
  const asking = [...sources('src'), ...sources('bot')]
    .filter((path) => !/^src\/(local-tenant|cli)\//.test(path))
    .filter((path) =>
      /\bfetch\(|\brequest\b.*from '(node:)?https?'|from '(node:)?https?'.*request|\brequest\(\s*['"`]http/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
    )
  expect(asking.sort()).toEqual(Object.keys(asks).sort())
})

const production = () => {
  const config = readConfig({
    TENANT: 'microsoft365',
    MicrosoftAppId: '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
    MicrosoftAppPassword: 'secret',
    MicrosoftAppTenantId: '0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11',
    SITE_URL: 'https://contoso.sharepoint.com/sites/PMO',
    PMO_CHANNEL: '19:x@thread.tacv2',
    PUBLIC_URL: 'https://gouvernail.contoso.be',
  })
  if (config.tenant !== 'microsoft365') throw new Error('not the production configuration')
  return publicMicrosoft(config.microsoft365, config.service)
}

test.each([
  ['https://smba.trafficmanager.net/emea/', true],
  ['https://smba.trafficmanager.net/emea/0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11/', true],
  ['http://smba.trafficmanager.net/emea/', false],
  ['https://smba.trafficmanager.net.attacker.example/', false],
  ['https://smba.trafficmanager.net@attacker.example/', false],
  ['https://attacker.example/smba.trafficmanager.net/', false],
  ['http://localhost:56150/_connector', false],
  ['http://169.254.169.254/', false],
])('in production the connector %s is known: %s', (address, known) => {
  const { serviceUrls, guestServiceUrls } = production().bot
  expect(isKnownConnector(address, [...serviceUrls, ...guestServiceUrls])).toBe(known)
})

const policyOf = (): ReadonlyMap<string, readonly string[]> => {
  const { tenantOrigin: tenant, sharePointOrigins: sharePoint, api } = production()
  const headers = new Map<string, string>()
  const directory = new URL(api.authority).origin
  const res = { setHeader: (name: string, value: string) => headers.set(name, value) }
  // Only `setHeader` is used; a whole response would add nothing to this test.
  Reflect.apply(securityHeaders({ directory, tenant, sharePoint, https: true }), undefined, [{}, res, () => undefined])
  const text = headers.get('Content-Security-Policy') ?? ''
  return new Map(
    text.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values]
    }),
  )
}

test('in production the hosts of Teams and Office may frame the pages, and no others', () => {
  expect(policyOf().get('frame-ancestors')).toEqual([
    "'self'",
    'https://*.cloud.microsoft',
    'https://teams.microsoft.com',
    'https://*.teams.microsoft.com',
    'https://*.microsoft365.com',
    'https://*.office.com',
    'https://outlook.office365.com',
    'https://*.officeapps.live.com',
    'https://contoso.sharepoint.com',
    'https://contoso-my.sharepoint.com',
  ])
})

test('scripts come from the service alone, and no page holds one of its own or an event handler', () => {
  expect(policyOf().get('script-src')).toEqual(["'self'"])
  expect(policyOf().get('connect-src')).toEqual([
    "'self'",
    'https://res.cdn.office.net',
    'https://login.microsoftonline.com',
  ])
  const pages = readdirSync(join(root, 'dist/tabs')).filter((name) => name.endsWith('.html'))
  expect(pages.length).toBeGreaterThanOrEqual(5)
  for (const page of pages) {
    const html = readFileSync(join(root, 'dist/tabs', page), 'utf8')
    expect([page, html.match(/<script(?![^>]*\ssrc=)[^>]*>|\son\w+\s*=|javascript:/gi)]).toEqual([page, null])
  }
})
