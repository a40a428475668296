import { en } from './en'
import { type Formats, formatsOf } from './format'
import { fr } from './fr'
import { type Locale, type Translate, translatorOf } from './text'

const translators: Record<Locale, Translate> = { fr: translatorOf('fr', fr), en: translatorOf('en', en) }

/** The translator of a language, with every namespace loaded; tabs load one language at a time instead. */
export const translate = (locale: Locale): Translate => translators[locale]

const formats: Record<Locale, Formats> = { fr: formatsOf('fr', translators.fr), en: formatsOf('en', translators.en) }

/** The formats of a language; made once, because Intl formatters are dear. */
export const formatsIn = (locale: Locale): Formats => formats[locale]
