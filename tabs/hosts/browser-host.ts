import {
  AuthError,
  CacheLookupPolicy,
  type Configuration,
  createNestablePublicClientApplication,
  type IPublicClientApplication,
} from '@azure/msal-browser'
import type { SignInView } from '../../src/access/sign-in-view'
import type { Locale } from '../../src/i18n/text'
import { askInWindow } from './consent-window'
import type { Host, HostConnection, HostTheme } from './host-port'
import { GRAPH_SCOPE, signInAt } from './sign-in-at'

/** Office signs people in on the page's behalf (nested app authentication, GRAPH-FACTS 6.3); a browser goes to Microsoft and back. */
const isNested = (): boolean => 'nestedAppAuthBridge' in window

/** The page that Microsoft answers to; the registration names it. */
const REDIRECT = '/tab.html'

/**
 * MSAL takes https authorities only. The local tenant is shown to it as one, with its endpoints spelled out, so that nothing is
 * ever asked of that address.
 */
const authorityOf = (authority: string): Omit<Configuration['auth'], 'clientId'> => {
  const { protocol, host } = new URL(authority)
  if (protocol === 'https:') return { authority }
  const shown = authority.replace('http:', 'https:')
  const metadata = {
    issuer: `${shown}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  }
  return { authority: shown, knownAuthorities: [host], authorityMetadata: JSON.stringify(metadata) }
}

const configurationOf = ({ authority, clientId }: SignInView): Configuration => ({
  auth: { ...authorityOf(authority), clientId, redirectUri: `${window.location.origin}${REDIRECT}` },
  cache: { cacheLocation: 'sessionStorage' },
})

/** The page is left for Microsoft's: nothing after this happens here. */
const leaving = <T>(): Promise<T> => new Promise(() => undefined)

/** Signs the person in, then answers as Teams would. Rejects when Microsoft refuses. */
export const connectBrowser = async (locale: Locale): Promise<HostConnection> => {
  const signIn = await signInAt()
  const client = await createNestablePublicClientApplication(configurationOf(signIn))
  const answer = await client.handleRedirectPromise()
  client.setActiveAccount(answer?.account ?? client.getActiveAccount() ?? client.getAllAccounts()[0] ?? null)
  const token = tokenSource(client, signIn.scope)
  await token()
  const account = client.getActiveAccount()
  return {
    ok: true,
    host: {
      locale,
      theme: themeNow(),
      person: account?.localAccountId ?? '',
      page: null,
      token,
      onThemeChange,
      openLink: async (url) => {
        window.open(url, '_blank', 'noopener')
      },
      shareToStage: null,
      consent: () => (isNested() ? nestedConsent(client) : askInWindow(account?.username ?? '')),
    },
  }
}

/** A token from the cache, else renewed, else by asking the person. */
const tokenSource = (client: IPublicClientApplication, scope: string): Host['token'] => {
  const scopes = [scope]
  const interactive = async (): Promise<string> => {
    if (isNested()) {
      const { accessToken, account } = await client.acquireTokenPopup({ scopes })
      client.setActiveAccount(account)
      return accessToken
    }
    const hint = client.getActiveAccount()?.username
    await client.acquireTokenRedirect({ scopes, ...(hint ? { loginHint: hint } : {}) })
    return leaving()
  }
  return async () => {
    const account = client.getActiveAccount()
    if (account === null && !isNested()) return interactive()
    try {
      const result = await client.acquireTokenSilent({
        scopes,
        ...(account ? { account } : {}),
        // Never a hidden frame: the policy of this page lets none of Microsoft's be shown in it.
        cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
      })
      client.setActiveAccount(result.account)
      return result.accessToken
    } catch (error) {
      if (error instanceof AuthError && !isOutage(error)) return interactive()
      throw error
    }
  }
}

const isOutage = ({ errorCode }: AuthError): boolean => /network|request_failed|no_network/.test(errorCode)

const nestedConsent = async (client: IPublicClientApplication): Promise<boolean> => {
  try {
    await client.acquireTokenPopup({ scopes: [GRAPH_SCOPE], prompt: 'consent' })
    return true
  } catch {
    return false
  }
}

const DARK = '(prefers-color-scheme: dark)'
const CONTRAST = '(forced-colors: active)'

const themeNow = (): HostTheme => {
  if (window.matchMedia(CONTRAST).matches) return 'contrast'
  return window.matchMedia(DARK).matches ? 'dark' : 'default'
}

const onThemeChange: Host['onThemeChange'] = (listener) => {
  for (const query of [DARK, CONTRAST]) window.matchMedia(query).addEventListener('change', () => listener(themeNow()))
}
