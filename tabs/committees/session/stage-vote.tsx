import { CheckmarkCircle24Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircle24Filled } from '@fluentui/react-icons/svg/dismiss-circle'
import { PauseCircle24Filled } from '@fluentui/react-icons/svg/pause-circle'
import { Warning24Filled } from '@fluentui/react-icons/svg/warning'
import type { SessionView, VoteView } from '../../../src/committees/session/session-view'
import { vote as options } from '../../../src/lists/committees/ballots'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'
import { OptionsList } from '../arbitration/options-list'
import { PeopleContext, useReasonWords } from './votes/reason-words'
import { quorumOfVote } from './votes/vote-quorum'

/** Characters of a question that take too much of the room's view in large letters. */
const LONG = 180

/** The question, four bars, and what it comes to. Of a secret vote the bars are empty until the close. */
export const StageVote = ({ view, vote }: { view: SessionView; vote: VoteView }) => {
  const { t } = useSession()
  const isOpen = vote.state === 'open' || vote.state === 'tied'
  const sub = isOpen ? vote.title : vote.question
  const heading = isOpen ? (vote.question ?? vote.title) : (vote.text ?? vote.question ?? vote.title)
  return (
    <PeopleContext.Provider value={view.people}>
      <h1 {...(heading.length > LONG ? { className: 'se-stage-long' } : {})}>
        <Unbroken text={heading} />
      </h1>
      {sub && sub !== heading ? (
        <p className="se-stage-sub">
          <Unbroken text={sub} />
        </p>
      ) : null}
      {vote.conditions ? (
        <p className="se-stage-sub">{t('session:decision.conditionsAre', { conditions: vote.conditions })}</p>
      ) : null}
      {vote.options ? <OptionsList view={vote.options} /> : null}
      <div className="se-stage-result">
        {vote.tally && vote.state !== 'none' ? <Bars vote={vote} /> : null}
        {vote.secret && isOpen ? <p className="se-stage-sub">{t('session:stage.secret')}</p> : null}
        {vote.state === 'tied' ? <p className="se-stage-sub">{t('session:vote.tiedWait')}</p> : null}
        <Outcome vote={vote} />
      </div>
    </PeopleContext.Provider>
  )
}

const Bars = ({ vote }: { vote: VoteView }) => {
  const { t } = useSession()
  const { tally } = vote
  if (!tally) return null
  const all =
    vote.state === 'closed' ? tally.for + tally.against + tally.abstain + tally.recused : tally.entitled + tally.recused
  return (
    <dl className="se-bars" aria-label={t(vote.state === 'closed' ? 'session:vote.bars' : 'session:vote.liveBars')}>
      {options.map((option) => (
        <div key={option} className={option === 'for' ? 'se-bar se-bar-for' : 'se-bar'}>
          <dt>{t(`session:vote.${option}`)}</dt>
          <dd>
            <span className="se-track" aria-hidden="true">
              <i style={{ width: `${(100 * tally[option]) / Math.max(1, all)}%` }} />
            </span>
            <b className="gv-num">{tally[option]}</b>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const marks = {
  adopted: CheckmarkCircle24Filled,
  conditional: CheckmarkCircle24Filled,
  deferred: PauseCircle24Filled,
  rejected: DismissCircle24Filled,
} as const

const Outcome = ({ vote }: { vote: VoteView }) => {
  const { t } = useSession()
  const wordsOf = useReasonWords()
  const isOpen = vote.state === 'open' || vote.state === 'tied'
  // Before anybody has voted, nothing has been said.
  const result = !isOpen ? vote.result : vote.cast.length > 0 ? vote.wouldBe : null
  const Mark = result === null ? null : marks[result]
  const why = vote.reasons.filter(({ code }) => code === 'majority' || code === 'tie').flatMap(wordsOf)
  const quorum = quorumOfVote(vote)
  return (
    <dl className="se-outcome">
      {isOpen ? (
        <div>
          <dt>{t('session:stage.turnout')}</dt>
          <dd className="gv-num">
            {t('session:vote.count', { count: vote.cast.length, total: vote.cast.length + vote.missing.length })}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t('session:stage.quorum')}</dt>
        <dd>
          {quorum === null ? null : quorum.ok ? (
            <CheckmarkCircle24Filled className="se-done" aria-hidden />
          ) : (
            <Warning24Filled className="se-warn" aria-hidden />
          )}
          {t(`session:stage.quorum.${quorum === null ? 'none' : quorum.ok ? 'reached' : 'missing'}`)}
        </dd>
        {quorum?.of ? <dd className="se-stage-why">{t('session:quorum.counted', quorum.of)}</dd> : null}
      </div>
      {result === null ? null : (
        <div>
          <dt>{t(isOpen ? 'session:stage.soFar' : 'session:decision.result')}</dt>
          <dd>
            {Mark ? <Mark aria-hidden /> : null}
            {t(vote.ofGate ? `common:gate.${result}` : `session:result.${result}`)}
          </dd>
          {why.map((words) => (
            <dd key={words} className="se-stage-why">
              {words}
            </dd>
          ))}
        </div>
      )}
    </dl>
  )
}
