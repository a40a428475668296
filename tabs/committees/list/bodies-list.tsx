import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BodiesView } from '../../../src/committees/bodies-view'
import { filtered, sorted } from '../../../src/committees/list/list-rows'
import { type ListState, queryOf, stateOf, withoutFilters } from '../../../src/committees/list/list-state'
import { navigate, parseAddress, useHash } from '../../ui/router'
import { useSession } from '../../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../../ui/states'
import { ForProjectsDialog } from '../for-projects-dialog'
import { NewBodyDialog } from '../new-body-dialog'
import { SectionNav } from '../section-nav'
import { useBodies } from '../use-bodies'
import { BodiesTable } from './bodies-table'
import { ListToolbar } from './list-toolbar'

/** Every body that this person may know of: searched, filtered, grouped, opened. */
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

/** What the person chose to see; two changes in one go do not lose the first. */
const useListState = (): readonly [ListState, (change: Partial<ListState>) => void] => {
  const hash = useHash()
  const state = useMemo(() => stateOf(parseAddress(hash).query), [hash])
  const current = useRef(state)
  current.current = state
  const change = useCallback((part: Partial<ListState>): void => {
    navigate('committees', queryOf({ ...current.current, ...part }), true)
  }, [])
  return [state, change]
}

const Loaded = ({ view }: { view: BodiesView }) => {
  const { t } = useSession()
  const [state, onState] = useListState()
  const [dialog, setDialog] = useState<'new' | 'forProjects' | null>(null)
  const rows = sorted(filtered(view.rows, state), state)
  return (
    <>
      <ListToolbar
        view={view}
        state={state}
        onState={onState}
        onNew={() => setDialog('new')}
        onForProjects={() => setDialog('forProjects')}
      />
      {rows.length > 0 ? (
        <BodiesTable rows={rows} state={state} onState={onState} />
      ) : view.rows.length === 0 ? (
        <EmptyState text={t('committees:list.first')} />
      ) : (
        <EmptyState text={t('committees:list.empty')}>
          <button type="button" className="gv-link" onClick={() => onState(withoutFilters(state))}>
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
