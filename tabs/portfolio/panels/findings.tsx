import type { TextKey } from '../../../src/i18n/text'
import type { PortfolioRow } from '../../../src/portfolio/portfolio-view'
import type { Finding } from '../../../src/status/health'
import { HealthIcon } from '../../ui/health'
import { type Session, useSession } from '../../ui/session'

const axisKey = (finding: Finding): TextKey => `portfolio:why.${finding.axis}`
const tenth = (value: number): number => Math.round(value * 10) / 10

/** The finding in one sentence with its rule, for the box at the top. */
export const findingSentence = (finding: Finding, row: PortfolioRow, { t, format }: Session): string => {
  switch (finding.axis) {
    case 'schedule':
      return finding.health === 'red'
        ? t('portfolio:why.scheduleBroken', {
            days: format.number(finding.deviation),
            over: format.number(finding.deviation - finding.allowed),
            allowed: format.number(finding.allowed),
          })
        : t('portfolio:why.scheduleNear', {
            days: format.number(finding.deviation),
            allowed: format.number(finding.allowed),
          })
    case 'cost':
      return t(finding.health === 'red' ? 'portfolio:why.costBroken' : 'portfolio:why.costNear', {
        percent: format.number(tenth(finding.deviation), 1),
        allowed: format.number(finding.allowed),
      })
    case 'milestones':
      return finding.late
        .map((late) => t('portfolio:why.lateMilestone', { title: late.title, date: format.date(late.due) }))
        .join(' · ')
    case 'endPassed':
      return t('portfolio:why.endWas', { date: format.date(row.forecastEnd ?? finding.forecastEnd) })
  }
}

/** One finding: its health, the deviation, the facts it compares and how much of the tolerance is used. */
export const FindingRow = ({ finding, row }: { finding: Finding; row: PortfolioRow }) => {
  const { t, format } = useSession()
  return (
    <section className="pf-finding">
      <HealthIcon health={finding.health} />
      <b>{t(axisKey(finding))}</b>
      <b className="gv-num">{headline(finding, t, format)}</b>
      <Facts finding={finding} row={row} />
      {finding.axis === 'schedule' || finding.axis === 'cost' ? <ToleranceBar finding={finding} /> : null}
    </section>
  )
}

const headline = (finding: Finding, t: Session['t'], format: Session['format']): string => {
  switch (finding.axis) {
    case 'schedule':
      return format.signedDays(finding.deviation)
    case 'cost':
      return format.signedPercent(finding.deviation / 100)
    case 'milestones':
      return t('portfolio:why.late', { count: finding.late.length })
    case 'endPassed':
      return ''
  }
}

const Facts = ({ finding, row }: { finding: Finding; row: PortfolioRow }) => {
  const { t, format } = useSession()
  const facts = (): readonly string[] => {
    switch (finding.axis) {
      case 'schedule':
        return row.baselineEnd && row.forecastEnd
          ? [
              t('portfolio:why.scheduleFacts', {
                baseline: format.date(row.baselineEnd),
                forecast: format.date(row.forecastEnd),
              }),
            ]
          : []
      case 'cost':
        return row.approvedCost !== null && row.forecastCost !== null
          ? [
              t('portfolio:why.costFacts', {
                approved: format.money(row.approvedCost),
                forecast: format.money(row.forecastCost),
              }),
            ]
          : []
      case 'milestones':
        return finding.late.map((late) =>
          t('portfolio:why.lateMilestone', { title: late.title, date: format.date(late.due) }),
        )
      case 'endPassed':
        return [t('portfolio:why.endWas', { date: format.date(finding.forecastEnd) })]
    }
  }
  return (
    <>
      {facts().map((fact) => (
        <p key={fact} className="gv-caption gv-num">
          {fact}
        </p>
      ))}
    </>
  )
}

const WIDTH = 318

/** The bar is as long as the deviation, the tick stands at the tolerance; half of the bar is left beyond it. */
const ToleranceBar = ({ finding }: { finding: Extract<Finding, { axis: 'schedule' | 'cost' }> }) => {
  const { t, format } = useSession()
  const scale = Math.max(finding.allowed * 1.6, finding.deviation * 1.2, 1)
  const x = (value: number): number => Math.round((Math.max(0, Math.min(value, scale)) / scale) * WIDTH)
  const tick = x(finding.allowed)
  const label =
    finding.axis === 'schedule'
      ? t('portfolio:why.toleranceDays', { days: format.number(finding.allowed) })
      : t('portfolio:why.toleranceCost', { percent: format.number(finding.allowed) })
  return (
    <svg className={`pf-gauge pf-gauge-${finding.health}`} viewBox={`0 0 ${WIDTH} 28`} role="img" aria-label={label}>
      <rect className="pf-track" y={4} height={8} width={WIDTH} rx={2} />
      <rect className="pf-level" y={4} height={8} width={x(finding.deviation)} rx={2} />
      <rect className="pf-tick" x={tick - 1} y={1} width={2} height={14} />
      <text x={Math.max(32, Math.min(tick, WIDTH - 36))} y={26} textAnchor="middle">
        {label}
      </text>
    </svg>
  )
}
