import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { useEffect, useState } from 'react'
import type { AgendaView } from '../../../src/committees/agenda/agenda-view'
import { useSession } from '../../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows, StaleBanner } from '../../ui/states'
import { SectionNav } from '../section-nav'
import { ProposeDialog } from './dialogs/propose-dialog'
import { Invited } from './invited'
import { AgendaList } from './items/agenda-list'
import { Aside, Proposals } from './items/proposals'
import { MeetingHeader } from './meeting-header'
import { PackPanel } from './pack-panel'
import { TimingBar } from './timing-bar'
import { meetingPath, useAct, useAgenda } from './use-agenda'

/** Everything about a meeting ahead: when and where, its agenda, its pack, who comes; for a guest, their items alone. */
export const MeetingPage = ({ meeting }: { meeting: string }) => {
  const { t } = useSession()
  const agenda = useAgenda(meeting)
  const title = agenda.data?.meeting.title ?? meeting
  useEffect(() => {
    document.title = t('agenda:page.meeting', { title })
  }, [t, title])
  const view = agenda.data
  if (!view && agenda.error) return <ErrorState error={agenda.error} onRetry={() => void agenda.refetch()} />
  if (!view) return <SkeletonRows rows={12} label={t('agenda:page.loading')} />
  return (
    <main className="cm-page cm-list ag-page">
      <SectionNav here="meetings" />
      {agenda.error ? <OutdatedBanner at={agenda.dataUpdatedAt} onRetry={() => void agenda.refetch()} /> : null}
      {view.freshness.stale ? <StaleBanner syncedAt={view.freshness.syncedAt} /> : null}
      <div className="cm-body">
        <MeetingHeader view={view} />
        <div className="cm-columns">
          <div className="cm-main">
            {view.reader === 'guest' ? <p className="ag-note">{t('agenda:page.guest')}</p> : null}
            <AgendaSection view={view} />
            <Proposals view={view} />
            <Aside view={view} />
          </div>
          {view.reader === 'all' ? (
            <aside className="cm-aside">
              <PackPanel view={view} />
              <Invited view={view} />
            </aside>
          ) : null}
        </div>
      </div>
    </main>
  )
}

const titles = { all: 'agenda:items.title', guest: 'agenda:items.guest' } as const

const AgendaSection = ({ view }: { view: AgendaView }) => {
  const { t } = useSession()
  const [proposing, setProposing] = useState(false)
  return (
    <section aria-labelledby="ag-items">
      <div className="cm-section-bar">
        <h2 id="ag-items">{t(titles[view.reader])}</h2>
        <div className="ag-actions">
          {view.may.edit ? <BuildButton view={view} /> : null}
          {view.may.propose ? (
            <Button size="small" icon={<Add20Regular />} onClick={() => setProposing(true)}>
              {t(view.may.edit ? 'agenda:action.add' : 'agenda:action.propose')}
            </Button>
          ) : null}
        </div>
      </div>
      {view.reader === 'all' && view.items.length > 0 ? <TimingBar items={view.items} timing={view.timing} /> : null}
      {view.items.length === 0 ? <EmptyAgenda view={view} /> : <AgendaList view={view} />}
      {proposing ? <ProposeDialog view={view} onClose={() => setProposing(false)} /> : null}
    </section>
  )
}

const EmptyAgenda = ({ view }: { view: AgendaView }) => {
  const { t } = useSession()
  if (view.reader !== 'all') return <p className="ag-empty">{t('agenda:items.none')}</p>
  return (
    <p className="ag-empty">
      {t('agenda:items.empty')} {view.may.edit ? t('agenda:items.emptyHint') : null}
    </p>
  )
}

const BuildButton = ({ view }: { view: AgendaView }) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  const build = (): Promise<unknown> =>
    act(
      () => api.send<{ added: readonly string[] }>('POST', `${meetingPath(meetingKey)}/agenda/build`),
      ({ added }) =>
        added.length === 0 ? t('agenda:said.builtNone') : t('agenda:said.built', { count: added.length }),
    )
  return (
    <Button size="small" appearance="subtle" icon={<ArrowSync20Regular />} disabled={busy} onClick={() => void build()}>
      {t('agenda:action.build')}
    </Button>
  )
}
