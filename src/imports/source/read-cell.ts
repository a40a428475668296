import type { Health, Phase } from '../../lists/codes'
import { normalised } from './targets'

/** Why a cell could not be read as what its column should hold. The texts are `import:unread.<reason>`. */
export const unreadReasons = [
  'not-a-date',
  'not-an-amount',
  'range',
  'withheld',
  'not-a-rating',
  'not-a-number',
  'negative',
  'other-unit',
  'out-of-bounds',
  'unknown-person',
  'unknown-code',
  'too-long',
  /** Readable, but an earlier column that is mapped to the same field says something else. */
  'superseded',
] as const
export type UnreadReason = (typeof unreadReasons)[number]
export type Read<T> =
  | { readonly ok: true; readonly value: T | null }
  | { readonly ok: false; readonly reason: UnreadReason }

export type DateOrder = 'dmy' | 'mdy'

/** A cell may say `constructor` or `__proto__`: only what the record itself holds counts. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

const read = <T>(value: T | null): Read<T> => ({ ok: true, value })
const unread = (reason: UnreadReason): Read<never> => ({ ok: false, reason })

/** Published sources write why a figure is not given: exempted by law, not applicable, not provided. */
const isWithheld = (text: string): boolean => /\bexempt|\bexempté|not provided|non communiqu|confidenti/i.test(text)

/** Two-digit years up to 79 are of this century: projects end late more often than they began before 1980. */
const CENTURY_PIVOT = 80

const fullYear = (digits: string): number => {
  const year = Number(digits)
  return digits.length === 4 ? year : year < CENTURY_PIVOT ? 2000 + year : 1900 + year
}

const isoOf = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null
}

/** Months as people write them out in French and English, January first. */
const months = [
  'jan janv janvier january',
  'feb fev fevr fevrier february',
  'mar mars march',
  'apr avr avril april',
  'may mai',
  'jun juin june',
  'jul juil juillet july',
  'aug aou aout august',
  'sep sept septembre september',
  'oct octobre october',
  'nov novembre november',
  'dec decembre december',
].map((names) => names.split(' '))

/** `31 March 2027`, `1er mars 2027`, `31-Mar-27`. A month without its day is no date. */
const spelledOut = (text: string): string | null => {
  const [, day, name, year] = /^(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]{3,9}) (\d{4}|\d{2})$/.exec(normalised(text)) ?? []
  if (!day || !name || !year) return null
  const month = months.findIndex((names) => names.includes(name))
  return month < 0 ? null : isoOf(fullYear(year), month + 1, Number(day))
}

/**
 * A date as written (`31/03/2016`, `2023-03-31`, `31.12.40`, `31 mars 2027`), without time; never a guess: an impossible date is
 * unread.
 */
export const readDate = (text: string, order: DateOrder): Read<string> => {
  const trimmed = text.trim()
  if (trimmed === '') return read<string>(null)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(trimmed)
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?: [\d:]+)?$/.exec(trimmed)
  const value = iso
    ? isoOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    : other
      ? ordered(Number(other[1]), Number(other[2]), fullYear(other[3] ?? ''), order)
      : spelledOut(trimmed)
  if (value !== null) return read(value)
  return unread(isWithheld(trimmed) ? 'withheld' : 'not-a-date')
}

const ordered = (first: number, second: number, year: number, order: DateOrder): string | null => {
  if (first > 12) return isoOf(year, second, first)
  if (second > 12) return isoOf(year, first, second)
  return order === 'dmy' ? isoOf(year, second, first) : isoOf(year, first, second)
}

/** Day first unless some value of the column can only be month first and none only day first. */
export const detectDateOrder = (texts: readonly string[]): DateOrder => {
  const pairs = texts.flatMap((text) => {
    const match = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}/.exec(text)
    return match ? [{ first: Number(match[1]), second: Number(match[2]) }] : []
  })
  return pairs.some(({ second }) => second > 12) && !pairs.some(({ first }) => first > 12) ? 'mdy' : 'dmy'
}

export type DecimalMark = '.' | ','

/** The decimal mark of a column: the mark that is last where both occur, else the one not followed by exactly three digits. */
export const detectDecimalMark = (texts: readonly string[]): DecimalMark => {
  let comma = 0
  let point = 0
  for (const text of texts) {
    const lastComma = text.lastIndexOf(',')
    const lastPoint = text.lastIndexOf('.')
    if (lastComma >= 0 && lastPoint >= 0) {
      if (lastComma > lastPoint) comma += 2
      else point += 2
    } else if (/\d,\d{1,2}(?!\d)/.test(text)) comma += 1
    else if (/\d\.\d{1,2}(?!\d)|\d\.\d{4,}/.test(text)) point += 1
  }
  return comma > point ? ',' : '.'
}

