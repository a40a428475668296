import { createHash } from 'node:crypto'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { TenantPerson } from '../people'
import {
  application,
  botTokenIssuer,
  connectorAudience,
  directory,
  graphAudience,
  teamsWebClientId,
} from '../registration'
import type { Consent } from './consent'
import type { SigningKeys } from './keys'

const LIFETIME_S = 3_600

/** Makes and reads the tokens of the local directory. Claims follow graph-examples/21 and GRAPH-FACTS 6. */
export class Tokens {
  readonly #verified = new Map<string, JWTPayload>()

  constructor(
    private readonly keys: Promise<SigningKeys>,
    private readonly origin: () => string,
    readonly consent: Consent,
  ) {}

  /** Issuer of version 2.0 tokens. */
  get issuer(): string {
    return `${this.origin()}/${directory.tenantId}/v2.0`
  }

  /** Application token for Graph: the granted application permissions travel as `roles`. */
  forGraph(): Promise<string> {
    return this.#entraToken({
      aud: graphAudience,
      appid: application.clientId,
      app_displayname: application.displayName,
      idtyp: 'app',
      oid: application.servicePrincipalId,
      sub: application.servicePrincipalId,
      roles: [...this.consent.current.roles],
      ver: '1.0',
    })
  }

  /** Application token that a bot sends to the Bot Connector. */
  forConnector(): Promise<string> {
    return this.#entraToken({
      aud: connectorAudience,
      appid: application.clientId,
      azp: application.clientId,
      idtyp: 'app',
      oid: application.servicePrincipalId,
      sub: application.servicePrincipalId,
      ver: '1.0',
    })
  }

  /** Token for Graph on behalf of a person: the consented delegated permissions travel as `scp`. */
  forGraphOnBehalfOf(person: TenantPerson): Promise<string> {
    return this.#entraToken({
      aud: graphAudience,
      appid: application.clientId,
      idtyp: 'user',
      name: person.displayName,
      oid: person.id,
      sub: pairwise(person.id, graphAudience),
      upn: person.userPrincipalName,
      scp: this.consent.current.scopes.join(' '),
      ver: '1.0',
    })
  }

  /**
   * A token for the product's own API: what `authentication.getAuthToken()` gives a tab in Teams on the web, or what the product's
   * own pages get by signing in (`client` is then the product itself).
   */
  singleSignOn(person: TenantPerson, client: string = teamsWebClientId): Promise<string> {
    return this.#entraToken({
      aud: application.clientId,
      azp: client,
      azpacr: '0',
      name: person.displayName,
      oid: person.id,
      preferred_username: person.userPrincipalName,
      roles: person.appRoles.length > 0 ? [...person.appRoles] : undefined,
      scp: 'access_as_user',
      sub: pairwise(person.id, application.clientId),
      ver: '2.0',
    })
  }

  /** Id token that accompanies an access token; `nonce` repeats what the sign-in asked with. */
  identity(person: TenantPerson, nonce?: string): Promise<string> {
    return this.#entraToken({
      aud: application.clientId,
      name: person.displayName,
      nonce,
      oid: person.id,
      preferred_username: person.userPrincipalName,
      sub: pairwise(person.id, application.clientId),
      ver: '2.0',
    })
  }

  /** Token with which the Bot Connector vouches for an activity; `serviceurl` must equal the activity's (GRAPH-FACTS 6.4). */
  async fromConnector(serviceUrl: string): Promise<string> {
    const { connector } = await this.keys
    return new SignJWT({ serviceurl: serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid: connector.kid, typ: 'JWT' })
      .setIssuer(botTokenIssuer)
      .setAudience(application.clientId)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(connector.privateKey)
  }

  /** The claims of one of our directory's tokens for this audience; null when it is not valid. */
  async read(token: string, audience: string): Promise<JWTPayload | null> {
    const known = this.#verified.get(token)
    if (known) return fresh(known) && known.aud === audience ? known : null
    try {
      const { payload } = await jwtVerify(token, (await this.keys).entra.publicKey, {
        algorithms: ['RS256'],
        issuer: this.issuer,
        audience,
        requiredClaims: ['exp', 'tid'],
      })
      if (payload.tid !== directory.tenantId) return null
      if (this.#verified.size > 1_000) this.#verified.clear()
      this.#verified.set(token, payload)
      return payload
    } catch {
      return null
    }
  }

  async #entraToken(claims: JWTPayload): Promise<string> {
    const { entra } = await this.keys
    return new SignJWT({
      ...claims,
      tid: directory.tenantId,
      uti: crypto.randomUUID().replaceAll('-', '').slice(0, 22),
    })
      .setProtectedHeader({ alg: 'RS256', kid: entra.kid, typ: 'JWT' })
      .setIssuer(this.issuer)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(entra.privateKey)
  }
}

const fresh = (claims: JWTPayload): boolean => (claims.exp ?? 0) * 1_000 > Date.now()

/** `sub` differs per application for the same person. */
const pairwise = (person: string, audience: string): string =>
  createHash('sha256').update(`${person}:${audience}`).digest('base64url')
