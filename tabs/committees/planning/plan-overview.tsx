import { Button } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { PlanShown, PlanView } from '../../../src/committees/planning/plan-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows } from '../../ui/states'
import { SectionNav } from '../section-nav'
import { ConfirmDialog } from './confirm-dialog'
import { PlanAside } from './plan-aside'
import { PlanCalendar } from './plan-calendar'
import { PlanFigures } from './plan-figures'
import { isShown, type PlanFilter, PlanFilters } from './plan-filters'
import { ConveningBar, RunBar } from './progress-bars'
import { type PlanActions, usePlan, usePlanActions } from './use-plan'

/** The plan of the period: its figures, its calendar, what cannot be placed, and what confirming it would do. */
export const PlanOverview = () => {
  const { t } = useSession()
  const plan = usePlan()
  useEffect(() => {
    document.title = t('planning:page.title')
  }, [t])
  if (!plan.data && plan.error) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
  if (!plan.data) return <SkeletonRows rows={14} label={t('planning:page.loading')} />
  return (
    <main className="pl-page">
      <SectionNav here="plan" />
      {plan.error ? <OutdatedBanner at={plan.dataUpdatedAt} onRetry={() => void plan.refetch()} /> : null}
      <Loaded view={plan.data} />
    </main>
  )
}

const Loaded = ({ view }: { view: PlanView }) => {
  const { t } = useSession()
  const { plan, run, convening, may, obstacle } = view
  const actions = usePlanActions(plan?.version ?? null)
  const [confirming, setConfirming] = useState(false)
  return (
    <>
      <Header view={view} actions={actions} onConfirm={() => setConfirming(true)} />
      {obstacle ? (
        <p className="pl-notice" role="status">
          {t(`planning:error.${obstacle}`)} <a href={pageHref('settings')}>{t('planning:settings')}</a>
        </p>
      ) : null}
      {run ? <RunBar run={run} mayStop={may.make} actions={actions} /> : null}
      {view.failed && !run ? (
        <p className="pl-notice" role="alert">
          {t('planning:run.failed')}
        </p>
      ) : null}
      {convening ? <ConveningBar convening={convening} /> : null}
      {plan ? (
        <Shown view={view} plan={plan} actions={actions} />
      ) : run ? null : (
        <EmptyState text={t(may.make ? 'planning:empty.make' : 'planning:empty.read', { count: view.bodies })} />
      )}
      {confirming && plan ? <ConfirmDialog plan={plan} actions={actions} onClose={() => setConfirming(false)} /> : null}
    </>
  )
}

const Header = ({ view, actions, onConfirm }: { view: PlanView; actions: PlanActions; onConfirm: () => void }) => {
  const { t, format } = useSession()
  const { period, plan, run, may, obstacle, convening } = view
  const count = plan ? plan.changes.create + plan.changes.update + plan.changes.cancel : 0
  const isIdle = !run && !actions.sending
  // What is on its way is no longer to be confirmed; how far it is stands below.
  const isConvening = (convening?.waiting ?? 0) > 0
  return (
    <header className="pl-header">
      <h1>{t('planning:page.heading', { from: format.date(period.from), to: format.date(period.to) })}</h1>
      <span className="pl-space" />
      {may.make ? (
        <Button
          appearance={plan ? 'secondary' : 'primary'}
          disabled={!isIdle || obstacle !== null}
          onClick={() => void actions.make()}
        >
          {plan ? t('planning:make.again') : t('planning:make.first', { count: view.bodies })}
        </Button>
      ) : null}
      {may.confirm && plan && count > 0 && !isConvening ? (
        <Button appearance="primary" disabled={!isIdle || obstacle !== null} onClick={onConfirm}>
          {t('planning:confirm.open', { count })}
        </Button>
      ) : null}
    </header>
  )
}

const Shown = ({ view, plan, actions }: { view: PlanView; plan: PlanShown; actions: PlanActions }) => {
  const [filter, setFilter] = useState<PlanFilter>({ body: '', person: '' })
  const [selected, setSelected] = useState<string | null>(null)
  const placements = plan.placements.filter((placement) => isShown(placement.body, plan, filter))
  const chosen = plan.placements.find(({ id }) => id === selected) ?? null
  const mayChange = view.may.make && !view.run && !actions.sending
  return (
    <>
      <PlanFigures plan={plan} />
      <div className="pl-columns">
        <div className="pl-main">
          <PlanFilters plan={plan} filter={filter} onFilter={setFilter} />
          <PlanCalendar
            view={view}
            plan={plan}
            placements={placements}
            selected={selected}
            onSelect={setSelected}
            {...(mayChange
              ? { onMove: (meeting: string, start: string) => void actions.change({ kind: 'move', meeting, start }) }
              : {})}
          />
        </div>
        <PlanAside view={view} plan={plan} chosen={chosen} mayChange={mayChange} actions={actions} />
      </div>
    </>
  )
}
