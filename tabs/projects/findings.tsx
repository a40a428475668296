import type { ReactNode } from 'react'
import type { ProjectView } from '../../src/projects/project-view'
import type { Finding } from '../../src/status/health'
import { HealthIcon, healthKey } from '../ui/health'
import { useSession } from '../ui/session'

/** Why the computed health is what it is: every rule that spoke, with the figures it looked at. */
export const Findings = ({ view }: { view: ProjectView }) => {
  const { t } = useSession()
  const { computed, findings } = view.health
  return (
    <section aria-labelledby="pj-why">
      <h2 id="pj-why">
        {computed
          ? t('portfolio:why.heading', { health: t(healthKey(computed)).toLowerCase() })
          : t('portfolio:why.headingNone')}
      </h2>
      {findings.length === 0 ? <p className="gv-caption">{t('portfolio:why.nothingKnown')}</p> : null}
      <ul className="pj-findings">
        {findings.map((finding) => (
          <FindingItem key={finding.axis} finding={finding} view={view} />
        ))}
      </ul>
    </section>
  )
}

const FindingItem = ({ finding, view }: { finding: Finding; view: ProjectView }) => {
  const { t, format } = useSession()
  const { fields } = view
  switch (finding.axis) {
    case 'schedule':
      return (
        <Item finding={finding} title={t('portfolio:why.schedule')} value={format.signedDays(finding.deviation)}>
          <p className="gv-caption">
            {t('portfolio:why.scheduleFacts', {
              baseline: fields.baselineEnd ? format.date(fields.baselineEnd) : '–',
              forecast: fields.forecastEnd ? format.date(fields.forecastEnd) : '–',
            })}
          </p>
          <ToleranceBar
            finding={finding}
            label={t('portfolio:why.toleranceDays', { days: format.number(finding.allowed) })}
          />
        </Item>
      )
    case 'cost':
      return (
        <Item finding={finding} title={t('portfolio:why.cost')} value={format.signedPercent(finding.deviation / 100)}>
          <p className="gv-caption">
            {t('portfolio:why.costFacts', {
              approved: format.money(fields.approvedCost ?? 0),
              forecast: format.money(fields.forecastCost ?? 0),
            })}
          </p>
          <ToleranceBar
            finding={finding}
            label={t('portfolio:why.toleranceCost', { percent: format.number(finding.allowed) })}
          />
        </Item>
      )
    case 'milestones':
      return (
        <Item
          finding={finding}
          title={t('portfolio:why.milestones')}
          value={t('portfolio:why.late', { count: finding.late.length })}
        >
          {finding.late.map((late) => (
            <p key={late.title} className="gv-caption">
              {t('portfolio:why.lateMilestone', { title: late.title, date: format.date(late.due) })}
            </p>
          ))}
        </Item>
      )
    case 'endPassed':
      return (
        <Item finding={finding} title={t('portfolio:why.endPassed')} value="">
          <p className="gv-caption">{t('portfolio:why.endWas', { date: format.date(finding.forecastEnd) })}</p>
        </Item>
      )
  }
}

const Item = ({
  finding,
  title,
  value,
  children,
}: {
  finding: Finding
  title: string
  value: string
  children: ReactNode
}) => (
  <li>
    <HealthIcon health={finding.health} />
    <div>
      <p className="pj-finding-title">
        <b>{title}</b>
        <b className="gv-num">{value}</b>
      </p>
      {children}
    </div>
  </li>
)

/** The bar is the deviation, the mark the tolerance; decorative, because both figures are written beside it. */
const ToleranceBar = ({
  finding,
  label,
}: {
  finding: Extract<Finding, { axis: 'schedule' | 'cost' }>
  label: string
}) => {
  const reach = Math.max(finding.deviation, finding.allowed) * 1.2 || 1
  const share = (value: number): string => `${Math.max(0, Math.min(100, (value / reach) * 100))}%`
  return (
    <div className="pj-tolerance" aria-hidden="true">
      <div className={`pj-tolerance-bar pj-${finding.health}`} style={{ width: share(finding.deviation) }} />
      <div className="pj-tolerance-mark" style={{ left: share(finding.allowed) }}>
        <span>{label}</span>
      </div>
    </div>
  )
}
