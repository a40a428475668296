import type { VoteView } from '../../../../src/committees/session/session-view'
import { vote as options } from '../../../../src/lists/committees/ballots'
import { useSession } from '../../../ui/session'
import { quorumOfVote } from './vote-quorum'

/** How many have voted, and of a public vote what, as it comes in. */
export const VoteCounts = ({ vote }: { vote: VoteView }) => {
  const { t } = useSession()
  const total = vote.cast.length + vote.missing.length
  const quorum = quorumOfVote(vote)
  return (
    <>
      <p className="se-line">
        <span className="se-strong gv-num">{t('session:vote.count', { count: vote.cast.length, total })}</span>
      </p>
      {vote.tally ? <TallyRow tally={vote.tally} /> : null}
      {quorum?.of && !quorum.ok ? <p className="gv-caption">{t('session:reason.quorum.missing', quorum.of)}</p> : null}
    </>
  )
}

/** The four counts side by side. */
export const TallyRow = ({ tally }: { tally: NonNullable<VoteView['tally']> }) => {
  const { t } = useSession()
  return (
    <dl className="se-tally" aria-label={t('session:vote.bars')}>
      {options.map((option) => (
        <div key={option}>
          <dt>{t(`session:vote.${option}`)}</dt>
          <dd className="gv-num">{tally[option]}</dd>
        </div>
      ))}
    </dl>
  )
}
