import type { MeetingRow } from '../../../src/committees/meetings/meetings-view'
import { folded, soughtIn } from '../../../src/committees/register/search-text'
import { meetingState } from '../../../src/lists/committees/meetings'

export const periods = ['ahead', 'past', 'all'] as const
export type Period = (typeof periods)[number]
export const sortColumns = ['when', 'body', 'state'] as const
export type SortColumn = (typeof sortColumns)[number]

/** What the list shows, kept in the address so that it can be shared and gone back to. */
export interface MeetingsFilter {
  readonly search: string
  readonly period: Period
  readonly bodies: readonly string[]
  readonly states: readonly (typeof meetingState)[number][]
  readonly mine: boolean
  readonly sort: SortColumn
  readonly descending: boolean
}

const parts = (text: string | null): readonly string[] => (text ?? '').split(',').filter((part) => part !== '')

export const filterOf = (query: URLSearchParams): MeetingsFilter => ({
  search: query.get('q') ?? '',
  period: periods.find((period) => period === query.get('period')) ?? 'ahead',
  bodies: parts(query.get('body')),
  states: meetingState.filter((state) => parts(query.get('state')).includes(state)),
  mine: query.get('mine') === '1',
  sort: sortColumns.find((column) => column === query.get('sort')?.replace('-', '')) ?? 'when',
  descending: query.get('sort')?.startsWith('-') ?? false,
})

export const queryOf = (filter: MeetingsFilter): URLSearchParams => {
  const { search, period, bodies, states, mine, sort, descending } = filter
  return new URLSearchParams({
    ...(search === '' ? {} : { q: search }),
    ...(period === 'ahead' ? {} : { period }),
    ...(bodies.length === 0 ? {} : { body: bodies.join() }),
    ...(states.length === 0 ? {} : { state: states.join() }),
    ...(mine ? { mine: '1' } : {}),
    ...(sort === 'when' && !descending ? {} : { sort: `${descending ? '-' : ''}${sort}` }),
  })
}

const instantOf = ({ startsAt, deadline }: MeetingRow): string | null => startsAt ?? deadline

/** Rows that match at this instant; a meeting without a date is still ahead. */
export const filtered = (rows: readonly MeetingRow[], filter: MeetingsFilter, now: string): readonly MeetingRow[] => {
  const sought = soughtIn(filter.search)
  return rows.filter((row) => {
    const text = folded([row.title, row.bodyTitle, row.meetingKey, row.place].join('\n'))
    const isPast = (row.endsAt ?? instantOf(row) ?? '9999') < now
    return (
      sought.every((part) => text.includes(part)) &&
      (filter.period === 'all' || (filter.period === 'past') === isPast) &&
      (filter.bodies.length === 0 || filter.bodies.includes(row.body)) &&
      (filter.states.length === 0 || filter.states.includes(row.state)) &&
      (!filter.mine || row.mine)
    )
  })
}

/** In the order asked for: the soonest first among those ahead, the latest first among those past. */
export const sorted = (rows: readonly MeetingRow[], filter: MeetingsFilter): readonly MeetingRow[] => {
  const backwards = filter.descending !== (filter.sort === 'when' && filter.period === 'past')
  const sign = backwards ? -1 : 1
  const when = (row: MeetingRow): string => instantOf(row) ?? '9999'
  const by = (a: MeetingRow, b: MeetingRow): number => {
    if (filter.sort === 'body') return sign * a.bodyTitle.localeCompare(b.bodyTitle, 'fr')
    if (filter.sort === 'state') return sign * (meetingState.indexOf(a.state) - meetingState.indexOf(b.state))
    return sign * when(a).localeCompare(when(b))
  }
  return [...rows].sort(
    (a, b) => by(a, b) || when(a).localeCompare(when(b)) || a.meetingKey.localeCompare(b.meetingKey),
  )
}

export interface Month {
  /** `yyyy-MM` in Brussels; null for meetings without a date. */
  readonly month: string | null
  readonly rows: readonly MeetingRow[]
}

const monthOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit' })

/** Rows that stand together in one month, in their order. */
export const byMonth = (rows: readonly MeetingRow[]): readonly Month[] => {
  const months: { month: string | null; rows: MeetingRow[] }[] = []
  for (const row of rows) {
    const at = instantOf(row)
    const month = at === null ? null : monthOf.format(new Date(at)).slice(0, 7)
    const last = months.at(-1)
    if (last && last.month === month) last.rows.push(row)
    else months.push({ month, rows: [row] })
  }
  return months
}
