import { app, authentication } from '@microsoft/teams-js'
import type { Locale } from '../../src/i18n/text'
import { browserLocale, localeOf } from './host-locale'

/** The themes of Teams; anything unknown is shown as light. */
export const hostThemes = ['default', 'dark', 'contrast'] as const
export type HostTheme = (typeof hostThemes)[number]

/** What the pages need from the application that frames them. */
export interface Host {
  readonly locale: Locale
  readonly theme: HostTheme
  /** Entra object id of the signed-in person, under which this browser keeps what they typed. */
  readonly person: string
  /** Page asked for by a deep link, such as `project/P-008`; null when the tab was opened by itself. */
  readonly page: string | null
  /** A fresh access token of the signed-in person; the host caches and renews it. */
  token(): Promise<string>
  onThemeChange(listener: (theme: HostTheme) => void): void
  /** Opens an address outside the tab: a chat, a document. */
  openLink(url: string): Promise<void>
  /** Takes the person to Microsoft's page that asks for their consent; to be called from a click. False when they declined. */
  consent(): Promise<boolean>
}

/** `silent`: in a frame of something that is not Teams. `refused`: Microsoft did not sign the person in. */
export type HostConnection =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly reason: 'silent' | 'refused'; readonly locale: Locale }

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
  page: context.page.subPageId || null,
  token: () => authentication.getAuthToken(),
  onThemeChange: (listener) => app.registerOnThemeChangeHandler((name) => listener(themeOf(name))),
  openLink: (url) => app.openLink(url),
  consent: () => teamsConsent(context.user?.loginHint ?? ''),
})

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
