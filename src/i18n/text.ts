import { createInstance } from 'i18next'
import type { fr } from './fr'

type Bundle = typeof fr
type WithoutPlural<K> = K extends `${infer Stem}_${'one' | 'many' | 'other'}` ? Stem : K
/** Every text of the product, as `namespace:key`; the French files are the reference. */
export type TextKey = {
  [N in keyof Bundle]: `${N & string}:${WithoutPlural<keyof Bundle[N]> & string}`
}[keyof Bundle]
export type TextValues = { readonly [name: string]: string | number }
export type Translate = (key: TextKey, values?: TextValues) => string
/** Texts of one language: the same namespaces as French, string by string. */
export type Texts = { readonly [namespace: string]: { readonly [key: string]: string } }
export type Locale = 'fr' | 'en'

/** Makes the translator of one language from its texts. `count` in the values selects the plural form (CLDR). */
export const translatorOf = (locale: Locale, texts: Texts): Translate => {
  const instance = createInstance()
  void instance.init({
    lng: locale,
    resources: { [locale]: texts },
    ns: Object.keys(texts),
    keySeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
    parseMissingKeyHandler: (key) => {
      throw new Error(`missing text ${key} in ${locale}`)
    },
  })
  // Most texts take no values and are asked for again and again: each card has a dozen.
  const plain = new Map<TextKey, string>()
  return (key, values) => {
    if (values !== undefined) return instance.t(key, { ...values })
    const known = plain.get(key)
    if (known !== undefined) return known
    const text = instance.t(key, {})
    plain.set(key, text)
    return text
  }
}
