import { type RequestHandler, Router, urlencoded } from 'express'
import { isLoopback } from '../control/loopback'
import type { Faults } from '../faults'
import type { TenantPerson } from '../people'
import { botTokenIssuer, directory } from '../registration'
import { authorize } from './authorize'
import { Consents } from './consents'
import { Grants } from './grants'
import type { SigningKeys } from './keys'
import { answerTokenRequest, readTokenRequest, refuse } from './token-endpoint'
import type { Tokens } from './tokens'

interface EntraParts {
  readonly tokens: Tokens
  readonly keys: Promise<SigningKeys>
  readonly origin: () => string
  readonly people: ReadonlyMap<string, TenantPerson>
  readonly faults: Faults
}

const TENANT_NAMES = [directory.tenantId, directory.domain, 'organizations', 'common', 'botframework.com']

/** Entra answers pages of registered addresses from any origin; here, pages of this computer. */
const fromPages: RequestHandler = (req, res, next) => {
  const { origin } = req.headers
  if (origin !== undefined && isLoopback(origin))
    res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Headers': '*', Vary: 'Origin' })
  if (req.method === 'OPTIONS') res.status(204).end()
  else next()
}

/** The directory's sign-in endpoints, at Entra's own paths, and the Bot Framework's OpenID metadata. */
export const entraRouter = ({ tokens, keys, origin, people, faults }: EntraParts): Router => {
  const router = Router()
  const grants = new Grants()
  const consents = new Consents(faults)
  router.use(['/:tenant/v2.0/.well-known', '/:tenant/oauth2/v2.0', '/common/discovery'], fromPages)

  router.get('/:tenant/v2.0/.well-known/openid-configuration', (req, res, next) => {
    if (!TENANT_NAMES.includes(req.params.tenant)) return next()
    const base = `${origin()}/${req.params.tenant}`
    res.json({
      issuer: tokens.issuer,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      response_types_supported: ['code', 'id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      tenant_region_scope: 'EU',
    })
  })

  router.get('/:tenant/discovery/v2.0/keys', async (req, res, next) => {
    if (!TENANT_NAMES.includes(req.params.tenant)) return next()
    res.json({ keys: [{ ...(await keys).entra.publicJwk, issuer: tokens.issuer }] })
  })

  router.get('/common/discovery/instance', (_req, res) => {
    const host = new URL(origin()).host
    res.json({
      tenant_discovery_endpoint: `${origin()}/${directory.tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    })
  })

  router.get('/botframework/v1/.well-known/openidconfiguration', (_req, res) => {
    res.json({
      issuer: botTokenIssuer,
      authorization_endpoint: `${origin()}/botframework/v1/authorize`,
      jwks_uri: `${origin()}/botframework/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    })
  })

  router.get('/botframework/v1/.well-known/keys', async (_req, res) => {
    res.json({ keys: [{ ...(await keys).connector.publicJwk, endorsements: ['msteams'] }] })
  })

  router.get('/:tenant/oauth2/v2.0/authorize', (req, res, next) => {
    if (!TENANT_NAMES.includes(req.params.tenant)) return next()
    const step = authorize(req.query, { people, grants, consents, grantedScopes: tokens.consent.current.scopes })
    res.set('Cache-Control', 'no-store')
    if ('goTo' in step) return res.redirect(step.goTo)
    // A sign-in page is never framed, the real one neither.
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    res.status(step.status).type('html').send(step.page)
  })

  router.post('/:tenant/oauth2/v2.0/token', urlencoded({ extended: false }), async (req, res) => {
    if (TENANT_NAMES.includes(req.params.tenant)) {
      const request = readTokenRequest(req.body, req.headers.authorization)
      await answerTokenRequest(res, request, { tokens, people, grants, consents })
    } else refuse(res, 400, 'invalid_request', 90002, `Tenant '${req.params.tenant}' not found.`)
  })

  return router
}
