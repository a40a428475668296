import { en } from './en'
import { fr } from './fr'
import { type Locale, type Translate, translatorOf } from './text'

const translators: Record<Locale, Translate> = { fr: translatorOf('fr', fr), en: translatorOf('en', en) }

/** The translator of a language, with every namespace loaded; tabs load one language at a time instead. */
export const translate = (locale: Locale): Translate => translators[locale]
