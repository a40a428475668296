import { ToggleButton } from '@fluentui/react-components'
import type { OwnBallot, VoteView } from '../../../../src/committees/session/session-view'
import { vote as options, type Vote } from '../../../../src/lists/committees/ballots'
import { useSession } from '../../../ui/session'
import type { Change } from '../use-meeting'

/** One press votes, another changes it. */
export const BallotButtons = ({ vote, ballot, change }: { vote: VoteView; ballot: OwnBallot; change: Change }) => {
  const { t } = useSession()
  const label = ballot.self ? t('session:vote.own') : t('session:vote.inNameOf', { name: ballot.name })
  const cast = (said: Vote): void =>
    void change.change(`votes/${encodeURIComponent(vote.number)}/ballot`, { voter: ballot.voter, vote: said })
  return (
    <fieldset className="se-ballot">
      <legend>{label}</legend>
      {options.map((option) => (
        <ToggleButton
          key={option}
          checked={ballot.vote === option}
          disabled={change.busy}
          appearance={ballot.vote === option ? 'primary' : 'outline'}
          onClick={() => cast(option)}
        >
          {t(`session:vote.${option}`)}
        </ToggleButton>
      ))}
      <p role="status" className="gv-caption">
        {ballot.hasCast ? <CastWords ballot={ballot} /> : null}
      </p>
    </fieldset>
  )
}

const CastWords = ({ ballot }: { ballot: OwnBallot }) => {
  const { t } = useSession()
  if (ballot.vote === null) return t('session:vote.youVotedSecret')
  const vote = t(`session:vote.${ballot.vote}`).toLowerCase()
  return t(ballot.self ? 'session:vote.youVoted' : 'session:vote.theyVoted', { vote })
}
