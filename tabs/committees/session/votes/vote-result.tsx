import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle'
import { PauseCircle16Filled } from '@fluentui/react-icons/svg/pause-circle'
import type { VoteView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import { Unbroken } from '../../../ui/unbroken'
import { OptionsList } from '../../arbitration/options-list'
import { useReasonWords } from './reason-words'
import { TallyRow } from './vote-counts'

/** What was decided, by what count and why. */
export const VoteResultPart = ({ vote }: { vote: VoteView }) => {
  const { t } = useSession()
  const wordsOf = useReasonWords()
  return (
    <div className="se-result">
      <p className="se-line">
        <ResultMark vote={vote} />
        <span className="gv-caption gv-number">{vote.number}</span>
      </p>
      {vote.text && vote.text !== vote.question ? (
        <p>
          <Unbroken text={vote.text} />
        </p>
      ) : null}
      {vote.conditions ? <p>{t('session:decision.conditionsAre', { conditions: vote.conditions })}</p> : null}
      {vote.options ? <OptionsList view={vote.options} /> : null}
      {vote.state === 'closed' && vote.tally ? <TallyRow tally={vote.tally} /> : null}
      {vote.reasons.length > 0 ? (
        <details className="se-details">
          <summary>{t('session:vote.why')}</summary>
          <ul className="se-plain">
            {vote.reasons.flatMap(wordsOf).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {vote.ballots && vote.ballots.length > 0 ? (
        <details className="se-details">
          <summary>{t('session:vote.who')}</summary>
          <ul className="se-plain">
            {vote.ballots.map(({ name, vote: said }) => (
              <li key={name} className="se-line">
                <span>{name}</span>
                <span>{t(`session:vote.${said}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

const marks = {
  adopted: CheckmarkCircle16Filled,
  conditional: CheckmarkCircle16Filled,
  deferred: PauseCircle16Filled,
  rejected: DismissCircle16Filled,
} as const

/** A shape and a word; colour means health, so a result has none. */
export const ResultMark = ({ vote: { result, ofGate } }: { vote: Pick<VoteView, 'result' | 'ofGate'> }) => {
  const { t } = useSession()
  const Mark = result === null ? null : marks[result]
  return (
    <span className="se-mark">
      {Mark ? <Mark aria-hidden /> : null}
      {t(ofGate && result ? `common:gate.${result}` : `session:result.${result ?? 'none'}`)}
    </span>
  )
}
