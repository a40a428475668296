import { textAt } from '../json'
import type { TenantPerson } from '../people'
import { application, directory, graphAudience } from '../registration'
import type { Grants } from './grants'
import type { Tokens } from './tokens'

/** What the token endpoint answers a page of the product: tokens, or Entra's refusal. */
export type PageGrant =
  | { readonly ok: true; readonly accessToken: string; readonly more: object }
  | { readonly ok: false; readonly error: string; readonly code: number; readonly text: string }

const invalid = (code: number, text: string): PageGrant => ({ ok: false, error: 'invalid_grant', code, text })

/** Codes and refresh tokens (GRAPH-FACTS 6): no secret, because pages cannot keep one. */
export const grantToPage = async (body: unknown, grants: Grants, tokens: Tokens): Promise<PageGrant> => {
  const scope = textAt(body, 'scope') ?? ''
  if (textAt(body, 'grant_type') === 'refresh_token') {
    const person = grants.refresh(textAt(body, 'refresh_token') ?? '')
    if (!person) return invalid(700084, 'The refresh token was issued to a single page app and has expired.')
    return granted(person, scope, undefined, grants, tokens)
  }
  const code = textAt(body, 'code') ?? ''
  const signIn = grants.redeem(code, textAt(body, 'redirect_uri') ?? '', textAt(body, 'code_verifier') ?? '')
  if (!signIn) return invalid(70008, 'The provided authorization code or its verifier is not valid, or has been used.')
  return granted(signIn.person, signIn.scope, signIn.nonce, grants, tokens)
}

const granted = async (
  person: TenantPerson,
  scope: string,
  nonce: string | undefined,
  grants: Grants,
  tokens: Tokens,
): Promise<PageGrant> => {
  const api = scope.split(' ').find((name) => name.endsWith(`/botid-${application.clientId}/access_as_user`))
  const forGraph = api === undefined && scope.includes(`${graphAudience}/`)
  if (api === undefined && !forGraph)
    return { ok: false, error: 'invalid_scope', code: 70011, text: `The scope '${scope}' is not valid.` }
  return {
    ok: true,
    accessToken: await (forGraph
      ? tokens.forGraphOnBehalfOf(person)
      : tokens.singleSignOn(person, application.clientId)),
    more: {
      scope: api ?? tokens.consent.current.scopes.map((name) => `${graphAudience}/${name}`).join(' '),
      id_token: await tokens.identity(person, nonce),
      refresh_token: grants.refreshToken(person),
      client_info: clientInfo(person),
    },
  }
}

/** How MSAL tells accounts apart. */
export const clientInfo = (person: TenantPerson): string =>
  Buffer.from(JSON.stringify({ uid: person.id, utid: directory.tenantId })).toString('base64url')
