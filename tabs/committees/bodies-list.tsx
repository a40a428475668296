import { useEffect, useState } from 'react'
import type { BodiesView, BodyRow } from '../../src/committees/bodies-view'
import { navigate, pageHref, parseAddress, useHash } from '../ui/router'
import { useSession } from '../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../ui/states'
import { ForProjectsDialog } from './for-projects-dialog'
import { filtered, filterOf, type ListFilter, queryOf, sortColumns, sorted } from './list-filter'
import { ListToolbar } from './list-toolbar'
import { NewBodyDialog } from './new-body-dialog'
import { SectionNav } from './section-nav'
import { useBodies } from './use-bodies'

/** Every body that this person may know of: searched, filtered, opened. */
export const BodiesList = () => {
  const { t } = useSession()
  const bodies = useBodies()
  useEffect(() => {
    document.title = t('committees:page.title')
  }, [t])
  if (!bodies.data && bodies.error) return <ErrorState error={bodies.error} onRetry={() => void bodies.refetch()} />
  if (!bodies.data) return <SkeletonRows rows={16} label={t('committees:page.loading')} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="committees" />
      <h1 className="gv-visually-hidden">{t('committees:page.title')}</h1>
      {bodies.error ? <OutdatedBanner at={bodies.dataUpdatedAt} onRetry={() => void bodies.refetch()} /> : null}
      {bodies.data.freshness.stale ? <StaleBanner syncedAt={bodies.data.freshness.syncedAt} /> : null}
      <Loaded view={bodies.data} />
    </main>
  )
}

const Loaded = ({ view }: { view: BodiesView }) => {
  const { t } = useSession()
  const filter = filterOf(parseAddress(useHash()).query)
  const [dialog, setDialog] = useState<'new' | 'forProjects' | null>(null)
  const onFilter = (change: Partial<ListFilter>): void =>
    navigate('committees', queryOf({ ...filter, ...change }), true)
  const rows = sorted(filtered(view.rows, filter), filter)
  return (
    <>
      <ListToolbar
        view={view}
        filter={filter}
        onFilter={onFilter}
        onNew={() => setDialog('new')}
        onForProjects={() => setDialog('forProjects')}
      />
      {rows.length > 0 ? (
        <BodiesTable rows={rows} filter={filter} onFilter={onFilter} />
      ) : view.rows.length === 0 ? (
        <EmptyState text={t('committees:list.first')} />
      ) : (
        <EmptyState text={t('committees:list.empty')}>
          <button type="button" className="gv-link" onClick={() => navigate('committees', undefined, true)}>
            {t('committees:filter.clear')}
          </button>
        </EmptyState>
      )}
      <p className="cm-footer gv-caption" role="status">
        {t('committees:list.shown', { count: rows.length, total: view.rows.length })}
      </p>
      {dialog === 'new' ? <NewBodyDialog view={view} onClose={() => setDialog(null)} /> : null}
      {dialog === 'forProjects' ? <ForProjectsDialog onClose={() => setDialog(null)} /> : null}
    </>
  )
}

const columns = ['title', 'kind', 'cadence', 'chair', 'secretary', 'members', 'next'] as const

const BodiesTable = ({ rows, ...sorting }: Sorting & { rows: readonly BodyRow[] }) => {
  const { t } = useSession()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="cm-scroll" aria-label={t('committees:list.label')} tabIndex={0}>
      <table className="cm-table cm-bodies">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column} column={column} {...sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyLine key={row.code} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface Sorting {
  readonly filter: ListFilter
  readonly onFilter: (change: Partial<ListFilter>) => void
}

/** A column's name; pressed, it sorts by the column, and pressed again the other way round. */
const Head = ({ column, filter, onFilter }: Sorting & { column: (typeof columns)[number] }) => {
  const { t } = useSession()
  const name = t(`committees:column.${column}`)
  const by = sortColumns.find((each) => each === column)
  const active = filter.sort === column
  const order = !active ? 'none' : filter.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" className={`cm-col-${column}`} aria-sort={by ? order : undefined}>
      {by ? (
        <button
          type="button"
          className="cm-sort"
          title={t('committees:list.sort', { column: name })}
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

const BodyLine = ({ row }: { row: BodyRow }) => {
  const { t, format } = useSession()
  return (
    <tr>
      <th scope="row" className="cm-col-title">
        <a href={pageHref(`committees/${row.code}`)} title={row.title}>
          {row.title}
        </a>
        {row.dissolved ? <span className="gv-caption"> {t('committees:dissolved')}</span> : null}
      </th>
      <td className="cm-col-kind">{t(`committees:bodyKind.${row.kind}`)}</td>
      <td className="cm-col-cadence">{row.cadence ? t(`committees:cadence.${row.cadence}`) : '–'}</td>
      <td className="cm-col-chair">{row.chair ?? t('committees:nobody')}</td>
      <td className="cm-col-secretary">{row.secretary ?? t('committees:nobodySecretary')}</td>
      <td className="cm-col-members">
        {t('committees:members.voters', { count: row.voters })}
        {row.advisers > 0 ? (
          <span className="gv-caption"> {t('committees:members.advisers', { count: row.advisers })}</span>
        ) : null}
      </td>
      <td className="cm-col-next">
        {row.nextMeeting ? (
          format.dateTime(row.nextMeeting)
        ) : (
          <span className="gv-caption">{t('committees:next.none')}</span>
        )}
      </td>
    </tr>
  )
}
