import { app, authentication } from '@microsoft/teams-js'
import { decoded } from '../ui/router'
import { browserLocale, type Host, type HostConnection, type HostTheme, hostThemes, localeOf } from './host-port'

/** A frame whose parent is not Teams never answers: teams-js itself would wait a minute. */
const ANSWER_MS = 8_000

const themeOf = (name: string): HostTheme => hostThemes.find((theme) => theme === name) ?? 'default'

const withTimeout = <T>(promise: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the host did not answer')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** Teams frames its tabs, or on telephones shows them in a view of its own. Office has a bridge for signing in ready. */
const isInTeams = (): boolean =>
  !('nestedAppAuthBridge' in window) && (window.parent !== window || 'nativeInterface' in window)

/**
 * Connects to Teams, or to the local client that speaks the same protocol; in Office and in a plain browser the person is signed
 * in by the page itself, with what only those need to download. Never rejects.
 */
export const connectHost = async (): Promise<HostConnection> => {
  const fallback = browserLocale()
  if (!isInTeams()) {
    try {
      return await (await import('./browser-host')).connectBrowser(fallback)
    } catch {
      return { ok: false, reason: 'refused', locale: fallback }
    }
  }
  try {
    await withTimeout(app.initialize([window.location.origin]), ANSWER_MS)
    const context = await withTimeout(app.getContext(), ANSWER_MS)
    app.notifySuccess()
    return { ok: true, host: hostOf(context) }
  } catch {
    return { ok: false, reason: 'silent', locale: fallback }
  }
}

const hostOf = (context: app.Context): Host => ({
  locale: localeOf(context.app.locale),
  theme: themeOf(context.app.theme),
  person: context.user?.id ?? '',
  page: context.page.subPageId || meetingPage(context.page.frameContext, window.location.hash),
  token: () => authentication.getAuthToken(),
  onThemeChange: (listener) => app.registerOnThemeChangeHandler((name) => listener(themeOf(name))),
  openLink: (url) => app.openLink(url),
  shareToStage: context.page.frameContext === 'sidePanel' ? shareToStage : null,
  consent: () => teamsConsent(context.user?.loginHint ?? ''),
})

/** Only a meeting needs that part of teams-js. */
const shareToStage = async (url: string): Promise<void> => (await import('./meeting-stage')).shareToStage(url)
/** What a tab of a meeting shows by the surface that it is opened in; its details, set up as `meeting/<key>`, are the page itself. */
const surfaces: ReadonlyMap<string, string> = new Map([
  ['sidePanel', 'panel'],
  ['meetingStage', 'stage'],
])

/** Teams opens one address on every surface of a meeting: the page of the surface, or null where the address stands. */
export const meetingPage = (surface: string | undefined, hash: string): string | null => {
  const page = surfaces.get(surface ?? '')
  const key = /^#\/meeting\/([^/?]+)$/.exec(hash)?.[1]
  return page === undefined || key === undefined ? null : `${page}/${decoded(key)}`
}

/** teams-js opens https addresses only; the local client knows its own page under that name. */
const teamsConsent = async (hint: string): Promise<boolean> => {
  const url = `https://${window.location.host}/auth-start.html?${new URLSearchParams({ hint, answer: 'teams' })}`
  try {
    await authentication.authenticate({ url, width: 560, height: 680 })
    return true
  } catch {
    return false
  }
}
