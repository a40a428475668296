import { bootTexts } from '../i18n/boot-texts'
import { CONSENT_KEY } from './consent-state'
import { browserLocale } from './host-port'
import { GRAPH_SCOPE, signInAt } from './sign-in-at'

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** The consent window begins here: on to Microsoft's page, which asks for all that the registration names. */
const start = async (): Promise<void> => {
  document.querySelector('#root')?.append(bootTexts[browserLocale()].opening)
  const asked = new URLSearchParams(window.location.search)
  const { authority, clientId } = await signInAt()
  const state = random()
  sessionStorage.setItem(CONSENT_KEY, JSON.stringify({ state, answer: asked.get('answer') }))
  // The code that comes back is never exchanged, the service gets its own tokens: the verifier is thrown away.
  const verifier = new TextEncoder().encode(random())
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', verifier)))
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: `${window.location.origin}/auth-end.html`,
    scope: `openid ${GRAPH_SCOPE}`,
    prompt: 'consent',
    login_hint: asked.get('hint') ?? '',
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  window.location.replace(`${authority}/oauth2/v2.0/authorize?${query}`)
}

void start()
