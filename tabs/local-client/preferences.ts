import type { Locale } from '../../src/i18n/text'
import type { HostTheme } from './teams-host'

/** What the local client remembers in this browser. `locale` null follows the persona's own language. */
export interface Preferences {
  readonly persona: string | null
  readonly recent: readonly string[]
  readonly theme: HostTheme
  readonly locale: Locale | null
}

const KEY = 'gouvernail.local-client'
const themes: readonly HostTheme[] = ['default', 'dark', 'contrast']
const RECENT = 5

const initial: Preferences = { persona: null, recent: [], theme: 'default', locale: null }

const parse = (text: string | null): Preferences => {
  if (!text) return initial
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return initial
    const at = (name: string): unknown => Reflect.get(stored, name)
    const recent = at('recent')
    const [persona, locale] = [at('persona'), at('locale')]
    return {
      persona: typeof persona === 'string' ? persona : null,
      recent: Array.isArray(recent) ? recent.filter((id): id is string => typeof id === 'string') : [],
      theme: themes.find((theme) => theme === at('theme')) ?? 'default',
      locale: locale === 'fr' || locale === 'en' ? locale : null,
    }
  } catch {
    return initial
  }
}

/** Each window may be somebody else: the window's own choice first, then the last one made in this browser. */
export const loadPreferences = (): Preferences => parse(sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY))

export const savePreferences = (preferences: Preferences): void => {
  const text = JSON.stringify(preferences)
  sessionStorage.setItem(KEY, text)
  localStorage.setItem(KEY, text)
}

export const withPersona = (preferences: Preferences, persona: string): Preferences => ({
  ...preferences,
  persona,
  recent: [persona, ...preferences.recent.filter((id) => id !== persona)].slice(0, RECENT),
})
