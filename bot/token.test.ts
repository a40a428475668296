import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import type { BotConnection } from './connection'
import { createTokenCheck, type TokenCheck } from './token'

const appId = '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21'
const tenantId = '0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11'
const issuer = 'https://api.botframework.com'
const serviceUrl = 'https://smba.trafficmanager.net/emea/'

let server: Server
let connection: BotConnection
let keys: object[]
let metadataDown = false
let check: TokenCheck
let key: CryptoKeyPair['privateKey']
let stranger: CryptoKeyPair['privateKey']
type CryptoKeyPair = Awaited<ReturnType<typeof generateKeyPair>>

const portOf = (listening: Server): number => {
  const address = listening.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const other = await generateKeyPair('RS256')
  key = pair.privateKey
  stranger = other.privateKey
  const jwk = await exportJWK(pair.publicKey)
  keys = [
    { ...jwk, kid: 'teams', endorsements: ['msteams'] },
    { ...jwk, kid: 'elsewhere', endorsements: ['directline'] },
  ]
  server = createServer((req, res) => {
    const port = portOf(server)
    if (metadataDown) {
      res.writeHead(502).end()
      return
    }
    const body = req.url === '/keys' ? { keys } : { jwks_uri: `http://127.0.0.1:${port}/keys` }
    res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  connection = {
    appId,
    appSecret: 'x',
    tenantId,
    authority: `http://127.0.0.1:${port}/${tenantId}`,
    openIdMetadataUrl: `http://127.0.0.1:${port}/metadata`,
    issuer,
    serviceUrls: ['https://smba.trafficmanager.net'],
    guestServiceUrls: [],
  }
  check = createTokenCheck(connection)
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

const activity = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl,
  conversation: { id: 'a:1', tenantId },
  channelData: { tenant: { id: tenantId } },
}

interface Token {
  readonly claims?: JWTPayload
  readonly without?: string
  readonly kid?: string
  readonly signedBy?: CryptoKeyPair['privateKey']
}

const soon = (): number => Math.floor(Date.now() / 1000) + 600

const bearer = async ({ claims, without, kid = 'teams', signedBy = key }: Token = {}): Promise<string> => {
  const all: JWTPayload = { iss: issuer, aud: appId, exp: soon(), serviceurl: serviceUrl, ...claims }
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => name !== without))
  return `Bearer ${await new SignJWT(kept).setProtectedHeader({ alg: 'RS256', kid }).sign(signedBy)}`
}

test('what Teams sends is let in', async () => {
  expect(await check(await bearer(), activity)).toEqual({ ok: true })
})

const wrongTokens: readonly [string, () => Promise<string | undefined>][] = [
  ['no header', async () => undefined],
  ['another scheme', async () => 'Basic eDp5'],
  ['not a token', async () => 'Bearer abc'],
  ['a forged signature', () => bearer({ signedBy: stranger })],
  ['an unknown key', () => bearer({ kid: 'nobody' })],
  ['a key of another channel', () => bearer({ kid: 'elsewhere' })],
  ['no signature', async () => `Bearer ${new UnsecuredJWT({ iss: issuer, aud: appId, exp: soon() }).encode()}`],
  ['another issuer', () => bearer({ claims: { iss: 'https://example.be' } })],
  ['another audience', () => bearer({ claims: { aud: 'somebody-else' } })],
  ['no expiry', () => bearer({ without: 'exp' })],
  ['expired beyond the skew', () => bearer({ claims: { exp: Math.floor(Date.now() / 1000) - 301 } })],
  ['not valid yet', () => bearer({ claims: { nbf: soon() } })],
  ['another service URL', () => bearer({ claims: { serviceurl: 'https://smba.trafficmanager.net/amer/' } })],
  ['no service URL', () => bearer({ without: 'serviceurl' })],
]

test.each(wrongTokens)('401 for a token with %s', async (_name, authorization) => {
  expect(await check(await authorization(), activity)).toMatchObject({ ok: false, status: 401 })
})

const wrongActivities: readonly [string, object, JWTPayload][] = [
  ['another tenant', { conversation: { id: 'a:1', tenantId: 'another' } }, {}],
  ['two tenants', { channelData: { tenant: { id: 'another' } } }, {}],
  ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }, {}],
  [
    'a connector outside the list, even when the token names it',
    { serviceUrl: 'https://smba.trafficmanager.net.example.be/' },
    { serviceurl: 'https://smba.trafficmanager.net.example.be/' },
  ],
  ['no conversation', { conversation: undefined }, {}],
]

test.each(wrongActivities)('401 for an activity of %s', async (_name, change, claims) => {
  expect(await check(await bearer({ claims }), { ...activity, ...change })).toMatchObject({ ok: false, status: 401 })
})

test('503 while the keys cannot be read: the channel repeats, and nobody gets in', async () => {
  const unreachable = createTokenCheck({ ...connection, openIdMetadataUrl: 'http://127.0.0.1:9/metadata' })
  expect(await unreachable(await bearer(), activity)).toMatchObject({ ok: false, status: 503 })
})

const A_DAY = 24 * 3_600_000

test('keys older than a day are used on while they cannot be read again, and new keys replace them afterwards', async () => {
  let now = 1_000_000
  const aged = createTokenCheck(connection, () => now)
  const [before] = [keys]
  expect(await aged(await bearer(), activity)).toEqual({ ok: true })
  now += A_DAY + 60_000
  metadataDown = true
  expect(await aged(await bearer(), activity)).toEqual({ ok: true })
  expect(await aged(await bearer({ signedBy: stranger }), activity)).toMatchObject({ status: 401 })
  expect(await aged(await bearer({ kid: 'nobody' }), activity)).toMatchObject({ status: 503 })
  metadataDown = false
  keys = []
  now += 60_000
  await aged(await bearer(), activity)
  now += 60_000
  expect(await aged(await bearer(), activity)).toMatchObject({ status: 401 })
  keys = before
})
