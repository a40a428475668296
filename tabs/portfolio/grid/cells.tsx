import { memo, type ReactNode } from 'react'
import type { Formats } from '../../../src/i18n/format'
import type { Translate } from '../../../src/i18n/text'
import { hasGap, type Names } from '../../../src/portfolio/grid/grid-rows'
import type { Column } from '../../../src/portfolio/grid/grid-view'
import type { PortfolioRow } from '../../../src/portfolio/portfolio-view'
import { costDeviation, slipDays } from '../../../src/status/health'
import { Avatar } from '../../ui/avatar'
import { HealthIcon, HealthLabel, healthKey } from '../../ui/health'
import { SlipBar } from '../../ui/slip-bar'
import { Sparkline } from '../../ui/sparkline'
import { TrendArrow } from '../../ui/trend'

/** What cells need besides their row; one object for the whole grid, so that rows render again only when it changes. */
export interface CellContext {
  readonly t: Translate
  readonly format: Formats
  readonly names: Names
  /** Instant that ages are counted from. */
  readonly now: Date
}

const broken = (row: PortfolioRow, axis: 'schedule' | 'cost'): boolean =>
  row.findings.some((finding) => finding.axis === axis && finding.health === 'red')

const Unset = ({ context }: { context: CellContext }) => (
  <span className="pf-unset">{context.t('portfolio:grid.unset')}</span>
)

const PersonCell = ({ id, context }: { id: string | null; context: CellContext }) => {
  const name = context.names.person(id)
  if (name === '') return <Unset context={context} />
  return (
    <>
      <Avatar name={name} />
      <span className="pf-clip" title={name}>
        {name}
      </span>
    </>
  )
}

const HealthCell = ({ row, context }: { row: PortfolioRow; context: CellContext }) => (
  <>
    <HealthLabel health={row.declared} />
    {hasGap(row) && row.computed ? (
      <span className="pf-computed">
        <HealthIcon health={row.computed} />
        {context.t('portfolio:grid.computed', { health: context.t(healthKey(row.computed)).toLowerCase() })}
      </span>
    ) : null}
  </>
)

const EndCell = ({ row, context }: { row: PortfolioRow; context: CellContext }) => {
  const slip = slipDays(row)
  if (row.forecastEnd === null) return <Unset context={context} />
  return (
    <>
      <span className="pf-date">{context.format.date(row.forecastEnd)}</span>
      {slip === null ? null : (
        <>
          <SlipBar slip={slip} tolerance={row.toleranceDays} />
          <span className={broken(row, 'schedule') ? 'pf-delta pf-broken' : 'pf-delta'}>
            {context.format.signedDays(slip)}
          </span>
        </>
      )}
    </>
  )
}

const CostCell = ({ row, context }: { row: PortfolioRow; context: CellContext }) => {
  const deviation = costDeviation(row)
  if (row.forecastCost === null) return <Unset context={context} />
  return (
    <>
      <span>{context.format.money(row.forecastCost)}</span>
      <span className={broken(row, 'cost') ? 'pf-delta pf-broken' : 'pf-delta'}>
        {deviation === null ? '–' : context.format.signedPercent(deviation / 100)}
      </span>
    </>
  )
}

const AnswerCell = ({ row, context }: { row: PortfolioRow; context: CellContext }) => {
  const { at, state } = row.answer
  const old = row.declared === null || state === 'late'
  return (
    <span className={old ? 'pf-answer pf-broken' : 'pf-answer'} title={context.t(`portfolio:answer.${state}`)}>
      {at === null ? context.t('portfolio:answer.never') : context.format.age(at, context.now)}
    </span>
  )
}

const ProjectCell = ({ row, context }: { row: PortfolioRow; context: CellContext }) => (
  <>
    <span className="pf-number">{row.number}</span>
    <span className="pf-title" title={row.title}>
      {row.title}
    </span>
    {row.lifecycle === 'active' || row.lifecycle === 'closing' ? null : (
      <span className="pf-lifecycle">{context.t(`codes:lifecycle.${row.lifecycle}`)}</span>
    )}
  </>
)

/** What a column shows of a row. */
export const CellContent = memo(
  ({ column, row, context }: { column: Column; row: PortfolioRow; context: CellContext }): ReactNode => {
    const { t, format, names } = context
    switch (column) {
      case 'project':
        return <ProjectCell row={row} context={context} />
      case 'health':
        return <HealthCell row={row} context={context} />
      case 'history':
        return (
          <>
            <TrendArrow trend={row.trend} />
            <Sparkline history={row.history.declared} />
          </>
        )
      case 'phase':
        return row.phase === null ? <Unset context={context} /> : t(`codes:phase.${row.phase}`)
      case 'manager':
        return <PersonCell id={row.projectManager} context={context} />
      case 'sponsor':
        return <PersonCell id={row.sponsor} context={context} />
      case 'end':
        return <EndCell row={row} context={context} />
      case 'cost':
        return <CostCell row={row} context={context} />
      case 'answer':
        return <AnswerCell row={row} context={context} />
      case 'programme':
        return <span className="pf-clip">{names.programme(row.programme) || t('portfolio:grid.noProgramme')}</span>
      case 'lifecycle':
        return t(`codes:lifecycle.${row.lifecycle}`)
      case 'priority':
        return t(row.priority ? 'portfolio:yes' : 'portfolio:no')
      case 'baselineEnd':
        return row.baselineEnd === null ? <Unset context={context} /> : format.date(row.baselineEnd)
      case 'approvedCost':
        return row.approvedCost === null ? <Unset context={context} /> : format.money(row.approvedCost)
    }
  },
)
