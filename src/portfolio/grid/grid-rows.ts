import { type Health, lifecycle, phase } from '../../lists/codes'
import { costDeviation, slipDays } from '../../status/health'
import type { PortfolioRow, PortfolioView } from '../portfolio-view'
import type { Column, GridState, Grouping } from './grid-view'

/** Names of people and programmes, and the reader's language, for searching and ordering. */
export interface Names {
  person(id: string | null): string
  programme(code: string | null): string
  readonly locale: string
}

export const namesOf = (view: Pick<PortfolioView, 'people' | 'programmes'>, locale: string): Names => {
  const people = new Map(view.people.map((person) => [person.id, person.name]))
  const programmes = new Map(view.programmes.map((programme) => [programme.code, programme.title]))
  return {
    person: (id) => (id === null ? '' : (people.get(id) ?? '')),
    programme: (code) => (code === null ? '' : (programmes.get(code) ?? code)),
    locale,
  }
}

/** Text without case and accents, so that "elise" finds "Élise". */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const isOutside = (row: PortfolioRow): boolean => row.findings.some((finding) => finding.health === 'red')

const order: Record<Health, number> = { green: 0, amber: 1, red: 2 }

/** True when dates and costs say worse than the manager does. */
export const hasGap = (row: PortfolioRow): boolean =>
  row.declared !== null && row.computed !== null && order[row.computed] > order[row.declared]

const among = <T>(chosen: readonly T[], value: T): boolean => chosen.length === 0 || chosen.includes(value)

const matches = (row: PortfolioRow, state: GridState): boolean =>
  (!state.priority || row.priority) &&
  (!state.gap || hasGap(row)) &&
  (!state.outside || isOutside(row)) &&
  among(state.health, row.declared ?? 'none') &&
  among(state.programme, row.programme ?? '') &&
  among<string>(state.phase, row.phase ?? '') &&
  among(state.manager, row.projectManager ?? '') &&
  among(state.answer, row.answer.state) &&
  among<string>(state.lifecycle, row.lifecycle)

type SortValue = string | number | null

/** Texts derived from a row, made once per row and set of names: thousands of rows are searched at every key stroke. */
const derived = new WeakMap<Names, WeakMap<PortfolioRow, string>>()

const searchText = (row: PortfolioRow, names: Names): string => {
  const texts = derived.get(names) ?? new WeakMap<PortfolioRow, string>()
  derived.set(names, texts)
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = folded(`${row.number} ${row.title} ${names.person(row.projectManager)}`)
  texts.set(row, text)
  return text
}

/** Text in reading order by plain comparison, many times faster than a collator: no case, no accents, numbers by value. */
const readingOrder = (text: string): string => {
  const known = ordered.get(text)
  if (known !== undefined) return known
  const key = folded(text).replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  if (ordered.size >= MOST_ORDERED) ordered.clear()
  ordered.set(text, key)
  return key
}

/** Made once per text: a click on a heading compares thousands. */
const ordered = new Map<string, string>()
const MOST_ORDERED = 20_000

const sortValue = (row: PortfolioRow, column: Column, names: Names): SortValue => {
  switch (column) {
    case 'project':
      return row.title
    case 'health':
      return row.declared === null ? 3 : order[row.declared] + (hasGap(row) ? 0.5 : 0)
    case 'history':
      return row.history.declared.reduce((sum, health) => sum + (health ? order[health] : 0), 0)
    case 'phase':
      return row.phase === null ? null : phase.indexOf(row.phase)
    case 'manager':
      return names.person(row.projectManager) || null
    case 'sponsor':
      return names.person(row.sponsor) || null
    case 'end':
      return slipDays(row)
    case 'cost':
      return costDeviation(row)
    case 'answer':
      return row.answer.at
    case 'programme':
      return names.programme(row.programme) || null
    case 'lifecycle':
      return lifecycle.indexOf(row.lifecycle)
    case 'priority':
      return row.priority ? 0 : 1
    case 'baselineEnd':
      return row.baselineEnd
    case 'approvedCost':
      return row.approvedCost
  }
}

/** Rows that pass the filters, in the chosen order; unknown values come last in either direction. */
export const selectRows = (rows: readonly PortfolioRow[], state: GridState, names: Names): readonly PortfolioRow[] => {
  const words = folded(state.search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const kept = rows.filter((row) => {
    if (!matches(row, state)) return false
    if (words.length === 0) return true
    const text = searchText(row, names)
    return words.every((word) => text.includes(word))
  })
  if (!state.sort) return kept
  const { column, descending } = state.sort
  const direction = descending ? -1 : 1
  return kept
    .map((row) => ({ row, value: comparable(sortValue(row, column, names)) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      return a.value === b.value ? 0 : a.value < b.value ? -direction : direction
    })
    .map(({ row }) => row)
}

const comparable = (value: SortValue): SortValue => (typeof value === 'string' ? readingOrder(value) : value)

export interface Group {
  /** Programme code, person id, phase or health; empty for rows without one. */
  readonly key: string
  readonly rows: readonly PortfolioRow[]
}

const groupKey = (row: PortfolioRow, grouping: Exclude<Grouping, 'none'>): string => {
  switch (grouping) {
    case 'programme':
      return row.programme ?? ''
    case 'manager':
      return row.projectManager ?? ''
    case 'phase':
      return row.phase ?? ''
    case 'health':
      return row.declared ?? 'none'
  }
}

const groupOrder = (
  grouping: Exclude<Grouping, 'none'>,
  view: Pick<PortfolioView, 'programmes'>,
  names: Names,
): ((a: string, b: string) => number) => {
  const at = (keys: readonly string[], key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length)
  const ranked = (keys: readonly string[]) => (a: string, b: string) => at(keys, a) - at(keys, b)
  switch (grouping) {
    case 'programme':
      return ranked(view.programmes.map((programme) => programme.code))
    case 'manager':
      return (a, b) => names.person(a || null).localeCompare(names.person(b || null), names.locale)
    case 'phase':
      return ranked(phase)
    case 'health':
      return ranked(['red', 'amber', 'green', 'none'])
  }
}

/** Rows under their headings; one heading-less group when nothing groups them. */
export const groupRows = (
  rows: readonly PortfolioRow[],
  grouping: Grouping,
  view: Pick<PortfolioView, 'programmes'>,
  names: Names,
): readonly Group[] => {
  if (grouping === 'none') return [{ key: '', rows }]
  const groups = new Map<string, PortfolioRow[]>()
  for (const row of rows) {
    const key = groupKey(row, grouping)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const byOrder = groupOrder(grouping, view, names)
  return [...groups].map(([key, grouped]) => ({ key, rows: grouped })).sort((a, b) => byOrder(a.key, b.key))
}
