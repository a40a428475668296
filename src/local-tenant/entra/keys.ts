import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose'

/** A signing key and what the world may know of it. */
interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: JWK
}

const make = async (kid: string): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { kid, privateKey, publicKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } }
}

export interface SigningKeys {
  readonly entra: SigningKey
  readonly connector: SigningKey
}

/** A test runner gives each test file modules of its own: the global object alone is one per process. */
const KEPT = Symbol.for('gouvernail.local-tenant.keys')
const kept: typeof globalThis & { [KEPT]?: Promise<SigningKeys> } = globalThis

/** The directory's key and the Bot Connector's, made once per process: making RSA keys is slow, and tests start many tenants. */
export const signingKeys = (): Promise<SigningKeys> => {
  kept[KEPT] ??= makeBoth(crypto.randomUUID().slice(0, 8))
  return kept[KEPT]
}

const makeBoth = async (run: string): Promise<SigningKeys> => {
  const [entra, connector] = await Promise.all([make(`entra-${run}`), make(`connector-${run}`)])
  return { entra, connector }
}
