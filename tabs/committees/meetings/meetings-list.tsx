import { useEffect } from 'react'
import { ownTitle } from '../../../src/committees/meetings/full-title'
import type { MeetingRow, MeetingsView } from '../../../src/committees/meetings/meetings-view'
import { navigate, pageHref, parseAddress, useHash } from '../../ui/router'
import { useSession } from '../../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../../ui/states'
import { SectionNav } from '../section-nav'
import {
  byMonth,
  filtered,
  filterOf,
  type MeetingsFilter,
  queryOf,
  type SortColumn,
  sortColumns,
  sorted,
} from './meetings-filter'
import { MeetingsToolbar } from './meetings-toolbar'
import { useMeetings } from './use-meetings'

/** Every meeting that this person may read or is a guest of: searched, filtered, opened. */
export const MeetingsList = () => {
  const { t } = useSession()
  const meetings = useMeetings()
  useEffect(() => {
    document.title = t('agenda:page.meetings')
  }, [t])
  if (!meetings.data && meetings.error)
    return <ErrorState error={meetings.error} onRetry={() => void meetings.refetch()} />
  if (!meetings.data) return <SkeletonRows rows={16} label={t('agenda:list.loading')} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="meetings" />
      <h1 className="gv-visually-hidden">{t('agenda:page.meetings')}</h1>
      {meetings.error ? <OutdatedBanner at={meetings.dataUpdatedAt} onRetry={() => void meetings.refetch()} /> : null}
      {meetings.data.freshness.stale ? <StaleBanner syncedAt={meetings.data.freshness.syncedAt} /> : null}
      <Loaded view={meetings.data} />
    </main>
  )
}

const Loaded = ({ view }: { view: MeetingsView }) => {
  const { t } = useSession()
  const filter = filterOf(parseAddress(useHash()).query)
  const onFilter = (change: Partial<MeetingsFilter>): void =>
    navigate('meetings', queryOf({ ...filter, ...change }), true)
  const rows = sorted(filtered(view.rows, filter, new Date().toISOString()), filter)
  return (
    <>
      <MeetingsToolbar view={view} filter={filter} onFilter={onFilter} />
      {rows.length > 0 ? (
        <MeetingsTable rows={rows} filter={filter} onFilter={onFilter} />
      ) : view.rows.length === 0 ? (
        <EmptyState text={t('agenda:list.first')} />
      ) : (
        <EmptyState text={t('agenda:list.empty')}>
          <button
            type="button"
            className="gv-link"
            onClick={() => navigate('meetings', new URLSearchParams({ period: 'all' }), true)}
          >
            {t('agenda:list.clear')}
          </button>
        </EmptyState>
      )}
      <p className="cm-footer gv-caption" role="status">
        {t('agenda:list.shown', { count: rows.length, total: view.rows.length })}
      </p>
    </>
  )
}

interface Sorting {
  readonly filter: MeetingsFilter
  readonly onFilter: (change: Partial<MeetingsFilter>) => void
}

const columns = ['when', 'meeting', 'body', 'state', 'agenda'] as const

/** Month by month while the list is in the order of time; browsers draw the months that are in view. */
const MeetingsTable = ({ rows, ...sorting }: Sorting & { rows: readonly MeetingRow[] }) => {
  const { t, format } = useSession()
  const groups = sorting.filter.sort === 'when' ? byMonth(rows) : [{ month: '', rows }]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="cm-scroll" aria-label={t('agenda:list.label')} tabIndex={0}>
      <table className="gv-table ag-meetings">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column} column={column} {...sorting} />
            ))}
          </tr>
        </thead>
        {groups.map(({ month, rows: inMonth }) => (
          <tbody key={month ?? 'none'}>
            {month === '' ? null : (
              <tr className="ag-month">
                <th scope="rowgroup" colSpan={columns.length}>
                  {month === null ? t('agenda:list.undated') : format.month(month)}
                </th>
              </tr>
            )}
            {inMonth.map((row) => (
              <MeetingLine key={row.meetingKey} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

const sortOf = (column: (typeof columns)[number]): SortColumn | undefined => sortColumns.find((each) => each === column)

/** A column's name; pressed, it sorts by the column, and pressed again the other way round. */
const Head = ({ column, filter, onFilter }: Sorting & { column: (typeof columns)[number] }) => {
  const { t } = useSession()
  const name = t(`agenda:column.${column}`)
  const by = sortOf(column)
  const active = filter.sort === column
  const order = !active ? 'none' : filter.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" className={`ag-col-${column}`} aria-sort={by ? order : undefined}>
      {by ? (
        <button
          type="button"
          className="cm-sort"
          title={t('agenda:list.sort', { column: name })}
          onClick={() => onFilter({ sort: by, descending: active && !filter.descending })}
        >
          {name}
          {active ? <span aria-hidden="true">{filter.descending ? ' ↓' : ' ↑'}</span> : null}
        </button>
      ) : (
        name
      )}
    </th>
  )
}

const MeetingLine = ({ row }: { row: MeetingRow }) => {
  const { t } = useSession()
  const when = useWhen(row)
  return (
    <tr>
      <td className="ag-col-when">{when}</td>
      <th scope="row" className="ag-col-meeting">
        <a href={pageHref(`meeting/${row.meetingKey}`)} title={row.title} aria-label={row.title}>
          {ownTitle(row.title, row.bodyTitle)}
        </a>
        <span className="gv-caption ag-of-body" aria-hidden="true">
          {row.bodyTitle}
        </span>
        {row.form === 'written' ? <span className="gv-caption"> {t('agenda:form.written')}</span> : null}
      </th>
      <td className="ag-col-body" title={row.bodyTitle}>
        {row.bodyTitle}
      </td>
      <td className="ag-col-state">{t(`agenda:meetingState.${row.state}`)}</td>
      <td className="ag-col-agenda">
        {row.guest
          ? t('agenda:list.guest')
          : row.form === 'written'
            ? '–'
            : t(`agenda:agendaState.${agendaStateOf(row)}`)}
      </td>
    </tr>
  )
}

const agendaStateOf = ({ agendaApprovedAt, packPublishedAt }: MeetingRow): 'published' | 'approved' | 'draft' => {
  if (packPublishedAt !== null) return 'published'
  return agendaApprovedAt === null ? 'draft' : 'approved'
}

/** The day of the week and of the month with the time: the month stands above. */
const useWhen = ({ startsAt, deadline }: MeetingRow): string => {
  const { t, format, locale } = useSession()
  const at = startsAt ?? deadline
  if (at === null) return t('agenda:when.none')
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-BE' : 'en-GB', {
    timeZone: 'Europe/Brussels',
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
  }).format(new Date(at))
  return `${day} ${format.time(at)}`
}
