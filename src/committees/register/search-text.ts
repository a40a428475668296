/** Nobody types a longer search, and each word of it is looked for in every row. */
export const LONGEST_SEARCH = 200

/**
 * Letters without accents and case, so that "elargi" finds "Élargissement"; apostrophes are blanks and dashes alike, however a keyboard or
 * Word writes them. The end of a line is kept: no phrase goes beyond it.
 */
export const folded = (text: string): string =>
  text
    .replace(/[’‘'ʼ`´′]/g, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^\S\n]+/g, ' ')

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/g

/**
 * What a search looks for, each of which must be found: its words, and what stands between quotes as one. A word is found also within
 * another, so that a star at its end says nothing; a quote that nothing closes says nothing either.
 */
export const soughtIn = (search: string): readonly string[] => {
  const text = search.slice(0, LONGEST_SEARCH).replaceAll('*', ' ')
  const phrases = [...text.matchAll(QUOTED)].map(([, phrase = '']) => folded(phrase.replaceAll('\n', ' ')).trim())
  const words = folded(text.replace(QUOTED, ' ').replace(/["“”„«»]/g, ' ')).split(/\s+/)
  return [...new Set([...phrases, ...words])].filter((part) => part !== '')
}

const NUMBER = /^\s*(?:([a-z])[\s-]*)?(\d{4})[\s/-]+(\d{1,6})\s*$/

/**
 * Finds rows by a number as people say it: `D-2026-012`, `2026 12`, `d 2026/12`. Digits that begin with a zero may be the beginning of one.
 * Null for a search that is no number.
 */
export const numberIn = (search: string): ((number: string) => boolean) | null => {
  const said = NUMBER.exec(folded(search.slice(0, LONGEST_SEARCH)))
  if (!said) return null
  const [, letter, year, digits = ''] = said
  return (number) => {
    const [prefix, ofYear, count = ''] = number.toLowerCase().split('-')
    if ((letter !== undefined && letter !== prefix) || ofYear !== year) return false
    return Number(count) === Number(digits) || (digits.startsWith('0') && count.startsWith(digits))
  }
}
