import {
  AuthError,
  ConfidentialClientApplication,
  type Configuration,
  InteractionRequiredAuthError,
} from '@azure/msal-node'
import { GraphFailure, noAnswer } from '../http/failure'
import { isLoopbackHttp, loopbackNetwork } from './loopback'

const SCOPES = ['https://graph.microsoft.com/.default']
/** Tokens live about an hour; starting the on-behalf-of cache afresh that often keeps it from growing with every sign-in. */
const FRESH_CACHE_MS = 60 * 60 * 1000

export interface Tokens {
  application(): Promise<string>
  onBehalfOf(assertion: string): Promise<string>
}

interface Registration {
  readonly authority: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Access tokens for Graph, cached in memory by MSAL until shortly before they expire. */
export const createTokens = (registration: Registration): Tokens => {
  const configuration = msalConfiguration(registration)
  const application = new ConfidentialClientApplication(configuration)
  let delegated = new ConfidentialClientApplication(configuration)
  let delegatedSince = performance.now()

  return {
    application: () => accessToken(application.acquireTokenByClientCredential({ scopes: SCOPES })),
    onBehalfOf(assertion) {
      if (performance.now() - delegatedSince > FRESH_CACHE_MS) {
        delegated = new ConfidentialClientApplication(configuration)
        delegatedSince = performance.now()
      }
      return accessToken(delegated.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: SCOPES }))
    },
  }
}

const msalConfiguration = ({ authority, clientId, clientSecret }: Registration): Configuration => {
  if (!isLoopbackHttp(authority)) return { auth: { clientId, clientSecret, authority } }
  const { shown, network } = loopbackNetwork(authority)
  return {
    auth: { clientId, clientSecret, authority: shown, knownAuthorities: [new URL(shown).host] },
    system: { networkClient: network },
  }
}

/**
 * On behalf of a person, Entra may ask for consent or for another sign-in (GRAPH-FACTS 6.1): `invalid_grant` with AADSTS65001, or
 * `interaction_required`. That is not a lack of rights, and only the person or an administrator can mend it.
 */
const asksForThePerson = (error: AuthError): boolean =>
  error instanceof InteractionRequiredAuthError || /AADSTS65001\b/.test(error.errorMessage)

/** Entra's refusals become `consent-required` or `forbidden`, silence becomes `unavailable`. */
const accessToken = async (asked: Promise<{ readonly accessToken: string } | null>): Promise<string> => {
  try {
    const result = await asked
    if (result) return result.accessToken
  } catch (error) {
    if (error instanceof AuthError && error.errorCode !== 'network_error' && !/^5|endpoints/.test(error.errorCode)) {
      const code = asksForThePerson(error) ? 'consent-required' : 'forbidden'
      throw new GraphFailure(code, `No Graph token: ${error.errorCode} ${error.errorMessage}`, {
        status: 401,
        graphCode: error.errorCode,
        requestId: error.correlationId || null,
        retryAfterMs: null,
      })
    }
    throw noAnswer('unavailable', `No Graph token: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw noAnswer('unavailable', 'No Graph token: Entra answered nothing')
}
