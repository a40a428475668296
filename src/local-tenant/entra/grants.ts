import { createHash } from 'node:crypto'
import type { TenantPerson } from '../people'

/** What a sign-in was for. */
export interface SignIn {
  readonly person: TenantPerson
  readonly redirectUri: string
  readonly scope: string
  readonly nonce: string | undefined
  /** PKCE, S256 (RFC 7636). */
  readonly challenge: string
}

const CODE_MS = 10 * 60_000
/** A page's refresh token lives a day (Entra, single-page applications). */
const REFRESH_MS = 24 * 60 * 60_000

interface Held<T> {
  readonly what: T
  readonly until: number
}

const take = <T>(from: Map<string, Held<T>>, key: string): T | null => {
  const held = from.get(key)
  from.delete(key)
  return held && held.until > Date.now() ? held.what : null
}

/** Codes and refresh tokens that pages of the product hold; each works once. */
export class Grants {
  readonly #codes = new Map<string, Held<SignIn>>()
  readonly #refresh = new Map<string, Held<TenantPerson>>()

  code(signIn: SignIn): string {
    const code = `1.${crypto.randomUUID()}`
    this.#codes.set(code, { what: signIn, until: Date.now() + CODE_MS })
    return code
  }

  /** The sign-in behind a code, for the page that began it: same address, and the verifier of its challenge. */
  redeem(code: string, redirectUri: string, verifier: string): SignIn | null {
    const signIn = take(this.#codes, code)
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    return signIn && signIn.redirectUri === redirectUri && signIn.challenge === challenge ? signIn : null
  }

  refreshToken(person: TenantPerson): string {
    const token = `1.R${crypto.randomUUID()}`
    this.#refresh.set(token, { what: person, until: Date.now() + REFRESH_MS })
    return token
  }

  refresh(token: string): TenantPerson | null {
    return take(this.#refresh, token)
  }
}
