import { z } from 'zod'
import { isLoopback } from '../control/loopback'
import type { TenantPerson } from '../people'
import { application, directory, graphAudience, redirectPaths } from '../registration'
import type { Consents } from './consents'
import type { Grants } from './grants'
import { consentPage, personPage, refusalPage } from './pages'

const Query = z.object({
  client_id: z.string(),
  redirect_uri: z.url(),
  response_type: z.string(),
  response_mode: z.enum(['fragment', 'query']).default('fragment'),
  scope: z.string(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  prompt: z.string().optional(),
  login_hint: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  /** Not Entra's: what the person chose on these pages. */
  persona: z.string().optional(),
  decision: z.enum(['accept', 'refuse']).optional(),
})
type Query = z.infer<typeof Query>

export interface SignInParts {
  readonly people: ReadonlyMap<string, TenantPerson>
  readonly grants: Grants
  readonly consents: Consents
  readonly grantedScopes: readonly string[]
}

/** A page to show, or the address to go back to. */
export type Step = { readonly page: string; readonly status: number } | { readonly goTo: string }

const refused = (code: number, text: string): Step => ({ page: refusalPage(`AADSTS${code}: ${text}`), status: 400 })

const isRegistered = (address: string): boolean =>
  isLoopback(address) && redirectPaths.includes(new URL(address).pathname)

/** The code flow with PKCE for the product's pages: who are you, do you consent, and back with a code. */
export const authorize = (asked: unknown, parts: SignInParts): Step => {
  const parsed = Query.safeParse(asked)
  if (!parsed.success) return refused(900144, `The request is not complete: ${z.prettifyError(parsed.error)}`)
  const query = parsed.data
  if (query.client_id !== application.clientId)
    return refused(700016, `Application with identifier '${query.client_id}' was not found in the directory.`)
  if (!isRegistered(query.redirect_uri))
    return refused(50011, `The redirect URI '${query.redirect_uri}' does not match those of the application.`)
  if (query.response_type.split(' ').every((type) => type !== 'code'))
    return goBack(query, { error: 'unsupported_response_type' }, 700051, 'Only the code flow is enabled.')
  const challenge = query.code_challenge_method === 'S256' ? query.code_challenge : undefined
  if (!challenge)
    return goBack(query, { error: 'invalid_request' }, 9002325, 'Proof Key for Code Exchange is required (S256).')
  if (query.prompt === 'none') return goBack(query, { error: 'login_required' }, 50058, 'Nobody is signed in here.')
  const person = personIn(query, parts.people)
  if (!person) return { page: personPage([...parts.people.values()], withChoice(query)), status: 200 }
  return consented(query, person, challenge, parts)
}

const consented = (query: Query, person: TenantPerson, challenge: string, parts: SignInParts): Step => {
  const wantsGraph = query.scope.split(' ').some((scope) => scope.startsWith(`${graphAudience}/`))
  const asks = query.prompt === 'consent' || (wantsGraph && parts.consents.wanted(person.id) === 'consent')
  if (asks && query.decision === undefined) {
    const choice = withChoice({ ...query, persona: person.id })
    return { page: consentPage(person, parts.grantedScopes, choice), status: 200 }
  }
  if (asks && query.decision === 'refuse')
    return goBack(query, { error: 'access_denied', subcode: 'cancel' }, 65004, 'User declined to consent.')
  // Coming here in person is also the further proof that may have been missing.
  if (wantsGraph || asks) parts.consents.give(person.id)
  const { redirect_uri: redirectUri, scope, nonce } = query
  return goBack(query, { code: parts.grants.code({ person, redirectUri, scope, nonce, challenge }) })
}

/** Whom the person chose here, or whom the page named: Entra passes a known account through without a question. */
const personIn = (query: Query, people: SignInParts['people']): TenantPerson | undefined => {
  if (query.persona !== undefined) return people.get(query.persona)
  if (query.prompt === 'select_account') return undefined
  return [...people.values()].find(({ userPrincipalName }) => userPrincipalName === query.login_hint)
}

const goBack = (query: Query, answer: Record<string, string>, code?: number, text?: string): Step => {
  const values = new URLSearchParams({
    ...answer,
    ...(code === undefined ? {} : { error_description: `AADSTS${code}: ${text}` }),
    ...(query.state === undefined ? {} : { state: query.state }),
    session_state: directory.tenantId,
  })
  return { goTo: `${query.redirect_uri}${query.response_mode === 'query' ? '?' : '#'}${values}` }
}

/** The address of this page with one more choice made. */
const withChoice =
  (query: Query) =>
  (choice: Partial<Query>): string =>
    `?${new URLSearchParams(
      Object.entries({ ...query, ...choice }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )}`
