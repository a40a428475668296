import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { ErrorState, SkeletonRows } from '../../ui/states'
import { Unbroken } from '../../ui/unbroken'
import { EscalateButton } from '../escalate-button'
import { SectionNav } from '../section-nav'
import { ArbitrationTable } from './arbitration-table'
import { DecisionArbitration } from './decision-arbitration'
import { DecisionFacts } from './decision-facts'
import { ResultMark } from './result-mark'

/** One decision: what was asked, decided and agreed, and where it went from there. */
export const DecisionDetail = ({ number }: { number: string }) => {
  const { api, t } = useSession()
  const decision = useQuery({
    queryKey: ['decisions', number],
    queryFn: ({ signal }) => api.get<DecisionView>(`/decisions/${encodeURIComponent(number)}`, signal),
    meta: { lists: ['Decisions', 'Actions', 'AgendaItems', 'Meetings'] },
  })
  useEffect(() => {
    document.title = number
  }, [number])
  const view = decision.data
  if (!view && decision.error) return <ErrorState error={decision.error} onRetry={() => void decision.refetch()} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="decisions" />
      {view ? <Loaded view={view} /> : <SkeletonRows rows={10} label={t('followUp:register.loading')} />}
    </main>
  )
}

const Loaded = ({ view }: { view: DecisionView }) => {
  const { t } = useSession()
  const { decision, mayArbitrate } = view
  const [isArbitrating, setArbitrating] = useState(false)
  return (
    <div className="cm-body">
      <header className="cm-header">
        <div className="cm-title">
          <p className="gv-caption">
            <a href={pageHref('decisions')}>{t('followUp:register.back')}</a>
            {' · '}
            <span className="gv-number">{decision.number}</span>
          </p>
          <h1>
            <Unbroken text={decision.title} />
          </h1>
          <p className="cm-badges">
            <ResultMark result={decision.result} ofGate={decision.ofGate} />
          </p>
        </div>
        <div className="cm-head-actions">
          {mayArbitrate && decision.type !== 'arbitration' ? (
            <Button onClick={() => setArbitrating(true)}>{t('committees:arbitration.begin')}</Button>
          ) : null}
          <Escalate view={view} />
        </div>
      </header>
      <div className="cm-columns">
        <div className="cm-main">
          <Texts view={view} onArbitrate={() => setArbitrating(true)} />
        </div>
        <aside className="cm-aside">
          <DecisionFacts view={view} />
        </aside>
      </div>
      {isArbitrating ? <DecisionArbitration view={view} onClose={() => setArbitrating(false)} /> : null}
    </div>
  )
}

const Texts = ({ view, onArbitrate }: { view: DecisionView; onArbitrate: () => void }) => {
  const { t, format } = useSession()
  const { decision, actions } = view
  const texts = [
    ['question', decision.question],
    ['text', decision.text],
    ['conditions', decision.conditions],
  ] as const
  return (
    <>
      {texts.map(([name, text]) =>
        text ? (
          <section key={name} className="fu-section">
            <h2>{t(`followUp:register.${name}`)}</h2>
            <p className="fu-text">{text}</p>
          </section>
        ) : null,
      )}
      {decision.type === 'arbitration' ? <ArbitrationTable view={view} onEdit={onArbitrate} /> : null}
      {actions.length > 0 ? (
        <section className="fu-section">
          <h2>{t('followUp:register.actions')}</h2>
          <ul className="cm-rules">
            {actions.map((action) => (
              <li key={action.number}>
                <a className="gv-number" href={pageHref('actions')}>
                  {action.number}
                </a>{' '}
                {action.title}
                <span className="gv-caption">
                  {' · '}
                  {action.owner ?? t('followUp:action.nobody')}
                  {action.dueOn ? ` · ${format.date(action.dueOn)}` : ''}
                  {' · '}
                  {t(`followUp:state.${action.state}`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

const Escalate = ({ view }: { view: DecisionView }) => {
  const { t } = useSession()
  const { decision, mayEscalateTo } = view
  if (mayEscalateTo === null) return null
  return (
    <EscalateButton
      from={decision.body}
      what={{ decision: decision.number }}
      label={t('followUp:escalation.action', { body: mayEscalateTo })}
      done={t('followUp:escalation.done', { body: mayEscalateTo })}
      shownIn={['decisions']}
    />
  )
}
