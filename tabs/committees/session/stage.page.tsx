import { useEffect } from 'react'
import { fullTitle } from '../../../src/committees/meetings/full-title'
import type { SessionView } from '../../../src/committees/session/session-view'
import { useSession } from '../../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../../ui/states'
import { WithTexts } from '../../ui/with-texts'
import { OptionsList } from '../arbitration/options-list'
import { useServiceNow } from './clock'
import { StageVote } from './stage-vote'
import { useMeeting } from './use-meeting'
import './session.css'
import { Unbroken } from '../../ui/unbroken'

const bundles = {
  fr: () => import('../../i18n/session-fr'),
  en: () => import('../../i18n/session-en'),
}

/** What the room sees: where the meeting is, the question, the result as it comes in. Nothing on it can be pressed. */
export const StagePage = ({ id }: { id: string }) => (
  <WithTexts bundles={bundles}>
    <LoadedStage key={id} meeting={id} />
  </WithTexts>
)

const LoadedStage = ({ meeting }: { meeting: string }) => {
  const { t } = useSession()
  const query = useMeeting(meeting)
  const view = query.data
  const title = view ? t('session:page.stage', { title: view.meeting.title }) : t('session:page.title')
  useEffect(() => {
    document.title = title
  }, [title])
  if (!view && query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!view) return <SkeletonRows rows={6} label={t('session:page.loading')} />
  return (
    <main className="se-stage">
      {query.error ? <OutdatedBanner at={query.dataUpdatedAt} onRetry={() => void query.refetch()} /> : null}
      <StageTop view={view} />
      <StageBody view={view} />
    </main>
  )
}

const StageTop = ({ view }: { view: SessionView }) => {
  const { t, format } = useSession()
  const now = useServiceNow(view.now)
  const { meeting, items } = view
  const at = items.findIndex(({ key }) => key === meeting.currentItem)
  return (
    <p className="se-stage-top">
      <span>
        {[
          fullTitle(meeting.title, meeting.bodyTitle),
          ...(at < 0 ? [] : [t('session:stage.item', { rank: at + 1, total: items.length })]),
        ].join(' · ')}
      </span>
      <span className="gv-num">{format.dateTime(new Date(now).toISOString())}</span>
    </p>
  )
}

const StageBody = ({ view }: { view: SessionView }) => {
  const { t } = useSession()
  const { meeting, items, votes } = view
  const item = items.find(({ key }) => key === meeting.currentItem)
  const open = votes.filter(({ state }) => state === 'open' || state === 'tied')
  const ofItem = votes.filter((vote) => vote.item === meeting.currentItem && vote.state !== 'withdrawn')
  const latest = open.find((vote) => ofItem.includes(vote)) ?? open[0] ?? ofItem.at(-1)
  if (latest && meeting.state === 'open') return <StageVote view={view} vote={latest} />
  if (meeting.state === 'held') return <h1>{t('session:stage.over')}</h1>
  if (meeting.state === 'cancelled') return <h1>{t('session:run.cancelled')}</h1>
  if (!item)
    return (
      <>
        <h1>{t(meeting.state === 'open' ? 'session:agenda.title' : 'session:stage.wait')}</h1>
        <ol className="se-stage-agenda">
          {items.map(({ key, title, minutes }) => (
            <li key={key}>
              <Unbroken text={title} />
              {minutes === null ? null : (
                <span className="se-stage-quiet"> {t('session:agenda.minutes', { minutes })}</span>
              )}
            </li>
          ))}
        </ol>
      </>
    )
  const next = items[items.indexOf(item) + 1]
  return (
    <>
      <h1>
        <Unbroken text={item.title} />
      </h1>
      {item.question && item.question !== item.title ? (
        <p className="se-stage-sub">
          <Unbroken text={item.question} />
        </p>
      ) : null}
      {item.options ? <OptionsList view={item.options} /> : null}
      {item.presenter ? (
        <p className="se-stage-sub se-stage-quiet">{t('session:item.presenter', { name: item.presenter })}</p>
      ) : null}
      {next ? (
        <p className="se-stage-next">
          <span className="se-stage-quiet">{t('session:agenda.upNext')}</span> <Unbroken text={next.title} />
        </p>
      ) : null}
    </>
  )
}
