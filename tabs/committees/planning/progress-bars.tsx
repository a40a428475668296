import { Button, ProgressBar } from '@fluentui/react-components'
import type { ConveningView, RunView } from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'
import type { PlanActions } from './use-plan'

const phases = ['first', 'search', 'bound', 'polish', 'proof'] as const

/** A plan being made, on whichever copy of the service. */
export const RunBar = ({ run, mayStop, actions }: { run: RunView; mayStop: boolean; actions: PlanActions }) => {
  const { t } = useSession()
  const phase = phases.find((each) => each === run.phase)
  const text = run.stopping
    ? t('planning:run.stopping')
    : phase
      ? t('planning:run.going', { phase: t(`planning:phase.${phase}`), placed: run.placed, meetings: run.meetings })
      : t('planning:run.reading', { name: run.by })
  return (
    <div className="pl-progress">
      <p role="status">{text}</p>
      {run.meetings > 0 ? (
        <ProgressBar aria-label={t('planning:run.label')} value={run.placed} max={run.meetings} />
      ) : (
        <ProgressBar aria-label={t('planning:run.label')} />
      )}
      {mayStop ? (
        <Button size="small" disabled={run.stopping} onClick={() => void actions.stop()}>
          {t('planning:run.stop')}
        </Button>
      ) : null}
    </div>
  )
}

/** Meetings being convened, those that were left as they are, and what Microsoft 365 refused. Nothing when all went well and is over. */
export const ConveningBar = ({ convening }: { convening: ConveningView }) => {
  const { t } = useSession()
  const { total, done, waiting, kept, failed, withoutApp } = convening
  return (
    <>
      {waiting > 0 ? (
        <div className="pl-progress">
          <p role="status">{t('planning:convening.going', { done, total })}</p>
          <ProgressBar aria-label={t('planning:convening.label')} value={done} max={total} />
        </div>
      ) : null}
      {kept.length > 0 ? (
        <details className="pl-notice" open>
          <summary>{t('planning:convening.kept', { count: kept.length })}</summary>
          <ul>
            {kept.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {failed.length > 0 ? (
        <details className="pl-notice" open>
          <summary>{t('planning:convening.failed', { count: failed.length })}</summary>
          <ul>
            {failed.map(({ act, title, detail }) => (
              <li key={`${act} ${title}`}>
                {t(`planning:act.${act}`, { title })}
                {t('planning:convening.said', { detail })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {withoutApp ? (
        <p className="pl-notice" role="status">
          {t('planning:convening.withoutApp', { count: withoutApp.count })}
          {t('planning:convening.said', { detail: withoutApp.detail })}
        </p>
      ) : null}
    </>
  )
}
