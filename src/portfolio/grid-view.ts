import { type Health, lifecycle, phase } from '../lists/codes'
import { costDeviation, slipDays } from '../status/health'
import { type AnswerState, answerStates, type PortfolioRow, type PortfolioView } from './portfolio-view'

/** What a person chose to see: filters, order, groups and columns. Pure; the tab and the Excel export apply the same rules. */

export const columns = [
  'project',
  'health',
  'history',
  'phase',
  'manager',
  'end',
  'cost',
  'answer',
  'programme',
  'sponsor',
  'lifecycle',
  'priority',
  'baselineEnd',
  'approvedCost',
] as const
export type Column = (typeof columns)[number]
/** Columns of a first visit; the project itself is always shown. */
export const firstColumns: readonly Column[] = columns.slice(0, 8)

export const groupings = ['programme', 'manager', 'phase', 'health', 'none'] as const
export type Grouping = (typeof groupings)[number]
export const shownHealths = ['green', 'amber', 'red', 'none'] as const
export type ShownHealthCode = (typeof shownHealths)[number]

export interface GridState {
  readonly search: string
  readonly priority: boolean
  /** Only projects whose computed health is worse than the declared one. */
  readonly gap: boolean
  /** Only projects that a tolerance does not allow any more. */
  readonly outside: boolean
  readonly health: readonly ShownHealthCode[]
  readonly programme: readonly string[]
  readonly phase: readonly string[]
  readonly manager: readonly string[]
  readonly answer: readonly AnswerState[]
  readonly lifecycle: readonly string[]
  readonly group: Grouping
  readonly sort: { readonly column: Column; readonly descending: boolean } | null
  readonly columns: readonly Column[]
  readonly collapsed: readonly string[]
  /** Project whose explanation is open. */
  readonly why: string | null
}

export const firstState: GridState = {
  search: '',
  priority: false,
  gap: false,
  outside: false,
  health: [],
  programme: [],
  phase: [],
  manager: [],
  answer: [],
  lifecycle: [],
  group: 'programme',
  sort: null,
  columns: firstColumns,
  collapsed: [],
  why: null,
}

/** The filters that take several values, with the codes that are allowed (null: any text). */
const listFilters = {
  health: shownHealths,
  programme: null,
  phase,
  manager: null,
  answer: answerStates,
  lifecycle,
} as const
export type ListFilter = keyof typeof listFilters
const listFilterNames = Object.keys(listFilters) as ListFilter[]
const flags = ['priority', 'gap', 'outside'] as const

const known = <T extends string>(codes: readonly T[], text: string | null): T[] =>
  split(text).flatMap((word) => codes.filter((code) => code === word))
const split = (text: string | null): string[] => (text ?? '').split(',').filter((word) => word !== '')

/** State of an address; whatever it does not understand is left at its first value. */
export const parseGridState = (query: URLSearchParams): GridState => {
  const [sorted] = known(columns, (query.get('sort') ?? '').replace(/^-/, ''))
  const [group = firstState.group] = known(groupings, query.get('group'))
  const chosen = known(columns, query.get('cols'))
  return {
    search: query.get('q') ?? '',
    priority: query.get('priority') === '1',
    gap: query.get('gap') === '1',
    outside: query.get('outside') === '1',
    health: known(shownHealths, query.get('health')),
    programme: split(query.get('programme')),
    phase: known(phase, query.get('phase')),
    manager: split(query.get('manager')),
    answer: known(answerStates, query.get('answer')),
    lifecycle: known(lifecycle, query.get('lifecycle')),
    group,
    sort: sorted ? { column: sorted, descending: query.get('sort')?.startsWith('-') === true } : null,
    columns: chosen.length > 0 ? ['project', ...chosen.filter((column) => column !== 'project')] : firstColumns,
    collapsed: split(query.get('closed')),
    why: query.get('why'),
  }
}

/** Address of a state; what equals the first state is left out, so that a plain address stays plain. */
export const gridQuery = (state: GridState): URLSearchParams => {
  const query = new URLSearchParams()
  if (state.search !== '') query.set('q', state.search)
  for (const flag of flags) if (state[flag]) query.set(flag, '1')
  for (const name of listFilterNames) if (state[name].length > 0) query.set(name, state[name].join(','))
  if (state.group !== firstState.group) query.set('group', state.group)
  if (state.sort) query.set('sort', `${state.sort.descending ? '-' : ''}${state.sort.column}`)
  if (state.columns.join() !== firstColumns.join()) query.set('cols', state.columns.join(','))
  if (state.collapsed.length > 0) query.set('closed', state.collapsed.join(','))
  if (state.why !== null) query.set('why', state.why)
  return query
}

export const hasFilters = (state: GridState): boolean =>
  state.search !== '' || flags.some((flag) => state[flag]) || listFilterNames.some((name) => state[name].length > 0)

export const withoutFilters = (state: GridState): GridState => ({
  ...firstState,
  group: state.group,
  sort: state.sort,
  columns: state.columns,
  why: state.why,
})

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
const readingOrder = (text: string): string => folded(text).replace(/\d+/g, (digits) => digits.padStart(12, '0'))

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
