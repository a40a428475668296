import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { SessionView, VoteView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import { Unbroken } from '../../../ui/unbroken'
import { OptionsList } from '../../arbitration/options-list'
import type { Change } from '../use-meeting'
import { BallotButtons } from './ballot-buttons'
import { VoteCounts } from './vote-counts'
import { VoteResultPart } from './vote-result'
import { WithdrawnPart, WithdrawVote } from './withdraw-vote'

/** A vote under way: one's own buttons first, then what came in, then how to close it. */
export const VoteSection = ({ view, vote, change }: { view: SessionView; vote: VoteView; change: Change }) => {
  const { t } = useSession()
  const { question, title, number, state } = vote
  const id = `se-vote-${number}`
  const section = useRef<HTMLElement>(null)
  // A vote opens above whatever the person was looking at; who is typing is left alone.
  useEffect(() => {
    if (!document.activeElement?.matches('input, textarea, select'))
      section.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (state === 'closed' || state === 'none' || state === 'withdrawn')
    return (
      <section className="se-section" aria-labelledby={id}>
        <h2 id={id}>
          <Unbroken text={title} />
        </h2>
        {state === 'withdrawn' ? <WithdrawnPart vote={vote} /> : <VoteResultPart vote={vote} />}
      </section>
    )
  return (
    <section ref={section} className="se-section se-vote" aria-labelledby={id}>
      <p className="se-line gv-caption">
        <span>{t('session:vote.under')}</span>
        <span className="gv-number">{number}</span>
      </p>
      <h2 id={id}>
        <Unbroken text={question ?? title} />
      </h2>
      {vote.options ? <OptionsList view={vote.options} /> : null}
      {vote.secret ? <p className="gv-caption">{t('session:vote.secretNote')}</p> : null}
      {state === 'open'
        ? vote.mine.map((ballot) => <BallotButtons key={ballot.voter} vote={vote} ballot={ballot} change={change} />)
        : null}
      {vote.obstacle ? (
        <p className="gv-caption">
          {t(vote.obstacle === 'no-voice' ? 'session:vote.noVoice' : 'session:vote.notPresent')}
        </p>
      ) : null}
      <VoteCounts vote={vote} />
      {view.rights.run ? <RunVote view={view} vote={vote} change={change} /> : null}
      {state === 'tied' && !view.rights.run ? <p>{t('session:vote.tiedWait')}</p> : null}
    </section>
  )
}

const words = ['for', 'against', 'none'] as const

/** Closing, with who is still expected; a tied secret vote asks for the word of the chair. */
const RunVote = ({ view, vote, change }: { view: SessionView; vote: VoteView; change: Change }) => {
  const { t } = useSession()
  const close = (casting: (typeof words)[number] | null): void =>
    void change.change(`votes/${encodeURIComponent(vote.number)}/close`, { casting }, '#se-item')
  if (vote.state === 'tied')
    return (
      <fieldset className="se-tied">
        <legend>{t('session:vote.tied')}</legend>
        {words.map((word) => (
          <Button key={word} disabled={change.busy} onClick={() => close(word)}>
            {t(`session:vote.tied.${word}`)}
          </Button>
        ))}
      </fieldset>
    )
  const missing = view.people.filter(({ id }) => vote.missing.includes(id)).map(({ name }) => name)
  return (
    <>
      <p className="gv-caption">
        {missing.length > 0
          ? t('session:vote.missing', { names: missing.join(', ') })
          : t(vote.cast.length > 0 ? 'session:vote.allCast' : 'session:vote.nobody')}
        {vote.wouldBe && vote.cast.length > 0 ? ` ${t(`session:vote.wouldBe.${vote.wouldBe}`)}.` : ''}
      </p>
      {view.meeting.form === 'meeting' ? (
        <Button disabled={change.busy} onClick={() => close(null)}>
          {t('session:vote.close')}
        </Button>
      ) : null}
      <WithdrawVote vote={vote} change={change} />
    </>
  )
}
