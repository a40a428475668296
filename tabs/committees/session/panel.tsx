import { Button } from '@fluentui/react-components'
import { ShareScreenStart20Regular } from '@fluentui/react-icons/svg/share-screen-start'
import { useState } from 'react'
import { ownTitle } from '../../../src/committees/meetings/full-title'
import type { SessionItem, SessionView } from '../../../src/committees/session/session-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { Actions } from './actions-list'
import { AgendaList } from './agenda-list'
import { AttendanceSection } from './attendance-section'
import { clockText, useServiceNow } from './clock'
import { FloorSection } from './floor-section'
import { ItemSection } from './record/item-section'
import { type Change, useChange } from './use-meeting'
import { VoteSection } from './votes/vote-section'

/** One column, in the order of what happens: who is here, where we are, the vote, what is written down. */
export const Panel = ({ view }: { view: SessionView }) => {
  const { meeting, items } = view
  const change = useChange(meeting.key)
  const now = useServiceNow(view.now)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = items.find(({ key }) => key === (chosen ?? meeting.currentItem)) ?? null
  const open = view.votes.filter(({ state }) => state === 'open' || state === 'tied')
  if (meeting.form === 'written') return <WrittenPanel view={view} change={change} now={now} />
  return (
    <>
      <PanelHeader view={view} now={now} />
      {open.map((vote) => (
        <VoteSection key={vote.number} view={view} vote={vote} change={change} />
      ))}
      <AttendanceSection view={view} change={change} />
      <AgendaList
        view={view}
        change={change}
        now={now}
        shown={shown?.key ?? null}
        onShow={(key) => setChosen(key === meeting.currentItem ? null : key)}
      />
      {shown ? <ItemSection key={shown.key} view={view} item={shown} change={change} /> : null}
      <FloorSection view={view} change={change} />
      <Actions view={view} />
      <PanelFooter view={view} change={change} onMoved={() => setChosen(null)} />
    </>
  )
}

const PanelHeader = ({ view, now }: { view: SessionView; now: number }) => {
  const { t, format } = useSession()
  const { meeting, rights } = view
  const isRunning = meeting.state === 'open' && meeting.openedAt !== null && meeting.form === 'meeting'
  return (
    <header className="se-head">
      <h1>{meeting.bodyTitle}</h1>
      <p className="se-line gv-caption">
        <span>{ownTitle(meeting.title, meeting.bodyTitle)}</span>
        <span className="gv-num">
          {isRunning && meeting.openedAt ? clockText(now - Date.parse(meeting.openedAt)) : null}
          {meeting.form === 'written' && meeting.deadline && meeting.state === 'open'
            ? t('session:vote.deadline', { date: format.dateTime(meeting.deadline) })
            : null}
        </span>
      </p>
      {meeting.state === 'planned' || meeting.state === 'convened' ? (
        <p className="gv-caption">{t('session:run.notOpen')}</p>
      ) : null}
      {meeting.state === 'held' && meeting.closedAt ? (
        <p className="gv-caption">{t('session:run.closedBody', { date: format.dateTime(meeting.closedAt) })}</p>
      ) : null}
      {meeting.state === 'held' && rights.run ? (
        <a href={pageHref(`minutes/${meeting.key}`)}>{t('session:run.minutes')}</a>
      ) : null}
      {meeting.state === 'cancelled' ? <p className="gv-caption">{t('session:run.cancelled')}</p> : null}
    </header>
  )
}

/** Decisions between meetings: nothing but the votes. */
const WrittenPanel = ({ view, change, now }: { view: SessionView; change: Change; now: number }) => (
  <>
    <PanelHeader view={view} now={now} />
    {view.votes.map((vote) => (
      <VoteSection key={vote.number} view={view} vote={vote} change={change} />
    ))}
    <Actions view={view} />
  </>
)

const PanelFooter = ({ view, change, onMoved }: { view: SessionView; change: Change; onMoved: () => void }) => {
  const { t, host } = useSession()
  const toast = useToast()
  const [closing, setClosing] = useState<'no' | 'asked' | 'notYet'>('no')
  const { meeting, rights } = view
  if (!rights.run || meeting.state === 'held' || meeting.state === 'cancelled') return null
  const next = nextItem(view)
  const stage = pageHref(`stage/${meeting.key}`)
  const share = host.shareToStage
  const primary =
    meeting.state !== 'open'
      ? { label: t('session:run.open'), rest: 'session', body: { state: 'open' }, isFinal: false }
      : next
        ? {
            label: t(meeting.currentItem === null ? 'session:agenda.first' : 'session:agenda.next'),
            rest: 'current',
            body: { item: next.serial },
            isFinal: false,
          }
        : { label: t('session:run.close'), rest: 'session', body: { state: 'held' }, isFinal: true }
  const send = () => void change.change(primary.rest, primary.body).then((done) => done && onMoved())
  if (primary.isFinal && closing === 'asked') {
    return (
      <footer className="se-foot se-closing">
        <p className="gv-caption">{t('session:run.closing')}</p>
        <Button appearance="primary" disabled={change.busy} onClick={send}>
          {t('session:run.closeNow')}
        </Button>
        {/* Last, where the finger still is: pressing twice ends nothing. */}
        <Button disabled={change.busy} autoFocus onClick={() => setClosing('notYet')}>
          {t('session:run.notYet')}
        </Button>
      </footer>
    )
  }
  return (
    <footer className="se-foot">
      <Button
        appearance="primary"
        disabled={change.busy}
        autoFocus={closing === 'notYet'}
        onClick={() => (primary.isFinal ? setClosing('asked') : send())}
      >
        {primary.label}
      </Button>
      {share ? (
        <Button
          icon={<ShareScreenStart20Regular />}
          title={t('session:run.shareHint')}
          onClick={() =>
            share(`${window.location.origin}/tab.html${stage}`).catch(() =>
              toast({ text: t('session:run.notShared'), intent: 'failed' }),
            )
          }
        >
          {t('session:run.share')}
        </Button>
      ) : (
        <a className="se-stage-link" href={stage}>
          {t('session:run.stage')}
        </a>
      )}
    </footer>
  )
}

/** The first item after the one under way that was not dealt with. */
const nextItem = ({ items, meeting }: SessionView): SessionItem | undefined => {
  const at = items.findIndex(({ key }) => key === meeting.currentItem)
  return items.find((item, index) => index > at && item.state !== 'done' && item.state !== 'postponed')
}
