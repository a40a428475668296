import { CalendarLtr20Filled, CalendarLtr20Regular } from '@fluentui/react-icons/svg/calendar-ltr'
import { Chat20Filled, Chat20Regular } from '@fluentui/react-icons/svg/chat'
import { PeopleTeam20Filled, PeopleTeam20Regular } from '@fluentui/react-icons/svg/people-team'
import { type ReactNode, useEffect, useState } from 'react'
import { Calendar } from './calendar'
import { useClient } from './client-session'
import { Conversation } from './conversation'
import { ConversationList } from './conversation-list'
import { HelmIcon, HelmMark } from './helm'
import { MeetingRoom } from './meeting-room'
import { type AppTab, appTabs, type Place, tabOf } from './place'
import { TabFrame } from './tab-frame'
import { TopBar } from './top-bar'
import { useConversations } from './use-conversations'

/** The frame of Teams: top bar, app rail, and in the middle the conversation, the channel or a tab of the app. */
export const Shell = ({ place }: { place: Place }) => {
  const { t } = useClient()
  const { conversations, failed, install } = useConversations()
  const kind = place.kind === 'channel' ? 'channel' : 'personal'
  const conversation = conversations?.find((known) => known.kind === kind) ?? null
  const listed = conversations?.filter((known) => known.kind === kind) ?? []
  // A tab that was opened stays alive behind the conversation, as in Teams: filters and unsaved edits are still there.
  const [tabPage, setTabPage] = useState<string | null>(null)
  useEffect(() => {
    if (place.kind === 'tab') setTabPage(place.page)
  }, [place])
  const shownPage = place.kind === 'tab' ? place.page : tabPage
  return (
    <div className={`lc-shell lc-at-${place.kind}`}>
      <button type="button" className="lc-skip" onClick={skipToMain}>
        {t('client:skip')}
      </button>
      <TopBar />
      <Rail place={place} />
      {isTalk(place) ? (
        <ConversationList kind={kind} conversations={listed} loading={conversations === null && !failed} />
      ) : null}
      <main id="lc-main" className="lc-main" tabIndex={-1}>
        {place.kind === 'channel' ? <ChannelHeader name={conversation?.name} /> : null}
        {place.kind === 'chat' || place.kind === 'tab' ? <AppHeader place={place} /> : null}
        {place.kind === 'calendar' ? <Calendar /> : null}
        {place.kind === 'call' ? <MeetingRoom key={place.meeting} meeting={place.meeting} /> : null}
        {isTalk(place) ? (
          <Conversation
            key={conversation?.id ?? kind}
            conversation={conversation}
            kind={kind}
            loading={conversations === null && !failed}
            failed={failed}
            onInstall={install}
          />
        ) : null}
        {shownPage === null ? null : <TabFrame page={shownPage} hidden={place.kind !== 'tab'} />}
      </main>
    </div>
  )
}

const isTalk = (place: Place): boolean => place.kind === 'chat' || place.kind === 'channel'

const skipToMain = (): void => document.getElementById('lc-main')?.focus()

const Rail = ({ place }: { place: Place }) => {
  const { t } = useClient()
  return (
    <nav className="lc-rail" aria-label={t('client:rail.label')}>
      <RailLink href="#/chat" current={place.kind === 'chat'} label={t('client:rail.chat')}>
        {place.kind === 'chat' ? <Chat20Filled aria-hidden /> : <Chat20Regular aria-hidden />}
      </RailLink>
      <RailLink href="#/channel" current={place.kind === 'channel'} label={t('client:rail.teams')}>
        {place.kind === 'channel' ? <PeopleTeam20Filled aria-hidden /> : <PeopleTeam20Regular aria-hidden />}
      </RailLink>
      <RailLink
        href="#/calendar"
        current={place.kind === 'calendar' || place.kind === 'call'}
        label={t('client:rail.calendar')}
      >
        {place.kind === 'calendar' ? <CalendarLtr20Filled aria-hidden /> : <CalendarLtr20Regular aria-hidden />}
      </RailLink>
      <RailLink href="#/portfolio" current={place.kind === 'tab'} label={t('common:app.name')}>
        <HelmIcon size={20} />
      </RailLink>
    </nav>
  )
}

const RailLink = ({
  href,
  current,
  label,
  children,
}: {
  href: string
  current: boolean
  label: string
  children: ReactNode
}) => (
  <a href={href} aria-current={current ? 'page' : undefined}>
    {children}
    <span>{label}</span>
  </a>
)

const AppHeader = ({ place }: { place: Extract<Place, { kind: 'chat' | 'tab' }> }) => {
  const { t } = useClient()
  const current = place.kind === 'tab' ? tabOf(place.page) : 'chat'
  const tab = (name: 'chat' | AppTab) => (
    <a key={name} href={`#/${name}`} aria-current={current === name ? 'page' : undefined}>
      {t(`client:tab.${name}`)}
    </a>
  )
  return (
    <header className="lc-header">
      <HelmMark size={32} />
      <h1>{t('common:app.name')}</h1>
      <nav aria-label={t('client:tab.label')}>
        {tab('chat')}
        {appTabs.map(tab)}
      </nav>
    </header>
  )
}

const ChannelHeader = ({ name }: { name: string | undefined }) => {
  const { t } = useClient()
  return (
    <header className="lc-header">
      <span className="lc-mark lc-mark-team">
        <PeopleTeam20Filled aria-hidden />
      </span>
      <h1>{name ?? t('client:channel.name')}</h1>
      <p className="gv-caption">{t('client:channel.about')}</p>
    </header>
  )
}
