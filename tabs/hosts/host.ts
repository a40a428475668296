import { app, authentication } from '@microsoft/teams-js'
import type { Locale } from '../../src/i18n/text'

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
}

export type HostConnection =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly reason: 'not-framed' | 'silent'; readonly locale: Locale }

/** A frame whose parent is not Teams never answers: teams-js itself would wait a minute. */
const ANSWER_MS = 8_000

const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('en') ? 'en' : 'fr')
/** Before the host has answered, the browser's language is all there is. */
export const browserLocale = (): Locale => localeOf(navigator.language)

const themeOf = (name: string): HostTheme => hostThemes.find((theme) => theme === name) ?? 'default'

const withTimeout = <T>(promise: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the host did not answer')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** Connects to Teams, or to the local client that speaks the same protocol. Never rejects. */
export const connectHost = async (): Promise<HostConnection> => {
  const fallback = browserLocale()
  if (window.parent === window) return { ok: false, reason: 'not-framed', locale: fallback }
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
})
