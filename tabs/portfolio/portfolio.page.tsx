import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { namesOf } from '../../src/portfolio/grid/grid-rows'
import { hasFilters, withoutFilters } from '../../src/portfolio/grid/grid-view'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import { sightLists } from '../api/queries'
import { useSession } from '../ui/session'
import { EmptyState, ErrorState, SkeletonRows, StaleBanner } from '../ui/states'
import { CycleBanner } from './cycle-banner'
import { DraftsBar } from './edits/drafts-bar'
import { portfolioKey } from './edits/rows-shown'
import { useEdits } from './edits/use-edits'
import { Figures } from './figures'
import { FilterPills } from './filter-pills'
import { Footer } from './footer'
import type { CellContext } from './grid/cells'
import { Grid } from './grid/grid'
import { gridContent } from './grid/grid-items'
import './portfolio.css'
import { Toolbar } from './toolbar'
import { useGridState } from './use-grid-state'
import { useSelection } from './use-selection'

const WhyPanel = lazy(async () => ({ default: (await import('./panels/why-panel')).WhyPanel }))
const BulkBar = lazy(async () => ({ default: (await import('./panels/bulk-bar')).BulkBar }))
const ConflictDialog = lazy(async () => ({ default: (await import('./panels/conflict-dialog')).ConflictDialog }))
const NewProjectDialog = lazy(async () => ({ default: (await import('./panels/new-project-dialog')).NewProjectDialog }))

const lists = [...sightLists, 'Milestones', 'StatusCycles', 'StatusReports', 'Settings', 'Absences']

/** The portfolio: read from the service, kept fresh by its events. */
export const PortfolioPage = () => {
  const { api, t } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: portfolioKey,
    queryFn: ({ signal }) => api.get<PortfolioView>('/portfolio', signal),
    meta: { lists },
    // Asked again now and then: the ages shown and the freshness of the replica move on by themselves.
    refetchInterval: 60_000,
  })
  useEffect(() => {
    document.title = t('portfolio:page.title')
  }, [t])
  if (data) return <Loaded view={data} failed={error !== null} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <SkeletonRows rows={20} label={t('portfolio:loading')} />
}

const Loaded = ({ view, failed }: { view: PortfolioView; failed: boolean }) => {
  const session = useSession()
  const { t, format, locale } = session
  const [state, onState] = useGridState()
  const [creating, setCreating] = useState(false)
  const edits = useEdits()
  // A new reading keeps the parts that did not change (react-query shares them), so that rows are not drawn again.
  const { people, programmes } = view
  const names = useMemo(() => namesOf({ people, programmes }, locale), [people, programmes, locale])
  const minute = view.now.slice(0, 16)
  const context = useMemo<CellContext>(
    () => ({ t, format, names, now: new Date(`${minute}:00Z`) }),
    [t, format, names, minute],
  )
  const content = useMemo(() => gridContent(view, state, names), [view, state, names])
  const { selection, selected, select } = useSelection(content.rows)
  const explained = state.why === null ? undefined : view.rows.find((row) => row.number === state.why)
  const closeWhy = useCallback(() => onState({ why: null }), [onState])
  const explainedIs = useRef(false)
  useEffect(() => {
    if (explainedIs.current && !explained) document.querySelector<HTMLElement>('.pf-grid')?.focus()
    explainedIs.current = explained !== undefined
  }, [explained])
  return (
    <div className="pf-page">
      <main className="pf-main">
        <h1 className="gv-visually-hidden">{t('portfolio:page.title')}</h1>
        {view.freshness.stale || failed ? <StaleBanner syncedAt={view.freshness.syncedAt} /> : null}
        <Toolbar state={state} mayCreate={view.may.create} onState={onState} onNew={() => setCreating(true)} />
        <CycleBanner view={view} />
        <Figures figures={view.figures} />
        <FilterPills view={view} state={state} names={names} onState={onState} />
        {selected.length > 0 ? (
          <Suspense fallback={null}>
            <BulkBar rows={selected} view={view} edits={edits} onSelect={select} />
          </Suspense>
        ) : null}
        <DraftsBar edits={edits} />
        {content.rows.length === 0 ? (
          <Nothing filtered={hasFilters(state)} onClear={() => onState(withoutFilters(state))} />
        ) : (
          <Grid
            view={view}
            state={state}
            content={content}
            context={context}
            edits={edits}
            selection={selection}
            onState={onState}
          />
        )}
        <Footer view={view} shown={content.rows.length} selected={selected.length} />
      </main>
      <Suspense fallback={null}>
        {explained ? <WhyPanel row={explained} view={view} names={names} onClose={closeWhy} /> : null}
        {edits.conflicts.length > 0 ? <ConflictDialog view={view} names={names} edits={edits} /> : null}
        {creating ? <NewProjectDialog view={view} onClose={() => setCreating(false)} /> : null}
      </Suspense>
    </div>
  )
}

const Nothing = ({ filtered, onClear }: { filtered: boolean; onClear: () => void }) => {
  const { t } = useSession()
  if (!filtered) return <EmptyState text={t('portfolio:empty.first')} />
  return (
    <EmptyState text={t('portfolio:empty.filtered')}>
      <button type="button" className="gv-link" onClick={onClear}>
        {t('portfolio:filter.clear')}
      </button>
    </EmptyState>
  )
}
