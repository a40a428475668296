import { Badge } from '@fluentui/react-components'
import type { ExceptionView, ProjectView } from '../../src/projects/project-view'
import { EscalateButton } from '../committees/escalate-button'
import { useSession } from '../ui/session'
import { projectKey } from './use-project'

/** Exception reports (PRINCE2): tolerances that were forecast to be exceeded, newest first. */
export const Exceptions = ({ view }: { view: ProjectView }) => {
  const { t } = useSession()
  return (
    <section aria-labelledby="pj-exceptions">
      <h2 id="pj-exceptions">{t('project:exceptions.title')}</h2>
      {view.exceptions.length === 0 ? <p className="gv-caption">{t('project:exceptions.none')}</p> : null}
      <ul className="pj-list">
        {view.exceptions.map((exception) => (
          <ExceptionItem key={exception.key} number={view.fields.number} exception={exception} />
        ))}
      </ul>
    </section>
  )
}

const ExceptionItem = ({ number, exception }: { number: string; exception: ExceptionView }) => {
  const { t, format } = useSession()
  const { tolerance, state, deviation, allowed, openedAt, closedAt, cause, escalatedTo, mayEscalate } = exception
  const figures =
    deviation === null || allowed === null
      ? null
      : tolerance === 'time'
        ? t('project:exceptions.days', { deviation: format.signedDays(deviation), allowed: format.number(allowed) })
        : t('project:exceptions.percent', {
            deviation: format.signedPercent(deviation / 100),
            allowed: format.number(allowed),
          })
  const when = [
    openedAt ? t('project:exceptions.opened', { at: format.date(openedAt) }) : null,
    closedAt ? t('project:exceptions.closed', { at: format.date(closedAt) }) : null,
  ].filter((part) => part !== null)
  return (
    <li>
      <p className="pj-line">
        <b>{t(`project:exceptions.${tolerance}`)}</b>
        <Badge appearance="outline" color={state === 'open' ? 'danger' : 'informative'}>
          {t(`project:exceptions.state.${state}`)}
        </Badge>
      </p>
      {figures ? <p className="gv-num">{figures}</p> : null}
      <p className="gv-caption">{when.join(' · ')}</p>
      {cause ? <p>{cause}</p> : null}
      {escalatedTo.map(({ body, meeting }) => (
        <p key={body} className="gv-caption">
          {t('project:exceptions.before', { body, meeting })}
        </p>
      ))}
      {mayEscalate ? (
        <EscalateButton
          size="small"
          from={mayEscalate.from}
          what={{ exception: exception.key }}
          label={t('project:exceptions.escalate', { body: mayEscalate.to })}
          name={`${t('project:exceptions.escalate', { body: mayEscalate.to })}, ${t(`project:exceptions.${tolerance}`)}`}
          done={t('project:exceptions.escalated', { body: mayEscalate.to })}
          shownIn={projectKey(number)}
        />
      ) : null}
    </li>
  )
}
