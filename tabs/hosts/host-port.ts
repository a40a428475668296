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
  /** Shows an address to everybody in the meeting; null where there is no meeting to show it in. */
  readonly shareToStage: ((url: string) => Promise<void>) | null
  /** Takes the person to Microsoft's page that asks for their consent; to be called from a click. False when they declined. */
  consent(): Promise<boolean>
}

/** `silent`: in a frame of something that is not Teams. `refused`: Microsoft did not sign the person in. */
export type HostConnection =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly reason: 'silent' | 'refused'; readonly locale: Locale }

export const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('en') ? 'en' : 'fr')

/** Before the host has answered, the browser's language is all there is. */
export const browserLocale = (): Locale => localeOf(navigator.language)
