import { isWithheld, type Read, read, unread } from './read-cell'

export type DecimalMark = '.' | ','

/** Millions, thousands or milliards behind a figure, with or without a currency: `£26.19m`, `250 k€`, `1,2 MEUR`. */
const UNIT = /\d\s*(m|mn|md|mrd|bn|k|million|billion|milliard|mio)s?\s*(?:€|£|\$|EUR)?$/i

const suffixOf = (text: string): string | null => UNIT.exec(text.trim())?.[1]?.toLowerCase() ?? null

/** The letters that follow most figures of a column, lower case; null when most stand alone. */
export const detectUnit = (texts: readonly string[]): string | null => {
  const figures = texts.filter((text) => /^\D{0,4}\d/.test(text.trim()) && text.trim().length < 25)
  const units = figures.flatMap((text) => suffixOf(text) ?? [])
  const first = units[0]
  return first !== undefined && units.length > figures.length / 2 && units.every((unit) => unit === first)
    ? first
    : null
}

const other = (mark: string): DecimalMark => (mark === ',' ? '.' : ',')

/**
 * What one figure says of the decimal mark, and how surely (0 when nothing). `1.500.000` and `1.500,00` leave no doubt; `250.000` is
 * a quarter of a million to most who write it, but one clearer figure of the column outweighs any number of such.
 */
const decimalMarkOf = (text: string): { mark: DecimalMark; weight: number } => {
  const marks = text.match(/(?<=\d)[.,](?=\d)/g) ?? []
  const last = marks.at(-1) === ',' ? ',' : '.'
  if (new Set(marks).size === 2) return { mark: last, weight: 2 }
  if (marks.length > 1) return { mark: other(last), weight: 2 }
  if (marks.length === 0) return { mark: '.', weight: 0 }
  const isGroup = /(?:^|[^\d.,])[1-9]\d{0,2}[.,]\d{3}(?!\d)/.test(text) && suffixOf(text) === null
  return isGroup ? { mark: other(last), weight: 1e-6 } : { mark: last, weight: 1 }
}

/** The decimal mark of a column. */
export const detectDecimalMark = (texts: readonly string[]): DecimalMark => {
  const weights = { ',': 0, '.': 0 }
  for (const text of texts) {
    const { mark, weight } = decimalMarkOf(text)
    weights[mark] += weight
  }
  return weights[','] > weights['.'] ? ',' : '.'
}

/** Digits whole or in groups of three, so that a mark of the other kind is never taken for a separator of thousands. */
const written: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^-?(?:\d+|[1-9]\d{0,2}(?:[,\s'’]\d{3})+)(?:\.\d+)?$/,
  ',': /^-?(?:\d+|[1-9]\d{0,2}(?:[.\s'’]\d{3})+)(?:,\d+)?$/,
}

/**
 * A number as written: thousands separators and a leading currency sign (even one lost in a broken encoding) are not part of it.
 * Signs that say "about" or "more than" are: such a figure is unread.
 */
export const readNumber = (text: string, mark: DecimalMark): Read<number> => {
  const trimmed = text.trim()
  if (trimmed === '') return read<number>(null)
  const bare = trimmed
    .replace(/^(-|\u2212)?\s*(?:[^\d\s.,()\-\u2212\p{L}<>≤≥~≈±=]|Â|EUR|GBP)+\s*/u, '$1')
    .replace(/\s*(?:€|EUR|£|%)\s*$/u, '')
    .replace(/(?<=\d)[.,][-–]$/, '')
    .replace(/\u2212/g, '-')
  if (written[mark].test(bare)) {
    const thousands = mark === '.' ? /[,\s'’]/g : /[.\s'’]/g
    return read(Number(bare.replace(thousands, '').replace(',', '.')))
  }
  if (/\d\s*(?:-|–|—|to|à)\s*[^\d]?\s*\d/u.test(trimmed) && !/[\p{L}]{4,}/u.test(trimmed)) return unread('range')
  return unread(isWithheld(trimmed) ? 'withheld' : 'not-a-number')
}

/** An amount that is never negative. */
export const readAmount = (text: string, mark: DecimalMark, unit: string | null): Read<number> => {
  const suffix = suffixOf(text)
  if (suffix !== null && suffix !== unit) return unread('other-unit')
  const number = readNumber(suffix === null ? text : text.trim().replace(/\s*\p{L}+\s*(?:€|£|\$|EUR)?$/u, ''), mark)
  if (!number.ok) return unread(number.reason === 'not-a-number' ? 'not-an-amount' : number.reason)
  return number.value !== null && number.value < 0 ? unread('negative') : number
}

/** A number between 0 and `max`. */
export const readBounded = (text: string, mark: DecimalMark, max: number): Read<number> => {
  const number = readNumber(text, mark)
  if (!number.ok || number.value === null) return number
  return number.value < 0 || number.value > max ? unread('out-of-bounds') : number
}
