import { type JWTHeaderParameters, jwtVerify } from 'jose'
import { z } from 'zod'
import { createSigningKeys, KeysUnavailable, type SigningKey, type SigningKeys } from '../src/identity/signing-keys'
import { type BotConnection, isKnownConnector } from './connection'

/**
 * Our own check of an inbound activity, in the place of botbuilder's, which accepts tokens without `exp` and activities of
 * another tenant, and answers 500 to a forged signature (TOOLCHAIN, Bot). Rules: GRAPH-FACTS 6.4.
 */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 401 | 503; readonly reason: string }

export type TokenCheck = (authorization: string | undefined, activity: unknown) => Promise<Verdict>

const SKEW_SECONDS = 300
const KEYS_STALE_AFTER_MS = 24 * 3_600_000

const Envelope = z.looseObject({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.looseObject({ tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
})

class Refused extends Error {}

const signingKey = async (
  { kid }: JWTHeaderParameters,
  find: SigningKeys,
  channelId: string,
): Promise<SigningKey['key']> => {
  const found = kid ? await find(kid) : undefined
  if (!found) throw new Refused('unknown signing key')
  if (!found.endorsements.includes(channelId)) throw new Refused('key not endorsed for the channel')
  return found.key
}

/** Why the activity does not belong here, or null. At least one tenant must be named, and none may be another. */
const misplaced = (activity: z.infer<typeof Envelope>, connection: BotConnection): string | null => {
  const known = [...connection.serviceUrls, ...connection.guestServiceUrls]
  if (!isKnownConnector(activity.serviceUrl, known)) return 'unknown service URL'
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id !== undefined)
  if (tenants.length === 0) return 'no tenant'
  return tenants.every((id) => id.toLowerCase() === connection.tenantId.toLowerCase()) ? null : 'another tenant'
}

/**
 * Makes the check of one registration. 401 for whatever is wrong with the request, 503 when no key for it is known and the keys
 * cannot be read. `now` (milliseconds) is for the age of the keys alone.
 */
export const createTokenCheck = (connection: BotConnection, now?: () => number): TokenCheck => {
  const find = createSigningKeys({
    metadataUrl: connection.openIdMetadataUrl,
    staleAfterMs: KEYS_STALE_AFTER_MS,
    ...(now ? { now } : {}),
  })
  return async (authorization, body) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization ?? '')?.[1]
    if (!token) return { ok: false, status: 401, reason: 'no bearer token' }
    const envelope = Envelope.safeParse(body)
    if (!envelope.success) return { ok: false, status: 401, reason: 'not an activity' }
    const activity = envelope.data
    const elsewhere = misplaced(activity, connection)
    if (elsewhere) return { ok: false, status: 401, reason: elsewhere }
    try {
      const { payload } = await jwtVerify(token, (header) => signingKey(header, find, activity.channelId), {
        issuer: connection.issuer,
        audience: connection.appId,
        algorithms: ['RS256'],
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['exp'],
      })
      if (payload.serviceurl !== activity.serviceUrl) throw new Refused('serviceurl claim differs from the activity')
      return { ok: true }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { ok: false, status: error instanceof KeysUnavailable ? 503 : 401, reason }
    }
  }
}
