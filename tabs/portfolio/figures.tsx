import type { ReactNode } from 'react'
import { shownHealths } from '../../src/portfolio/grid/grid-view'
import type { PortfolioFigures } from '../../src/portfolio/portfolio-view'
import { HealthCount } from '../ui/health'
import { useSession } from '../ui/session'

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** Quiet figures over the whole portfolio; they count projects that this person may not see. */
export const Figures = ({ figures }: { figures: PortfolioFigures }) => {
  const { t, format } = useSession()
  const { slipChange } = figures
  return (
    <dl className="pf-figures gv-num">
      <Figure label={t('portfolio:figure.active')}>
        {format.number(figures.active)} <span>{t('portfolio:figure.priority', { count: figures.priority })}</span>
      </Figure>
      <Figure label={t('portfolio:figure.declared')}>
        {shownHealths.map((code) => (
          <HealthCount key={code} health={code === 'none' ? null : code} count={figures.declared[code]} word />
        ))}
      </Figure>
      <Figure label={t('portfolio:figure.severe')}>
        {format.number(figures.moreSevere)}{' '}
        {figures.greenToRed > 0 ? <span>{t('portfolio:figure.greenToRed', { count: figures.greenToRed })}</span> : null}
      </Figure>
      {figures.medianSlip === null ? null : (
        <Figure label={t('portfolio:figure.slip')}>
          {format.signedDays(figures.medianSlip)}{' '}
          {slipChange ? (
            <span>
              {t('portfolio:figure.slipSince', {
                change: format.signedDays(slipChange.days),
                since: sinceName(slipChange.since, format.month),
              })}
            </span>
          ) : null}
        </Figure>
      )}
      <Figure label={t('portfolio:figure.cost')}>
        {format.money(figures.forecastCost)}{' '}
        {figures.costDeviation === null ? null : (
          <span>{t('portfolio:figure.costDeviation', { deviation: format.signedPercent(figures.costDeviation) })}</span>
        )}
      </Figure>
    </dl>
  )
}

/** The month of a monthly cycle, or else its code. */
const sinceName = (code: string, month: (isoMonth: string) => string): string =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(code) ? month(code).replace(/\s\d{4}$/, '') : code
