import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { ines, startClient, type TenantClient } from './tenant-client'

/** The code flow of pages (PKCE, no secret) and missing consent, as Entra answers them: GRAPH-FACTS 6.1, 6.3. */
let client: TenantClient

beforeAll(async () => {
  client = await startClient()
})
afterAll(() => client.close())

const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-x'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const PAGE = 'http://127.0.0.1:3978/tab.html'

const query = (): Record<string, string> => {
  const { clientId } = client.tenant.registration
  return {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: PAGE,
    scope: `api://127.0.0.1/botid-${clientId}/access_as_user openid`,
    state: 'of-the-page',
    nonce: 'once',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
}

const authorize = async (
  change: Record<string, string>,
): Promise<{ status: number; text: string; back: URLSearchParams }> => {
  const address = `${client.tenant.authority}/oauth2/v2.0/authorize?${new URLSearchParams({ ...query(), ...change })}`
  const answer = await fetch(address, { redirect: 'manual' })
  const location = answer.headers.get('Location') ?? ''
  return { status: answer.status, text: await answer.text(), back: new URLSearchParams(location.split('#')[1]) }
}

const redeem = (code: string, change: Record<string, string> = {}) => {
  const { client_id, scope } = query()
  const form = { grant_type: 'authorization_code', client_id, scope, code, redirect_uri: PAGE, code_verifier: VERIFIER }
  return fetch(`${client.tenant.authority}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { Origin: 'http://127.0.0.1:3978' },
    body: new URLSearchParams({ ...form, ...change } as Record<string, string>),
  })
}

test('a page gets a token of the person for its own client, renews it once per refresh token, and a code works once', async () => {
  const { back } = await authorize({ persona: ines })
  expect(back.get('state')).toBe('of-the-page')
  const answer = await redeem(back.get('code') ?? '')
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('http://127.0.0.1:3978')
  const { access_token, id_token, refresh_token } = Object(await answer.json())
  const { clientId } = client.tenant.registration
  expect(decodeJwt(access_token)).toMatchObject({ aud: clientId, azp: clientId, oid: ines, scp: 'access_as_user' })
  expect(decodeJwt(id_token)).toMatchObject({ aud: clientId, nonce: 'once' })
  expect((await redeem(back.get('code') ?? '')).status).toBe(400)
  const renew = { grant_type: 'refresh_token', refresh_token }
  expect((await redeem('', renew)).status).toBe(200)
  expect((await redeem('', renew)).status).toBe(400)
})

test.each<[string, Record<string, string>, string]>([
  ['an unknown application', { client_id: ines }, 'AADSTS700016'],
  ['an address that is not registered', { redirect_uri: 'http://127.0.0.1:3978/other.html' }, 'AADSTS50011'],
  ['an address of somebody else', { redirect_uri: 'https://attacker.example/tab.html' }, 'AADSTS50011'],
])('%s is shown a page and never sent back', async (_, change, code) => {
  const { status, text } = await authorize({ persona: ines, ...change })
  expect([status, text.includes(code)]).toEqual([400, true])
})

test.each<[string, Record<string, string>, string]>([
  ['without a challenge', { code_challenge: '' }, 'invalid_request'],
  ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['in a hidden frame', { prompt: 'none' }, 'login_required'],
  ['declined', { prompt: 'consent', decision: 'refuse' }, 'access_denied'],
])('a request %s goes back with its refusal', async (_, change, error) => {
  expect((await authorize({ persona: ines, ...change })).back.get('error')).toBe(error)
})

test('another verifier, another address or no code gets no token', async () => {
  const changes: readonly Record<string, string>[] = [
    { code_verifier: 'x'.repeat(43) },
    { redirect_uri: 'http://127.0.0.1:1/tab.html' },
    { code: 'x' },
  ]
  for (const change of changes) {
    const code = (await authorize({ persona: ines })).back.get('code') ?? ''
    const refused = await redeem(code, change)
    expect([refused.status, Object(await refused.json()).error]).toEqual([400, 'invalid_grant'])
  }
})

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const onBehalfOf = async () =>
  client.token({
    grant_type: ON_BEHALF_OF,
    requested_token_use: 'on_behalf_of',
    assertion: await client.ssoToken(ines),
    scope: 'https://graph.microsoft.com/.default',
  })

test.each([
  ['withoutConsent', 'invalid_grant', 65001],
  ['signInAgain', 'interaction_required', 50076],
] as const)(
  '%s: on-behalf-of says %s until the person has accepted, and for a while after',
  async (fault, error, code) => {
    client.tenant.faults.set({ [fault]: [ines], visibilityDelayMs: 60_000 })
    const refused = await onBehalfOf()
    expect([refused.status, refused.at('error'), refused.at('error_codes')]).toEqual([400, error, [code]])
    const graph = { persona: ines, prompt: 'consent', scope: 'openid https://graph.microsoft.com/.default' }
    expect((await authorize(graph)).text).toContain('Autorisations demandées')
    expect((await authorize({ ...graph, decision: 'accept' })).back.get('code')).not.toBeNull()
    expect((await onBehalfOf()).status).toBe(400)
    client.tenant.faults.set({ visibilityDelayMs: 0 })
    expect((await onBehalfOf()).status).toBe(200)
  },
)
