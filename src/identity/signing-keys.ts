import { type CryptoKey, importJWK, type JWK } from 'jose'
import { z } from 'zod'

/** A public key as the issuer shows it. */
export interface SigningKey {
  /** Channels that the key may sign for; only the Bot Connector's keys name some. */
  readonly endorsements: readonly string[]
  readonly key: CryptoKey | Uint8Array
}

/** The keys cannot be read now: the fault of no token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

export interface SigningKeysOptions {
  /** OpenID metadata, which names the key set. */
  readonly metadataUrl: string
  /** From this age (milliseconds) keys are read again before one is trusted: a key that was withdrawn is refused by then. */
  readonly staleAfterMs: number
  /** Milliseconds. */
  readonly now?: () => number
}

/** The key of an id; undefined when the issuer has none of that id. Throws `KeysUnavailable`. */
export type SigningKeys = (kid: string) => Promise<SigningKey | undefined>

/** An unknown key id asks for fresh keys, but a flood of forged ids must not become a flood of requests. */
const REFRESH_AT_MOST_EVERY_MS = 10_000
/** Nor while the keys cannot be read; whoever needs them waits for no more than a try by somebody else. */
const UNKNOWN_AGAIN_AFTER_MS = 1_000
/** With keys at hand there is no hurry: the metadata may be slow to fail. */
const STALE_AGAIN_AFTER_MS = 10_000
const TIMEOUT_MS = 5_000

const Metadata = z.object({ jwks_uri: z.url() })
const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).optional() })),
})

const fetchJson = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

/**
 * Signing keys of one issuer, cached. Keys that should be read again but cannot be are used on: an outage of the metadata must not
 * lock people out.
 */
export const createSigningKeys = ({
  metadataUrl,
  staleAfterMs,
  now = () => Date.now(),
}: SigningKeysOptions): SigningKeys => {
  let keys: ReadonlyMap<string, SigningKey> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let failure: KeysUnavailable | undefined
  let reading: Promise<void> | null = null

  const read = async (): Promise<void> => {
    const { jwks_uri } = Metadata.parse(await fetchJson(metadataUrl))
    const shown = KeySet.parse(await fetchJson(jwks_uri)).keys.filter(({ kty }) => kty === 'RSA')
    const imported = shown.map(async ({ kid, endorsements = [], ...jwk }): Promise<[string, SigningKey]> => {
      const rsa: JWK = jwk
      return [kid, { endorsements, key: await importJWK(rsa, 'RS256') }]
    })
    keys = new Map(await Promise.all(imported))
    readAt = now()
  }
  const refresh = (): Promise<void> => {
    reading ??= read()
      .catch((error: unknown) => {
        failedAt = now()
        failure = new KeysUnavailable(`signing keys: ${error instanceof Error ? error.message : String(error)}`)
        throw failure
      })
      .finally(() => {
        reading = null
      })
    return reading
  }

  return async (kid) => {
    // Either way: by a clock that is set back, a withdrawn key would be trusted as much longer.
    const [age, sinceFailure] = [Math.abs(now() - readAt), Math.abs(now() - failedAt)]
    const known = keys.get(kid)
    if (known === undefined && age > REFRESH_AT_MOST_EVERY_MS) {
      if (failure && sinceFailure < UNKNOWN_AGAIN_AFTER_MS) throw failure
      await refresh()
    } else if (age > staleAfterMs && sinceFailure > STALE_AGAIN_AFTER_MS) await refresh().catch(() => undefined)
    return keys.get(kid)
  }
}
