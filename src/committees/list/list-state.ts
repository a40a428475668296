import { bodyKind, bodyLevel } from '../../lists/bodies'
import { known, split } from '../../portfolio/grid/chosen'

/** What the list of bodies shows: filters, order, groups and columns. Pure; the tab and the Excel export apply the same rules. */

export const columns = [
  'title',
  'code',
  'kind',
  'level',
  'programme',
  'cadence',
  'chair',
  'secretary',
  'members',
  'next',
] as const
export type Column = (typeof columns)[number]
/** Columns of a first visit; the body itself is always shown. */
export const firstColumns: readonly Column[] = ['title', 'kind', 'cadence', 'chair', 'secretary', 'members', 'next']

export const groupings = ['level', 'programme', 'none'] as const
export type Grouping = (typeof groupings)[number]

/** Kept in the address so that it can be shared and gone back to. */
export interface ListState {
  readonly search: string
  readonly levels: readonly (typeof bodyLevel)[number][]
  readonly kinds: readonly (typeof bodyKind)[number][]
  readonly mine: boolean
  readonly dissolved: boolean
  readonly sort: Column
  readonly descending: boolean
  readonly group: Grouping
  readonly columns: readonly Column[]
  /** Groups that are closed, by key. */
  readonly closed: readonly string[]
}

const firstState = { sort: 'title', group: 'level', columns: firstColumns } as const

/** State of an address; whatever it does not understand is left at its first value. */
export const stateOf = (query: URLSearchParams): ListState => {
  const [sort = firstState.sort] = known(columns, (query.get('sort') ?? '').replace(/^-/, ''))
  const [group = firstState.group] = known(groupings, query.get('group'))
  const chosen = known(columns, query.get('cols'))
  const ticked = columns.filter((column) => column === 'title' || chosen.includes(column))
  return {
    search: query.get('q') ?? '',
    levels: known(bodyLevel, query.get('level')),
    kinds: known(bodyKind, query.get('kind')),
    mine: query.get('mine') === '1',
    dissolved: query.get('dissolved') === '1',
    sort,
    descending: query.get('sort')?.startsWith('-') ?? false,
    group,
    columns: chosen.length > 0 ? ticked : firstColumns,
    closed: split(query.get('closed')),
  }
}

/** Address of a state; what equals a first visit is left out. */
export const queryOf = (state: ListState): URLSearchParams => {
  const { search, levels, kinds, mine, dissolved, sort, descending, group, closed } = state
  return new URLSearchParams({
    ...(search === '' ? {} : { q: search }),
    ...(levels.length === 0 ? {} : { level: levels.join() }),
    ...(kinds.length === 0 ? {} : { kind: kinds.join() }),
    ...(mine ? { mine: '1' } : {}),
    ...(dissolved ? { dissolved: '1' } : {}),
    ...(sort === firstState.sort && !descending ? {} : { sort: `${descending ? '-' : ''}${sort}` }),
    ...(group === firstState.group ? {} : { group }),
    ...(state.columns.join() === firstColumns.join() ? {} : { cols: state.columns.join() }),
    ...(closed.length === 0 ? {} : { closed: closed.join() }),
  })
}

/** The same order, groups and columns with every row. */
export const withoutFilters = (state: ListState): ListState => ({
  ...state,
  search: '',
  levels: [],
  kinds: [],
  mine: false,
  dissolved: false,
})
