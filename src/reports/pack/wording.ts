import type { Formats } from '../../i18n/format'
import type { Locale, Translate } from '../../i18n/text'
import { formatsIn, translate } from '../../i18n/translate'
import type { Health } from '../../lists/codes'

/** The language of one report: texts, formats and the few rules of writing that titles need. */
export interface Wording {
  readonly locale: Locale
  readonly t: Translate
  readonly format: Formats
  /** Small numbers in words, as a sentence is written: 7 is "sept", 23 is "23". One is in the singular texts themselves. */
  spell(count: number): string
  /** Upper-case first letter, for a clause that begins a sentence. */
  sentence(clause: string): string
  /** "Vert", "Sans réponse". */
  health(value: Health | null): string
  /** "vert", within a sentence. */
  healthWithin(value: Health | null): string
}

const spelled = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const

export const wordingOf = (locale: Locale): Wording => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const health = (value: Health | null): string => t(`codes:health.${value ?? 'none'}`)
  return {
    locale,
    t,
    format,
    spell: (count) => {
      const known = spelled.find((number) => number === count)
      return known ? t(`reports:number.${known}`) : format.number(count)
    },
    sentence: (clause) => clause.charAt(0).toLocaleUpperCase(locale) + clause.slice(1),
    health,
    healthWithin: (value) => health(value).toLocaleLowerCase(locale),
  }
}
