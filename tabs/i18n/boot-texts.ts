import en from '../../src/i18n/en/boot.json'
import fr from '../../src/i18n/fr/boot.json'
import type { Locale } from '../../src/i18n/text'

/** The few words a page needs before its language is there, or when it cannot be downloaded. */
export const bootTexts: Readonly<Record<Locale, typeof fr>> = { fr, en }
