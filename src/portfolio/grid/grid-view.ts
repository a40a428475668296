import { lifecycle, phase } from '../../lists/codes'
import { type AnswerState, answerStates } from '../portfolio-view'
import { known, split } from './chosen'

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
