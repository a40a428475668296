import type { ReactNode } from 'react'
import type { DecisionView, Votes } from '../../../src/committees/register/register-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'

/** Where and when it was decided, how the vote went, what it comes from and where it went. */
export const DecisionFacts = ({ view }: { view: DecisionView }) => {
  const { t, format } = useSession()
  const { decision, escalatedTo } = view
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('followUp:register.column.body'),
      <a key="body" href={pageHref(`committees/${decision.body}`)}>
        {decision.bodyTitle}
      </a>,
    ],
    [t('followUp:register.meeting'), decision.meetingTitle],
    [t('followUp:register.column.date'), decision.decidedAt && format.dateTime(decision.decidedAt)],
    [
      t('followUp:register.minutes'),
      decision.meeting ? (
        <a key="minutes" href={pageHref(`minutes/${decision.meeting}`)}>
          {t('followUp:minutes.kicker')}
        </a>
      ) : null,
    ],
    [t('followUp:register.vote'), decision.votes && <VotesText key="votes" votes={decision.votes} rule={view.rule} />],
    [
      t('followUp:register.project'),
      decision.project ? (
        <a key="project" href={pageHref(`project/${decision.project}`)}>
          <Unbroken text={`${decision.project} ${decision.projectTitle ?? ''}`} />
        </a>
      ) : null,
    ],
    [t('followUp:register.from'), decision.escalatedFrom && <Origin key="from" of={decision.escalatedFrom} />],
    [t('followUp:register.to'), escalatedTo && `${escalatedTo.body} – ${escalatedTo.meeting}`],
  ]
  return (
    <dl className="cm-facts">
      {facts.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** A decision by its number, an exception (`<project>:<tolerance>:<cycle>`) by its project. */
const Origin = ({ of }: { of: string }) => {
  const { t } = useSession()
  const [project, tolerance] = of.split(':')
  if (tolerance === undefined) return <a href={pageHref(`decisions/${of}`)}>{of}</a>
  return <a href={pageHref(`project/${project}`)}>{t('followUp:register.fromException', { project: project ?? '' })}</a>
}

const VotesText = ({ votes, rule }: { votes: Votes; rule: readonly string[] }) => {
  const { t } = useSession()
  const { secret, ...counts } = votes
  const text = t(votes.recused > 0 ? 'followUp:register.votesRecused' : 'followUp:register.votes', counts)
  return (
    <>
      {secret ? `${text} (${t('followUp:register.secret')})` : text}
      {rule.map((words) => (
        <p key={words} className="gv-caption">
          {words}
        </p>
      ))}
    </>
  )
}
