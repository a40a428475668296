import type { Locale } from '../../src/i18n/text'

export const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('en') ? 'en' : 'fr')

/** Before the host has answered, the browser's language is all there is. */
export const browserLocale = (): Locale => localeOf(navigator.language)
