import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { signingKeys } from '../../src/local-tenant/entra/keys'
import { nora, startClient, type TenantClient } from './tenant-client'

/** Tokens that the directory's own key signed, with claims it would never give: item 20 of GRAPH-FACTS 13. */
let client: TenantClient

beforeAll(async () => {
  client = await startClient()
})
afterAll(() => client.close())

const seconds = (from: number): number => Math.floor(Date.now() / 1_000) + from
const other = '11111111-2222-4333-8444-555555555555'

/** Signs a token's claims anew, changed; `undefined` leaves a claim out. */
const signed = async (token: string, change: Partial<JWTPayload>): Promise<string> => {
  const { entra } = await signingKeys()
  const claims: JWTPayload = { ...decodeJwt(token), jti: crypto.randomUUID(), ...change }
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: entra.kid }).sign(entra.privateKey)
}

const wrong: readonly (readonly [string, () => Partial<JWTPayload>])[] = [
  ['expired', () => ({ exp: seconds(-3_600) })],
  ['not valid yet', () => ({ nbf: seconds(3_600) })],
  ['without an expiry', () => ({ exp: undefined })],
  ['of another tenant', () => ({ tid: other })],
  ['without a tenant', () => ({ tid: undefined })],
  ['of another issuer', () => ({ iss: `https://sts.windows.net/${other}/` })],
  ['for somebody else', () => ({ aud: other })],
]

test('the same token, signed anew and unchanged, is accepted', async () => {
  const token = await signed(await client.appToken(), {})
  expect((await client.graph('GET', '/users', { token })).status).toBe(200)
})

test.each(wrong)('Graph refuses a token %s', async (_what, change) => {
  const token = await signed(await client.appToken(), change())
  const refused = await client.graph('GET', '/users', { token })
  expect([refused.status, refused.at('error', 'code')]).toEqual([401, 'InvalidAuthenticationToken'])
})

test.each([
  ['of a person nobody knows', { oid: other }],
  ['of a person without scopes', { scp: undefined }],
])('Graph refuses a token %s', async (_what, change) => {
  const token = await signed(await client.personToken(nora), change)
  expect((await client.graph('GET', '/me', { token })).status).toBe(401)
})

test.each(wrong)('on-behalf-of refuses an assertion %s', async (_what, change) => {
  const refused = await client.token({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    scope: 'https://graph.microsoft.com/.default',
    assertion: await signed(await client.ssoToken(nora), change()),
  })
  expect([refused.status, refused.at('error')]).toEqual([400, 'invalid_grant'])
})

test.each(wrong)('the Bot Connector refuses a token %s', async (_what, change) => {
  const token = await signed(await client.appToken('https://api.botframework.com/.default'), change())
  const refused = await client.http('POST', '/connector/v3/conversations', { body: {}, token })
  expect(refused.status).toBe(401)
})

test('an application token means nothing on any call of a person’s own', async () => {
  const calls = [
    '/me',
    '/me/events',
    '/me/calendar',
    '/me/mailboxSettings',
    '/me/manager',
    '/me/presence',
    '/me/onlineMeetings',
  ]
  const answers = await Promise.all(calls.map((path) => client.graph('GET', path)))
  expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 400))
})
