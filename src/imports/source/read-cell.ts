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
  /** An escalation that comes back to its start. */
  'circle',
  /** Readable, but an earlier column that is mapped to the same field says something else. */
  'superseded',
] as const
export type UnreadReason = (typeof unreadReasons)[number]
export type Read<T> =
  | { readonly ok: true; readonly value: T | null }
  | { readonly ok: false; readonly reason: UnreadReason }

/** A cell of signs alone (a coloured circle, a dash) has no words, but it says something that must not get lost. */
const isBlank = (text: string): boolean => text.trim() === ''

export type DateOrder = 'dmy' | 'mdy'

/** A cell may say `constructor` or `__proto__`: only what the record itself holds counts. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

export const read = <T>(value: T | null): Read<T> => ({ ok: true, value })
export const unread = (reason: UnreadReason): Read<never> => ({ ok: false, reason })

/** Published sources write why a figure is not given: exempted by law, not applicable, not provided. */
export const isWithheld = (text: string): boolean =>
  /\bexempt|\bexempté|not provided|non communiqu|confidenti/i.test(text)

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
  if (isBlank(text)) return read<Health>(null)
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
  return isBlank(text) ? read<Phase>(null) : phase ? read(phase) : unread('unknown-code')
}

const yes = new Set(['oui', 'yes', 'true', 'vrai', '1', 'x', 'prioritaire', 'priority'])
const no = new Set(['non', 'no', 'false', 'faux', '0'])

export const readFlag = (text: string): Read<boolean> => {
  const words = normalised(text)
  if (isBlank(text)) return read<boolean>(null)
  return yes.has(words) ? read(true) : no.has(words) ? read(false) : unread('unknown-code')
}
