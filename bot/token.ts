import { type CryptoKey, importJWK, type JWK, type JWTHeaderParameters, jwtVerify } from 'jose'
import { z } from 'zod'
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
const KEYS_STALE_AFTER = 24 * 3_600_000
/** An unknown key id asks for fresh keys, but a flood of forged ids must not become a flood of requests. */
const REFRESH_AT_MOST_EVERY = 10_000
/** After a failed reading the next one waits as long: the channel's metadata may be slow to fail. */
const RETRY_AFTER = 10_000

const Metadata = z.object({ jwks_uri: z.url() })
const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).optional() })),
})
type ChannelKey = z.infer<typeof KeySet>['keys'][number]

const Envelope = z.looseObject({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.looseObject({ tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
})

class KeysUnavailable extends Error {}
class Refused extends Error {}

const fetchJson = async (url: string): Promise<unknown> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return await response.json()
  } catch (error) {
    throw new KeysUnavailable(`signing keys of the channel: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * The channel's signing keys, cached; endorsements stay with their key, which is why jose's remote set is not used. Keys that
 * should be read again but cannot be are used on: an outage of the metadata must not silence the bot.
 */
const channelKeys = (metadataUrl: string, now: () => number): ((kid: string) => Promise<ChannelKey | undefined>) => {
  let keys: readonly ChannelKey[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async (): Promise<void> => {
    const metadata = Metadata.parse(await fetchJson(metadataUrl))
    keys = KeySet.parse(await fetchJson(metadata.jwks_uri)).keys
    readAt = now()
  }
  const refresh = (): Promise<void> => {
    reading ??= read()
      .catch((error: unknown) => {
        failedAt = now()
        throw error
      })
      .finally(() => {
        reading = null
      })
    return reading
  }
  return async (kid) => {
    const age = now() - readAt
    const known = (): ChannelKey | undefined => keys.find((key) => key.kid === kid)
    const cached = known()
    if (cached === undefined && age > REFRESH_AT_MOST_EVERY) await refresh()
    else if (age > KEYS_STALE_AFTER && now() - failedAt > RETRY_AFTER) await refresh().catch(() => undefined)
    return known() ?? cached
  }
}

const signingKey = async (
  header: JWTHeaderParameters,
  find: (kid: string) => Promise<ChannelKey | undefined>,
  channelId: string,
): Promise<CryptoKey | Uint8Array> => {
  const key = header.kid ? await find(header.kid) : undefined
  if (!key) throw new Refused('unknown signing key')
  if (!key.endorsements?.includes(channelId)) throw new Refused('key not endorsed for the channel')
  const jwk: JWK = key
  const imported = importedKeys.get(key) ?? importJWK(jwk, 'RS256')
  importedKeys.set(key, imported)
  return imported
}

/** By key as it was read: importing one costs as much as a verification. */
const importedKeys = new WeakMap<ChannelKey, ReturnType<typeof importJWK>>()

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
export const createTokenCheck = (connection: BotConnection, now: () => number = () => Date.now()): TokenCheck => {
  const find = channelKeys(connection.openIdMetadataUrl, now)
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
