import { PeopleTeam20Regular } from '@fluentui/react-icons/svg/people-team'
import { localDay } from '../ui/states'
import { useClient } from './client-session'
import { HelmMark } from './helm'
import type { ConversationSummary } from './tenant-api'

/** The pane beside the app rail: chats of the person, or channels of the PMO team. */
export const ConversationList = ({
  kind,
  conversations,
  loading,
}: {
  kind: 'personal' | 'channel'
  conversations: readonly ConversationSummary[]
  loading: boolean
}) => {
  const { t, format } = useClient()
  const when = (instant: string): string =>
    localDay(instant) === localDay(new Date()) ? format.time(instant) : format.date(localDay(instant)).slice(0, 5)
  return (
    <aside className="lc-list" aria-labelledby="lc-list-title">
      <h2 id="lc-list-title">{t(kind === 'personal' ? 'client:rail.chat' : 'client:rail.teams')}</h2>
      {!loading && conversations.length === 0 ? <p className="gv-caption">{t('client:list.none')}</p> : null}
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <a href={kind === 'personal' ? '#/chat' : '#/channel'} aria-current="page">
              {kind === 'personal' ? (
                <HelmMark size={32} />
              ) : (
                <span className="lc-mark lc-mark-team">
                  <PeopleTeam20Regular aria-hidden />
                </span>
              )}
              <span className="lc-list-text">
                <span className="lc-list-name">
                  <b>{conversation.name}</b>
                  {conversation.lastActivityAt ? <time>{when(conversation.lastActivityAt)}</time> : null}
                </span>
                <span className="lc-list-preview">{conversation.preview ?? ''}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </aside>
  )
}
