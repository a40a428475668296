import { ProgressBar } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { CycleOverview } from '../../src/status/cycle-view'
import { HealthCount } from '../ui/health'
import { useSession } from '../ui/session'

/** The quiet figures above the list: how far the cycle is, what is declared, what does not fit. */
export const CycleFigures = ({ overview }: { overview: CycleOverview }) => {
  const { t } = useSession()
  const { figures, hidden, withoutManager } = overview
  return (
    <dl className="cy-figures">
      <Figure label={t('cycle:figure.answers')}>
        <b>{t('cycle:figure.of', { answered: figures.answered, owed: figures.owed })}</b>
        <ProgressBar
          aria-label={t('cycle:figure.answers')}
          value={figures.owed === 0 ? 0 : figures.answered / figures.owed}
          thickness="large"
        />
      </Figure>
      {figures.managersAsked > 0 ? (
        <Figure label={t('cycle:figure.managers')}>
          <b>{t('cycle:figure.of', { answered: figures.managersDone, owed: figures.managersAsked })}</b>
          <span>{t('cycle:figure.managersDone')}</span>
        </Figure>
      ) : null}
      <Figure label={t('cycle:figure.declared')}>
        <HealthCount health="green" count={figures.green} word />
        <HealthCount health="amber" count={figures.amber} word />
        <HealthCount health="red" count={figures.red} word />
        <HealthCount health={null} count={figures.awaited + figures.late} word />
      </Figure>
      <Figure label={t('cycle:figure.worse')}>
        <b>{figures.worseThanDeclared}</b>
      </Figure>
      <Figure label={t('cycle:figure.exceptions')}>
        <b>{figures.openExceptions}</b>
      </Figure>
      {figures.deliveriesFailed > 0 ? (
        <Figure label={t('cycle:figure.failed')}>
          <b>{figures.deliveriesFailed}</b>
        </Figure>
      ) : null}
      {withoutManager.length > 0 ? (
        <Figure label={t('cycle:figure.withoutManager')}>
          <b>{withoutManager.length}</b>
          <span>{withoutManager.map(({ number }) => number).join(', ')}</span>
        </Figure>
      ) : null}
      {hidden > 0 ? (
        <Figure label={t('cycle:figure.hidden')}>
          <b>{hidden}</b>
        </Figure>
      ) : null}
    </dl>
  )
}

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
