import { decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import { type Role, roles } from '../../access/actor'
import { createSigningKeys, KeysUnavailable } from '../../identity/signing-keys'

/** What this API accepts tokens for. */
export interface ApiRegistration {
  /** Entra authority of the tenant, such as `https://login.microsoftonline.com/<tenant id>`. */
  readonly authority: string
  readonly tenantId: string
  readonly clientId: string
  /** Audience of version 1 tokens: `api://<domain>/botid-<client id>`. */
  readonly appIdUri: string
}

export interface SignedIn {
  /** Entra object id in lower case. */
  readonly person: string
  readonly roles: readonly Role[]
  /** The token itself, to exchange on behalf of the person. */
  readonly assertion: string
  readonly expiresAt: Date
}

/** `refused`: the token is at fault. `unavailable`: the signing keys cannot be read now. */
export type Verdict =
  | { readonly ok: true; readonly signedIn: SignedIn }
  | { readonly ok: false; readonly reason: 'refused' | 'unavailable'; readonly why: string }

export type TokenVerifier = (authorization: string | undefined) => Promise<Verdict>

/** Microsoft's own clients that may sign people in to this API (GRAPH-FACTS 6.1): Teams, Microsoft 365 and Outlook. */
const microsoftClients: ReadonlySet<string> = new Set([
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
])

/**
 * Who may have signed the person in: Microsoft's clients, or the registration itself, under which its own pages sign people in
 * in a browser and in Office (nested app authentication keeps the client id of the nested application).
 */
const isAllowedClient = (client: string, { clientId }: ApiRegistration): boolean =>
  microsoftClients.has(client) || client === clientId

const SKEW_SECONDS = 300
/** A key that Entra has withdrawn is trusted no longer than this. */
const KEYS_STALE_AFTER_MS = 600_000

const Claims = z.object({
  oid: z.guid(),
  tid: z.guid(),
  scp: z.string(),
  exp: z.number(),
  roles: z.array(z.string()).optional(),
  azp: z.string().optional(),
  appid: z.string().optional(),
  idtyp: z.string().optional(),
})

/** Checks the token of an API request: every row of GRAPH-FACTS 6.2, locally as in production. */
export const createTokenVerifier = (registration: ApiRegistration): TokenVerifier => {
  const find = createSigningKeys({
    metadataUrl: `${registration.authority}/v2.0/.well-known/openid-configuration`,
    staleAfterMs: KEYS_STALE_AFTER_MS,
  })
  const keyOf = async ({ kid }: { kid?: string }) => {
    const found = kid ? await find(kid) : undefined
    if (!found) throw new Error('unknown signing key')
    return found.key
  }
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined) return refused('no bearer token')
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        ...expectedOf(token, registration),
        algorithms: ['RS256'],
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['exp', 'iss', 'aud', 'oid', 'tid', 'scp'],
      })
      return judge(payload, token, registration)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return error instanceof KeysUnavailable ? { ok: false, reason: 'unavailable', why } : refused(why)
    }
  }
}

/** Issuer and audience have one form per token version; which one comes is set by the registration. */
const expectedOf = (token: string, { authority, tenantId, clientId, appIdUri }: ApiRegistration) =>
  decodeJwt(token).ver === '1.0'
    ? { issuer: `https://sts.windows.net/${tenantId}/`, audience: appIdUri }
    : { issuer: `${authority}/v2.0`, audience: clientId }

const judge = (payload: JWTPayload, token: string, registration: ApiRegistration): Verdict => {
  const parsed = Claims.safeParse(payload)
  if (!parsed.success) return refused('claims are missing or malformed')
  const { oid, tid, scp, exp, azp, appid, idtyp, roles: claimed = [] } = parsed.data
  if (tid.toLowerCase() !== registration.tenantId) return refused('another tenant')
  if (idtyp === 'app' || !scp.split(' ').includes('access_as_user'))
    return refused('not a token of a person for this API')
  if (!isAllowedClient((azp ?? appid ?? '').toLowerCase(), registration)) return refused('client not allowed')
  return {
    ok: true,
    signedIn: {
      person: oid.toLowerCase(),
      roles: roles.filter((role) => claimed.includes(role)),
      assertion: token,
      expiresAt: new Date(exp * 1_000),
    },
  }
}

const refused = (why: string): Verdict => ({ ok: false, reason: 'refused', why })
