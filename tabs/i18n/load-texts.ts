import { type Formats, formatsOf } from '../../src/i18n/format'
import { type Locale, type Texts, type Translate, translatorOf } from '../../src/i18n/text'

/** Words and formats of one language. */
export interface Language {
  readonly locale: Locale
  readonly t: Translate
  readonly format: Formats
}

/** Only the language of the person is downloaded, and only the namespaces that tab pages show. */
const bundles: Record<Locale, () => Promise<{ readonly texts: Texts }>> = {
  fr: () => import('./fr'),
  en: () => import('./en'),
}

export const loadLanguage = async (locale: Locale): Promise<Language> => {
  const { texts } = await bundles[locale]()
  return languageOf(locale, texts)
}

/** A language from its texts, for pages that bring namespaces of their own. */
export const languageOf = (locale: Locale, texts: Texts): Language => {
  const t = translatorOf(locale, texts)
  return { locale, t, format: formatsOf(locale, t) }
}
