import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { filtered, filterOf, queryOf, type RegisterFilter } from '../../../src/committees/register/register-filter'
import type { DecisionRow, RegisterView } from '../../../src/committees/register/register-view'
import { navigate, pageHref, parseAddress, useHash } from '../../ui/router'
import { useSession } from '../../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../../ui/states'
import { Unbroken } from '../../ui/unbroken'
import { SectionNav } from '../section-nav'
import { RegisterToolbar } from './register-toolbar'
import { ResultMark } from './result-mark'

/** Every decision that this person may read: searched without accents, filtered, exported, opened. */
export const RegisterList = () => {
  const { api, t } = useSession()
  const register = useQuery({
    queryKey: ['decisions'],
    queryFn: ({ signal }) => api.get<RegisterView>('/decisions', signal),
    meta: { lists: ['Decisions', 'Meetings', 'Bodies', 'Memberships'] },
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
  useEffect(() => {
    document.title = t('followUp:register.title')
  }, [t])
  if (!register.data && register.error)
    return <ErrorState error={register.error} onRetry={() => void register.refetch()} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="decisions" />
      <h1 className="gv-visually-hidden">{t('followUp:register.title')}</h1>
      {register.error ? <OutdatedBanner at={register.dataUpdatedAt} onRetry={() => void register.refetch()} /> : null}
      {register.data?.freshness.stale ? <StaleBanner syncedAt={register.data.freshness.syncedAt} /> : null}
      {register.data ? (
        <Loaded view={register.data} />
      ) : (
        <SkeletonRows rows={16} label={t('followUp:register.loading')} />
      )}
    </main>
  )
}

const Loaded = ({ view }: { view: RegisterView }) => {
  const { t } = useSession()
  const { query } = parseAddress(useHash())
  const filter = filterOf((name) => query.get(name))
  const rows = filtered(view.rows, filter)
  const onFilter = (change: Partial<RegisterFilter>): void =>
    navigate('decisions', queryOf({ ...filter, ...change }), true)
  return (
    <>
      <RegisterToolbar rows={view.rows} filter={filter} onFilter={onFilter} />
      {rows.length > 0 ? (
        <Table rows={rows} />
      ) : (
        <EmptyState text={t(view.rows.length === 0 ? 'followUp:register.first' : 'followUp:register.empty')}>
          {view.rows.length === 0 ? null : (
            <button type="button" className="gv-link" onClick={() => navigate('decisions', undefined, true)}>
              {t('followUp:register.filter.clear')}
            </button>
          )}
        </EmptyState>
      )}
      <p className="cm-footer gv-caption" role="status">
        {t('followUp:register.shown', { count: rows.length, total: view.rows.length })}
      </p>
    </>
  )
}

const columns = ['number', 'title', 'result', 'date', 'body', 'project'] as const

const Table = ({ rows }: { rows: readonly DecisionRow[] }) => {
  const { t } = useSession()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="cm-scroll" aria-label={t('followUp:register.label')} tabIndex={0}>
      <table className="gv-table fu-table fu-decisions">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`fu-col-${column}`}>
                {t(`followUp:register.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.number} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Line = ({ row }: { row: DecisionRow }) => {
  const { t, format } = useSession()
  return (
    <tr>
      <td className="fu-col-number gv-num">
        <a href={pageHref(`decisions/${row.number}`)}>{row.number}</a>
      </td>
      <th scope="row" className="fu-col-title">
        <Unbroken text={row.title} />
        {row.type === 'ordinary' ? null : <span className="gv-caption"> {t(`followUp:type.${row.type}`)}</span>}
      </th>
      <td className="fu-col-result">
        <ResultMark result={row.result} ofGate={row.ofGate} />
      </td>
      <td className="fu-col-date gv-num">{row.decidedAt ? format.dateTime(row.decidedAt).slice(0, 10) : '–'}</td>
      <td className="fu-col-body" title={row.bodyTitle}>
        {row.bodyTitle}
      </td>
      <td className="fu-col-project" title={row.projectTitle ?? undefined}>
        {row.project ?? '–'}
      </td>
    </tr>
  )
}
