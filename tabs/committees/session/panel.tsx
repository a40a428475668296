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
      {view.rights.reopen ? <Reopen change={change} /> : null}
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
      {meeting.state === 'cancelled' ? (
        <p className="gv-caption">
          {t(meeting.form === 'written' ? 'session:run.withdrawn' : 'session:run.cancelled')}
        </p>
      ) : null}
    </header>
  )
}

/** Closed too soon. */
const Reopen = ({ change }: { change: Change }) => {
  const { t } = useSession()
  return (
    <div className="se-section">
      <p className="gv-caption">{t('session:run.reopenHint')}</p>
      <Button disabled={change.busy} onClick={() => void change.change('session', { state: 'reopened' }, 'h1')}>
        {t('session:run.reopen')}
      </Button>
    </div>
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

/** The next step; closing is asked twice, and can be asked for before the last item. */
const PanelFooter = ({ view, change, onMoved }: { view: SessionView; change: Change; onMoved: () => void }) => {
  const { t } = useSession()
  const [closing, setClosing] = useState<'no' | 'asked' | 'notYet'>('no')
  const { meeting, rights } = view
  if (!rights.run || meeting.state === 'held' || meeting.state === 'cancelled') return null
  const isOpen = meeting.state === 'open'
  const next = nextItem(view)
  const send = (rest: string, body: object): void =>
    void change.change(rest, body).then((done) => {
      if (!done) return
      // Reopened, it is asked anew.
      setClosing('no')
      onMoved()
    })
  if (isOpen && closing === 'asked')
    return (
      <ClosingFooter
        view={view}
        busy={change.busy}
        onClose={() => send('session', { state: 'held' })}
        onNotYet={() => setClosing('notYet')}
      />
    )
  const primary = !isOpen
    ? { label: t('session:run.open'), press: () => send('session', { state: 'open' }) }
    : next
      ? {
          label: t(meeting.currentItem === null ? 'session:agenda.first' : 'session:agenda.next'),
          press: () => send('current', { item: next.serial }),
        }
      : { label: t('session:run.close'), press: () => setClosing('asked') }
  return (
    <>
      {isOpen && next ? (
        <div className="se-section se-early">
          <Button
            appearance="subtle"
            disabled={change.busy}
            autoFocus={closing === 'notYet'}
            onClick={() => setClosing('asked')}
          >
            {t('session:run.closeEarly')}
          </Button>
        </div>
      ) : null}
      <footer className="se-foot">
        <Button
          appearance="primary"
          disabled={change.busy}
          autoFocus={closing === 'notYet' && !next}
          onClick={primary.press}
        >
          {primary.label}
        </Button>
        <StageLink meeting={meeting.key} />
      </footer>
    </>
  )
}

const ClosingFooter = ({
  view,
  busy,
  onClose,
  onNotYet,
}: {
  view: SessionView
  busy: boolean
  onClose: () => void
  onNotYet: () => void
}) => {
  const { t } = useSession()
  const left = view.items.filter(({ state }) => state === 'accepted').length
  return (
    <footer className="se-foot se-closing">
      {left > 0 ? <p className="se-strong">{t('session:run.left', { count: left })}</p> : null}
      <p className="gv-caption">{t('session:run.closing')}</p>
      <Button appearance="primary" disabled={busy} onClick={onClose}>
        {t('session:run.closeNow')}
      </Button>
      {/* Last, where the finger still is: pressing twice ends nothing. */}
      <Button disabled={busy} autoFocus onClick={onNotYet}>
        {t('session:run.notYet')}
      </Button>
    </footer>
  )
}

const StageLink = ({ meeting }: { meeting: string }) => {
  const { t, host } = useSession()
  const toast = useToast()
  const stage = pageHref(`stage/${meeting}`)
  const share = host.shareToStage
  return share ? (
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
  )
}

/** The first item after the one under way that was not dealt with. */
const nextItem = ({ items, meeting }: SessionView): SessionItem | undefined => {
  const at = items.findIndex(({ key }) => key === meeting.currentItem)
  return items.find((item, index) => index > at && item.state !== 'done' && item.state !== 'postponed')
}
