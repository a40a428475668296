import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ActionRow, ActionsView } from '../../../src/committees/actions/actions-view'
import { navigate, parseAddress, useHash } from '../../ui/router'
import { SearchBox } from '../../ui/search-box'
import { useSession } from '../../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../../ui/states'
import { SectionNav } from '../section-nav'
import { ActionForm } from './action-form'
import { ActionLine } from './action-line'
import { type ActionsFilter, filtered, filterOf, inScope, queryOf, scopes, usualScope } from './actions-filter'

/** Who owes what by when: mine, those of my bodies, all; done and changed where they are read. */
export const ActionsList = () => {
  const { api, t } = useSession()
  const actions = useQuery({
    queryKey: ['actions'],
    queryFn: ({ signal }) => api.get<ActionsView>('/actions', signal),
    meta: { lists: ['Actions', 'Bodies', 'Memberships'] },
    refetchInterval: ({ state }) => (state.status === 'error' ? 30_000 : false),
  })
  useEffect(() => {
    document.title = t('followUp:action.page')
  }, [t])
  if (!actions.data && actions.error) return <ErrorState error={actions.error} onRetry={() => void actions.refetch()} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="actions" />
      <h1 className="gv-visually-hidden">{t('followUp:action.page')}</h1>
      {actions.error ? <OutdatedBanner at={actions.dataUpdatedAt} onRetry={() => void actions.refetch()} /> : null}
      {actions.data?.freshness.stale ? <StaleBanner syncedAt={actions.data.freshness.syncedAt} /> : null}
      {actions.data ? <Loaded view={actions.data} /> : <SkeletonRows rows={12} label={t('followUp:action.loading')} />}
    </main>
  )
}

const Loaded = ({ view }: { view: ActionsView }) => {
  const { t } = useSession()
  const [usual] = useState(() => usualScope(view.rows))
  const [editing, setEditing] = useState<ActionRow | null>(null)
  const filter = filterOf(parseAddress(useHash()).query, usual)
  const rows = filtered(view.rows, filter)
  const onFilter = (change: Partial<ActionsFilter>): void =>
    navigate('actions', queryOf({ ...filter, ...change }), true)
  return (
    <>
      <Toolbar filter={filter} onFilter={onFilter} />
      {rows.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="cm-scroll" aria-label={t('followUp:action.label')} tabIndex={0}>
          <table className="gv-table fu-table fu-actions">
            <Head />
            <tbody>
              {rows.map((row) => (
                <ActionLine key={row.number} row={row} onEdit={() => setEditing(row)} />
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <EmptyState
          text={t(filter.scope === 'mine' && filter.search === '' ? 'followUp:action.none' : 'followUp:action.empty')}
        />
      )}
      <p className="cm-footer gv-caption" role="status">
        {t('followUp:action.shown', { count: rows.length, total: inScope(view.rows, filter.scope).length })}
      </p>
      {editing ? (
        <ActionForm row={editing} people={view.people} today={view.today} onClose={() => setEditing(null)} />
      ) : null}
    </>
  )
}

const columns = ['number', 'title', 'owner', 'due', 'state', 'body', 'actions'] as const

const Head = () => {
  const { t } = useSession()
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" className={`fu-col-${column}`}>
            {t(`followUp:action.column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const Toolbar = ({
  filter,
  onFilter,
}: {
  filter: ActionsFilter
  onFilter: (change: Partial<ActionsFilter>) => void
}) => {
  const { t } = useSession()
  const pill = (label: string, on: boolean, toggle: () => void) => (
    <button
      key={label}
      type="button"
      className={on ? 'gv-pill gv-pill-on' : 'gv-pill'}
      aria-pressed={on}
      onClick={toggle}
    >
      <span>{label}</span>
    </button>
  )
  return (
    <>
      <div role="toolbar" aria-label={t('followUp:action.tools')} className="cm-toolbar">
        <span className="cm-space" />
        <SearchBox
          label={t('followUp:action.search')}
          clearLabel={t('followUp:register.clearSearch')}
          value={filter.search}
          onChange={(search) => onFilter({ search })}
        />
      </div>
      <fieldset className="cm-pills" aria-label={t('followUp:action.scope')}>
        {scopes.map((scope) =>
          pill(t(`followUp:action.scope.${scope}`), filter.scope === scope, () => onFilter({ scope })),
        )}
        <span className="fu-pill-rule" aria-hidden="true" />
        {pill(t('followUp:action.overdueOnly'), filter.overdue, () => onFilter({ overdue: !filter.overdue }))}
        {pill(t('followUp:action.open'), filter.closed, () => onFilter({ closed: !filter.closed }))}
      </fieldset>
    </>
  )
}
