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

let made: Promise<SigningKeys> | undefined

/** The directory's key and the Bot Connector's, made once per process: making RSA keys is slow, and tests start many tenants. */
export const signingKeys = (): Promise<SigningKeys> => {
  const run = crypto.randomUUID().slice(0, 8)
  made ??= Promise.all([make(`entra-${run}`), make(`connector-${run}`)]).then(([entra, connector]) => ({
    entra,
    connector,
  }))
  return made
}
