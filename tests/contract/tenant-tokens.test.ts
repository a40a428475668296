import { createRemoteJWKSet, decodeJwt, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { ines, makeList, nora, philippe, startClient, type TenantClient } from './tenant-client'

/** The directory and what its tokens allow: GRAPH-FACTS 6, 12, 13 items 7 and 20. */
let client: TenantClient
let site: string

beforeAll(async () => {
  client = await startClient()
  site = `/sites/${client.tenant.registration.siteId}`
})
afterAll(() => client.close())

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

describe('token endpoint', () => {
  test('client credentials give a Graph token with the granted roles', async () => {
    const claims = decodeJwt(await client.appToken())
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com',
      tid: client.tenant.registration.tenantId,
      appid: client.tenant.registration.clientId,
      idtyp: 'app',
    })
    expect(claims.roles).toContain('Sites.Manage.All')
    expect(claims.scp).toBeUndefined()
  })

  test.each<[string, Record<string, string>, number, string, number]>([
    ['a wrong secret', { client_secret: 'no' }, 401, 'invalid_client', 7000215],
    ['an unknown application', { client_id: 'no' }, 400, 'unauthorized_client', 700016],
    ['a scope without .default', { scope: 'https://graph.microsoft.com/User.Read' }, 400, 'invalid_scope', 1002012],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['on-behalf-of without assertion', { grant_type: ON_BEHALF_OF }, 400, 'invalid_request', 900144],
    [
      'on-behalf-of with a forged assertion',
      { grant_type: ON_BEHALF_OF, requested_token_use: 'on_behalf_of', assertion: 'a.b.c' },
      400,
      'invalid_grant',
      50013,
    ],
  ])('refuses %s in the shape of Entra', async (_what, form, status, error, code) => {
    const scope = 'https://graph.microsoft.com/.default'
    const refused = await client.token({ grant_type: 'client_credentials', scope, ...form })
    expect(refused.status).toBe(status)
    expect(refused.at('error')).toBe(error)
    expect(refused.at('error_codes')).toEqual([code])
    expect(refused.at('error_description')).toMatch(new RegExp(`^AADSTS${code}: `))
  })

  test('on-behalf-of keeps the person and gives the consented scopes', async () => {
    const claims = decodeJwt(await client.personToken(nora))
    expect(claims).toMatchObject({ aud: 'https://graph.microsoft.com', oid: nora, idtyp: 'user' })
    expect(String(claims.scp).split(' ')).toContain('Sites.ReadWrite.All')
    expect(claims.roles).toBeUndefined()
  })

  test('a Graph token is no assertion', async () => {
    const refused = await client.token({
      grant_type: ON_BEHALF_OF,
      requested_token_use: 'on_behalf_of',
      scope: 'https://graph.microsoft.com/.default',
      assertion: await client.appToken(),
    })
    expect(refused.at('error')).toBe('invalid_grant')
  })
})

test('a single sign-on token verifies against the published metadata, and carries the app roles', async () => {
  const { registration, authority } = client.tenant
  const metadata = await client.http('GET', `${authority}/v2.0/.well-known/openid-configuration`)
  const keys = createRemoteJWKSet(new URL(String(metadata.at('jwks_uri'))))
  const { payload } = await jwtVerify(await client.ssoToken(ines), keys, {
    issuer: String(metadata.at('issuer')),
    audience: registration.clientId,
    algorithms: ['RS256'],
  })
  expect(payload).toMatchObject({
    oid: ines,
    tid: registration.tenantId,
    scp: 'access_as_user',
    ver: '2.0',
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    roles: ['officer'],
  })
})

test('instance discovery answers as MSAL asks for it', async () => {
  const answer = await client.http('GET', '/common/discovery/instance?api-version=1.1')
  expect(answer.at('metadata', 0, 'preferred_network')).toBe(new URL(client.tenant.origin).host)
})

describe('Graph refuses', () => {
  const forge = async (change: Partial<JWTPayload>, expires = '1h'): Promise<string> => {
    const { privateKey } = await generateKeyPair('RS256')
    const claims = { ...decodeJwt(await client.appToken()), ...change }
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'entra' })
      .setExpirationTime(expires)
      .sign(privateKey)
  }
  const unsigned = async (): Promise<string> => {
    const [, payload] = (await client.appToken()).split('.')
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
  }

  test.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['a word', async () => 'word'],
    ['another signature', () => forge({})],
    ['no signature', unsigned],
    ['a token for the product’s own API', () => client.ssoToken(nora)],
    ['a token for the Bot Connector', () => client.appToken('https://api.botframework.com/.default')],
  ])('401: %s', async (_what, token) => {
    const given = await token()
    const refused = await client.http('GET', `/v1.0${site}`, given === undefined ? {} : { token: given })
    expect(refused.status).toBe(401)
    expect(refused.at('error', 'code')).toBe('InvalidAuthenticationToken')
  })

  test('an application token on /me', async () => {
    const refused = await client.graph('GET', '/me')
    expect(refused.status).toBe(400)
    expect(refused.at('error', 'message')).toBe('/me request is only valid with delegated authentication flow.')
  })

  test('a person without the right to manage the site creating a list', async () => {
    const token = await client.personToken(nora)
    const refused = await client.graph('POST', `${site}/lists`, { body: { displayName: 'X' }, token })
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'accessDenied'])
  })

  test('a reader writing an item, while reading is allowed', async () => {
    const list = await makeList(client, 'Read only')
    const token = await client.personToken(philippe)
    expect((await client.graph('GET', `${list}/items`, { token })).status).toBe(200)
    const refused = await client.graph('POST', `${list}/items`, { body: { fields: { Title: 'x' } }, token })
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'accessDenied'])
  })

  test.each([
    ['a list without Sites.Manage.All', ['Sites.ReadWrite.All'], 'POST', '/lists', 'accessDenied'],
    ['an item without Sites.ReadWrite.All', ['Sites.Read.All'], 'POST', '/lists/x/items', 'accessDenied'],
    ['reading without any Sites permission', ['User.Read.All'], 'GET', '', 'accessDenied'],
  ])('403: %s', async (_what, grantedRoles, method, path, code) => {
    const poor = await startClient({ grantedRoles })
    const refused = await poor.graph(method, `${site}${path}`, method === 'POST' ? { body: {} } : {})
    await poor.close()
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, code])
  })

  test('403 Authorization_RequestDenied from the directory', async () => {
    const poor = await startClient({ grantedRoles: ['Sites.Read.All'] })
    const refused = await poor.graph('GET', '/users')
    await poor.close()
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'Authorization_RequestDenied'])
  })
})
