import type { BodyRow } from '../../src/committees/bodies-view'
import { bodyKind, bodyLevel } from '../../src/lists/bodies'

/** Columns by which the list can be sorted; the name unless told. */
export const sortColumns = ['title', 'kind', 'chair', 'secretary', 'members', 'next'] as const
export type SortColumn = (typeof sortColumns)[number]

/** What the list shows, kept in the address so that it can be shared and gone back to. */
export interface ListFilter {
  readonly search: string
  readonly levels: readonly (typeof bodyLevel)[number][]
  readonly kinds: readonly (typeof bodyKind)[number][]
  readonly mine: boolean
  readonly dissolved: boolean
  readonly sort: SortColumn
  readonly descending: boolean
}

const chosen = <O extends string>(options: readonly O[], text: string | null): readonly O[] =>
  options.filter((option) => (text ?? '').split(',').includes(option))

export const filterOf = (query: URLSearchParams): ListFilter => ({
  search: query.get('q') ?? '',
  levels: chosen(bodyLevel, query.get('level')),
  kinds: chosen(bodyKind, query.get('kind')),
  mine: query.get('mine') === '1',
  dissolved: query.get('dissolved') === '1',
  sort: sortColumns.find((column) => column === query.get('sort')?.replace('-', '')) ?? 'title',
  descending: query.get('sort')?.startsWith('-') ?? false,
})

export const queryOf = ({ search, levels, kinds, mine, dissolved, sort, descending }: ListFilter): URLSearchParams =>
  new URLSearchParams({
    ...(search === '' ? {} : { q: search }),
    ...(levels.length === 0 ? {} : { level: levels.join() }),
    ...(kinds.length === 0 ? {} : { kind: kinds.join() }),
    ...(mine ? { mine: '1' } : {}),
    ...(dissolved ? { dissolved: '1' } : {}),
    ...(sort === 'title' && !descending ? {} : { sort: `${descending ? '-' : ''}${sort}` }),
  })

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Rows that match: every word typed stands in the code, the name, or the name of who chairs or keeps the minutes. */
export const filtered = (rows: readonly BodyRow[], filter: ListFilter): readonly BodyRow[] => {
  const words = plain(filter.search).split(/\s+/)
  return rows.filter((row) => {
    const text = plain([row.code, row.title, row.chair, row.secretary].join(' '))
    return (
      words.every((word) => text.includes(word)) &&
      (filter.levels.length === 0 || (row.level !== null && filter.levels.includes(row.level))) &&
      (filter.kinds.length === 0 || filter.kinds.includes(row.kind)) &&
      (!filter.mine || row.mine) &&
      (filter.dissolved || !row.dissolved)
    )
  })
}

/** Rows in the order asked for, those without a value last; equals by name. */
export const sorted = (rows: readonly BodyRow[], { sort, descending }: ListFilter): readonly BodyRow[] => {
  const sign = descending ? -1 : 1
  const by = (a: BodyRow, b: BodyRow): number => {
    if (sort === 'members') return sign * (a.voters + a.advisers - b.voters - b.advisers)
    if (sort === 'kind') return sign * (bodyKind.indexOf(a.kind) - bodyKind.indexOf(b.kind))
    const [left, right] = [textAt(a, sort), textAt(b, sort)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * left.localeCompare(right, 'fr')
  }
  return [...rows].sort((a, b) => by(a, b) || a.title.localeCompare(b.title, 'fr'))
}

const textAt = (row: BodyRow, column: 'title' | 'chair' | 'secretary' | 'next'): string | null =>
  column === 'next' ? row.nextMeeting : row[column]
