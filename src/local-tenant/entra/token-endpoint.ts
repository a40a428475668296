import type { Response } from 'express'
import { textAt } from '../json'
import type { TenantPerson } from '../people'
import { application, connectorAudience, directory, graphAudience } from '../registration'
import { clientInfo, grantToPage } from './code-grants'
import type { Consents } from './consents'
import type { Grants } from './grants'
import type { Tokens } from './tokens'

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

interface TokenRequest {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly grantType: string | undefined
  readonly scope: string
  readonly assertion: string | undefined
  readonly requestedTokenUse: string | undefined
  /** The form as it came, for what only some grants read. */
  readonly form: unknown
}

export interface TokenParts {
  readonly tokens: Tokens
  readonly people: ReadonlyMap<string, TenantPerson>
  readonly grants: Grants
  readonly consents: Consents
}

/** Credentials come in the body, or in a Basic header (both are standard; MSAL uses the body). */
export const readTokenRequest = (body: unknown, authorization: string | undefined): TokenRequest => {
  const basic = authorization?.startsWith('Basic ')
    ? Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':').map(decodeURIComponent)
    : []
  return {
    clientId: textAt(body, 'client_id') ?? basic[0],
    clientSecret: textAt(body, 'client_secret') ?? basic[1],
    grantType: textAt(body, 'grant_type'),
    scope: textAt(body, 'scope') ?? '',
    assertion: textAt(body, 'assertion'),
    requestedTokenUse: textAt(body, 'requested_token_use'),
    form: body,
  }
}

/** Client credentials, on-behalf-of, and what pages of the product may ask without a secret (GRAPH-FACTS 6). */
export const answerTokenRequest = async (res: Response, request: TokenRequest, parts: TokenParts): Promise<void> => {
  const { tokens } = parts
  if (request.clientId !== application.clientId) {
    const text = `Application with identifier '${request.clientId ?? ''}' was not found in the directory '${directory.tenantName}'.`
    return refuse(res, 400, 'unauthorized_client', 700016, text)
  }
  if (request.grantType === 'authorization_code' || request.grantType === 'refresh_token') {
    const outcome = await grantToPage(request.form, parts.grants, tokens)
    return outcome.ok
      ? grant(res, outcome.accessToken, outcome.more)
      : refuse(res, 400, outcome.error, outcome.code, outcome.text)
  }
  if (request.clientSecret !== application.clientSecret) {
    const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`
    return refuse(res, 401, 'invalid_client', 7000215, text)
  }
  const scopes = request.scope
    .split(' ')
    .filter((scope) => !['openid', 'profile', 'offline_access', 'email', ''].includes(scope))
  if (request.grantType === 'client_credentials') {
    if (scopes.length === 1 && scopes[0] === `${graphAudience}/.default`) return grant(res, await tokens.forGraph())
    if (scopes.length === 1 && scopes[0] === `${connectorAudience}/.default`)
      return grant(res, await tokens.forConnector())
    const text = `The provided request must include a 'scope' input parameter ending in '/.default'. The scope ${request.scope} is not valid.`
    return refuse(res, 400, 'invalid_scope', 1002012, text)
  }
  if (request.grantType === ON_BEHALF_OF) return onBehalfOf(res, request, scopes, parts)
  return refuse(
    res,
    400,
    'unsupported_grant_type',
    70003,
    `The app requested an unsupported grant type '${request.grantType ?? ''}'.`,
  )
}

const onBehalfOf = async (
  res: Response,
  request: TokenRequest,
  scopes: readonly string[],
  { tokens, people, consents }: TokenParts,
): Promise<void> => {
  if (request.requestedTokenUse !== 'on_behalf_of' || !request.assertion) {
    return refuse(
      res,
      400,
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'assertion'.",
    )
  }
  const claims = await tokens.read(request.assertion, application.clientId)
  const person = claims && typeof claims.oid === 'string' ? people.get(claims.oid) : undefined
  if (!claims || !person || claims.scp !== 'access_as_user') {
    const text = 'Assertion failed signature validation, has expired, or is not a user assertion for this application.'
    return refuse(res, 400, 'invalid_grant', 50013, text)
  }
  if (!scopes.some((scope) => scope.startsWith(`${graphAudience}/`) || !scope.includes('/'))) {
    return refuse(res, 400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid.`)
  }
  const wanted = consents.wanted(person.id)
  if (wanted === 'consent' || tokens.consent.current.scopes.length === 0) {
    const text = `The user or administrator has not consented to use the application with ID '${application.clientId}' named '${application.displayName}'. Send an interactive authorization request for this user and resource.`
    return refuse(res, 400, 'invalid_grant', 65001, text, { suberror: 'consent_required' })
  }
  if (wanted === 'sign-in') {
    const text = `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${graphAudience}'.`
    return refuse(res, 400, 'interaction_required', 50076, text, { suberror: 'basic_action' })
  }
  return grant(res, await tokens.forGraphOnBehalfOf(person), {
    scope: tokens.consent.current.scopes.map((scope) => `${graphAudience}/${scope}`).join(' '),
    id_token: await tokens.identity(person),
    client_info: clientInfo(person),
  })
}

const grant = (res: Response, accessToken: string, more: object = {}): void => {
  res.set('Cache-Control', 'no-store').json({
    token_type: 'Bearer',
    expires_in: 3_599,
    ext_expires_in: 3_599,
    access_token: accessToken,
    ...more,
  })
}

/** Entra's error shape; `error_codes` holds the AADSTS number. */
export const refuse = (
  res: Response,
  status: number,
  error: string,
  code: number,
  text: string,
  more: object = {},
): void => {
  const traceId = crypto.randomUUID()
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
  res.status(status).json({
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: crypto.randomUUID(),
    ...more,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  })
}