/** The letters that follow most figures of a column (`£26.19m`), lower case; null when most stand alone. */
export const detectUnit = (texts: readonly string[]): string | null => {
  const figures = texts.filter((text) => /^\D{0,4}\d/.test(text.trim()) && text.trim().length < 25)
  const units = figures.flatMap((text) => suffixOf(text) ?? [])
  const first = units[0]
  return first !== undefined && units.length > figures.length / 2 && units.every((unit) => unit === first)
    ? first
    : null
}

const suffixOf = (text: string): string | null =>
  /\d\s*(m|mn|bn|k|million|billion|mio)s?$/i.exec(text.trim())?.[1]?.toLowerCase() ?? null

/** A number as written: thousands separators and a leading currency sign (even one lost in a broken encoding) are not part of it. */
export const readNumber = (text: string, mark: DecimalMark): Read<number> => {
  const trimmed = text.trim()
  if (trimmed === '') return read<number>(null)
  const bare = trimmed
    .replace(/^(-|\u2212)?\s*(?:[^\d\s.,()\-\u2212\p{L}]|Â|\u00c2\u00a3|EUR|GBP)+\s*/u, '$1')
    .replace(/\s*(?:€|EUR|£|%|m€|k€)\s*$/u, '')
    .replace(/\u2212/g, '-')
  const digits =
    mark === '.' ? bare.replace(/[,\s\u00a0\u202f']/g, '') : bare.replace(/[.\s\u00a0\u202f']/g, '').replace(',', '.')
  if (/^-?\d+(?:\.\d+)?$/.test(digits)) return read(Number(digits))
  if (/\d\s*(?:-|–|—|to|à)\s*[^\d]?\s*\d/u.test(trimmed) && !/[\p{L}]{4,}/u.test(trimmed)) return unread('range')
  return unread(isWithheld(trimmed) ? 'withheld' : 'not-a-number')
}

/** An amount that is never negative. */
export const readAmount = (text: string, mark: DecimalMark, unit: string | null): Read<number> => {
  const suffix = suffixOf(text)
  if (suffix !== null && suffix !== unit) return unread('other-unit')
  const number = readNumber(suffix === null ? text : text.trim().replace(/\s*\p{L}+$/u, ''), mark)
  if (!number.ok) return unread(number.reason === 'not-a-number' ? 'not-an-amount' : number.reason)
  return number.value !== null && number.value < 0 ? unread('negative') : number
}

/** A number between 0 and `max`. */
export const readBounded = (text: string, mark: DecimalMark, max: number): Read<number> => {
  const number = readNumber(text, mark)
  if (!number.ok || number.value === null) return number
  return number.value < 0 || number.value > max ? unread('out-of-bounds') : number
}

/**
 * Ratings in three or five points. The points between (amber/green, amber/red) became amber when the United Kingdom's
 * Infrastructure and Projects Authority went from five to three in 2021; the source's own words are kept beside the health.
 */
const ratings: Readonly<Record<string, Health>> = {
  green: 'green',
  vert: 'green',
  g: 'green',
  v: 'green',
  ambre: 'amber',
  'vert orange': 'amber',
  'orange vert': 'amber',
  'vert ambre': 'amber',
  'ambre vert': 'amber',
  'orange rouge': 'amber',
  'rouge orange': 'amber',
  'ambre rouge': 'amber',
  'rouge ambre': 'amber',
  'amber green': 'amber',
  'green amber': 'amber',
  amber: 'amber',
  orange: 'amber',
  a: 'amber',
  o: 'amber',
  yellow: 'amber',
  jaune: 'amber',
  'amber red': 'amber',
  'red amber': 'amber',
  red: 'red',
  rouge: 'red',
  r: 'red',
}

/** `values` of the mapping overrides the built-in reading, keyed by the normalised words. */
export const readRating = (text: string, values: Readonly<Record<string, Health | null>>): Read<Health> => {
  const words = normalised(text)
  if (words === '') return read<Health>(null)
  const named = own(values, words) ?? own(ratings, words)
  if (named) return read(named)
  return unread(isWithheld(text) ? 'withheld' : 'not-a-rating')
}

const phases: Readonly<Record<string, Phase>> = {
  demande: 'request',
  request: 'request',
  preparation: 'preparation',
  realisation: 'execution',
  execution: 'execution',
  delivery: 'execution',
  cloture: 'closure',
  closure: 'closure',
}

export const readPhase = (text: string): Read<Phase> => {
  const words = normalised(text)
  const phase = own(phases, words)
  return words === '' ? read<Phase>(null) : phase ? read(phase) : unread('unknown-code')
}

const yes = new Set(['oui', 'yes', 'true', 'vrai', '1', 'x', 'prioritaire', 'priority'])
const no = new Set(['non', 'no', 'false', 'faux', '0'])

export const readFlag = (text: string): Read<boolean> => {
  const words = normalised(text)
  if (words === '') return read<boolean>(null)
  return yes.has(words) ? read(true) : no.has(words) ? read(false) : unread('unknown-code')
}
