import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { createTokenVerifier, type TokenVerifier } from './token'

const tenantId = '0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11'
const clientId = '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21'
const appIdUri = `api://gouvernail.opnum.be/botid-${clientId}`
const oid = 'dd7b057b-924e-43b4-8a59-729b4022925e'
const teams = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'

let issuer: Server
let authority: string
let kid = 'k1'
let verify: TokenVerifier
let sign: (claims: JWTPayload, header?: { alg?: string; kid?: string }) => Promise<string>
let forge: (claims: JWTPayload) => Promise<string>

beforeAll(async () => {
  const [mine, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(mine.publicKey)), use: 'sig' }
  issuer = createServer((req, res) => {
    res.setHeader('Content-Type', 'application/json')
    res.end(
      JSON.stringify(
        req.url?.includes('openid-configuration') ? { jwks_uri: `${authority}/keys` } : { keys: [{ ...jwk, kid }] },
      ),
    )
  })
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve))
  const address = issuer.address()
  authority = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/${tenantId}`
  verify = createTokenVerifier({ authority, tenantId, clientId, appIdUri })
  sign = (claims, header) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(mine.privateKey)
  forge = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(other.privateKey)
})

afterAll(() => new Promise((resolve) => issuer.close(resolve)))

const version1 = `https://sts.windows.net/${tenantId}/`
const seconds = (): number => Math.floor(Date.now() / 1_000)

const good = (): JWTPayload => ({
  aud: clientId,
  iss: `${authority}/v2.0`,
  exp: seconds() + 600,
  nbf: seconds() - 10,
  oid: oid.toUpperCase(),
  tid: tenantId,
  scp: 'access_as_user',
  azp: teams,
  roles: ['officer', 'emperor'],
  ver: '2.0',
})

test('a person is known by object id in lower case, with the roles we know', async () => {
  const token = await sign(good())
  expect(await verify(`Bearer ${token}`)).toMatchObject({
    ok: true,
    signedIn: { person: oid, roles: ['officer'], assertion: token },
  })
})

/** Teams, Microsoft 365 and Outlook (GRAPH-FACTS 6.1), and the registration itself for pages in a browser and in Office. */
test.each([
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
  clientId.toUpperCase(),
])('the client %s may sign people in', async (azp) => {
  expect(await verify(`Bearer ${await sign({ ...good(), azp })}`)).toMatchObject({ ok: true })
})

test('a version 1 token has its own issuer, audience and client claim', async () => {
  const { azp, ...claims } = good()
  const token = await sign({
    ...claims,
    ver: '1.0',
    iss: version1,
    aud: appIdUri,
    appid: String(azp),
  })
  expect(await verify(`Bearer ${token}`)).toMatchObject({ ok: true })
})

const without = (name: string): JWTPayload => {
  const { [name]: _, ...claims } = good()
  return claims
}

test.each<[string, () => Promise<string>]>([
  ['no exp', () => sign(without('exp'))],
  ['expired', () => sign({ ...good(), exp: seconds() - 600 })],
  ['not yet valid', () => sign({ ...good(), nbf: seconds() + 900 })],
  ['another audience', () => sign({ ...good(), aud: 'https://graph.microsoft.com' })],
  ['the version 1 audience in a version 2 token', () => sign({ ...good(), aud: appIdUri })],
  ['another issuer', () => sign({ ...good(), iss: 'https://login.example/v2.0' })],
  ['another tenant', () => sign({ ...good(), tid: clientId })],
  ['no scope: an application', () => sign(without('scp'))],
  ['another scope', () => sign({ ...good(), scp: 'User.Read' })],
  ['an unknown client', () => sign({ ...good(), azp: oid })],
  ['no client', () => sign(without('azp'))],
  ['an application that claims a scope', () => sign({ ...good(), idtyp: 'app' })],
  ['the version 2 audience in a version 1 token', () => sign({ ...good(), ver: '1.0', iss: version1 })],
  ['the version 1 issuer in a version 2 token', () => sign({ ...good(), iss: version1 })],
  ['no object id', () => sign(without('oid'))],
  ['another key', () => forge(good())],
  ['an unknown key id', () => sign(good(), { kid: 'k2' })],
  [
    'no signature at all',
    async () => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none' })}.${part(good())}.x`
    },
  ],
  ['not a token', async () => 'a.b.c'],
])('refused: %s', async (_, token) => {
  expect(await verify(`Bearer ${await token()}`)).toMatchObject({ ok: false, reason: 'refused' })
})

test('a clock that is a few minutes off is forgiven', async () => {
  for (const claims of [{ exp: seconds() - 200 }, { nbf: seconds() + 200 }])
    expect(await verify(`Bearer ${await sign({ ...good(), ...claims })}`)).toMatchObject({ ok: true })
})

test('no header, or another scheme, is refused', async () => {
  expect(await verify(undefined)).toMatchObject({ ok: false, reason: 'refused' })
  expect(await verify(`Basic ${await sign(good())}`)).toMatchObject({ ok: false, reason: 'refused' })
})

test('after the tenant has changed its keys the next token is let in, and the old key no more', async () => {
  const before = await sign(good())
  kid = 'k3'
  const later = Date.now() + 11_000
  jest.spyOn(Date, 'now').mockImplementation(() => later)
  expect(await verify(`Bearer ${await sign(good())}`)).toMatchObject({ ok: true })
  expect(await verify(`Bearer ${before}`)).toMatchObject({ ok: false, reason: 'refused' })
  jest.restoreAllMocks()
})

test('keys that cannot be read are an outage, not the fault of the token, and are asked for again', async () => {
  const token = await sign(good())
  const unreachable = createTokenVerifier({ authority: 'http://127.0.0.1:9/t', tenantId, clientId, appIdUri })
  expect(await unreachable(`Bearer ${token}`)).toMatchObject({ ok: false, reason: 'unavailable' })
  expect(await unreachable(`Bearer ${token}`)).toMatchObject({ ok: false, reason: 'unavailable' })
})
