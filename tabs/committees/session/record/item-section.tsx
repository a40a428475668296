import type { SessionItem, SessionView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import { Unbroken } from '../../../ui/unbroken'
import { OptionsList } from '../../arbitration/options-list'
import { ItemExceptions } from '../../item-exceptions'
import type { Change } from '../use-meeting'
import { OpenVote } from '../votes/open-vote'
import { VoteResultPart } from '../votes/vote-result'
import { WithdrawnPart } from '../votes/withdraw-vote'
import { DecisionForm } from './decision-form'
import { NotesField } from './notes-field'

/** One item: what it is about and its papers; for those who write, its notes, its vote and what is decided. */
export const ItemSection = ({ view, item, change }: { view: SessionView; item: SessionItem; change: Change }) => {
  const { t } = useSession()
  const { meeting, rights, votes } = view
  const isOpen = meeting.state === 'open'
  const decided = votes.filter((vote) => vote.item === item.key && (vote.state === 'closed' || vote.state === 'none'))
  const isUnderVote = votes.some((vote) => vote.item === item.key && (vote.state === 'open' || vote.state === 'tied'))
  // The result below says them already.
  const wasPut = decided.some(({ options }) => options !== null && options.proposed === item.options?.proposed)
  return (
    <section className="se-section" aria-labelledby="se-item">
      <p className="gv-caption">
        {[
          t(`session:kind.${item.kind}`),
          ...(item.presenter ? [t('session:item.presenter', { name: item.presenter })] : []),
        ].join(' · ')}
      </p>
      <h2 id="se-item">
        <Unbroken text={item.title} />
      </h2>
      {item.question && item.question !== item.title ? (
        <p>
          <Unbroken text={item.question} />
        </p>
      ) : null}
      {item.options && !isUnderVote && !wasPut ? <OptionsList view={item.options} /> : null}
      {item.background ? (
        <p className="se-background">
          <Unbroken text={item.background} />
        </p>
      ) : null}
      <Papers item={item} />
      {rights.run ? (
        <ItemExceptions title={item.title} exceptions={item.exceptions} shownIn={['meeting-session', meeting.key]} />
      ) : null}
      {votes.map((vote) =>
        vote.item === item.key && vote.state === 'withdrawn' ? <WithdrawnPart key={vote.number} vote={vote} /> : null,
      )}
      {decided.map((vote) => (
        <VoteResultPart key={vote.number} vote={vote} />
      ))}
      {rights.notes ? <NotesField view={view} item={item} /> : null}
      {rights.run && isOpen && !isUnderVote ? (
        <OpenVote view={view} item={item} again={decided.length > 0} change={change} />
      ) : null}
      {rights.record && !isUnderVote ? <DecisionForm view={view} item={item} decided={decided} /> : null}
    </section>
  )
}

const Papers = ({ item }: { item: SessionItem }) => {
  const { t } = useSession()
  if (item.papers.length === 0) return null
  return (
    <>
      <h3>{t('session:item.papers')}</h3>
      <ul className="se-plain">
        {item.papers.map(({ name, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
