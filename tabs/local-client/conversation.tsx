import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { localDay } from '../ui/states'
import { useClient } from './client-session'
import { ComposeBox } from './compose-box'
import { MessageView } from './message-view'
import type { ConversationSummary, Message } from './tenant-api'
import { type TitledCommand, useMessageCommands } from './use-message-commands'
import { useMessages } from './use-messages'

/** A conversation with the bot, or the channel it announces publications in. */
export const Conversation = ({
  conversation,
  kind,
  loading,
  failed,
  onInstall,
}: {
  conversation: ConversationSummary | null
  kind: 'personal' | 'channel'
  loading: boolean
  failed: boolean
  onInstall: () => Promise<void>
}) => {
  const { t } = useClient()
  const { messages, read } = useMessages(conversation?.id ?? null)
  const commands = useMessageCommands()
  if (failed && !conversation) return <Notice text={t('client:chat.unreachable')} />
  if (!conversation && !loading && kind === 'channel') return <Notice text={t('client:channel.none')} />
  if (!loading && !conversation?.installed) {
    return (
      <Notice text={t('client:chat.notInstalled')}>
        <Button appearance="primary" onClick={() => void onInstall()}>
          {t('client:chat.install')}
        </Button>
      </Notice>
    )
  }
  return (
    <div className="lc-conversation">
      <MessageList
        messages={messages}
        conversation={conversation?.id ?? ''}
        commands={commands}
        empty={t(kind === 'channel' ? 'client:channel.empty' : 'client:chat.empty')}
        onAnswered={read}
      />
      {kind === 'personal' && conversation ? <ComposeBox conversation={conversation.id} onSent={read} /> : null}
    </div>
  )
}

const Notice = ({ text, children }: { text: string; children?: React.ReactNode }) => (
  <div className="gv-state" role="status">
    <p>{text}</p>
    {children}
  </div>
)

/** Reading is not interrupted: new messages scroll into view only when the end was in view already. */
const NEAR_END_PX = 120

const MessageList = ({
  messages,
  conversation,
  commands,
  empty,
  onAnswered,
}: {
  messages: readonly Message[] | null
  conversation: string
  commands: readonly TitledCommand[]
  empty: string
  onAnswered: () => Promise<void>
}) => {
  const { t } = useClient()
  const list = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const count = messages?.length ?? 0
  useEffect(() => {
    const element = list.current
    if (!element || count === 0 || !atEnd) return
    // Cards are drawn after the list: follow the end while it grows.
    const follow = new ResizeObserver(() => element.scrollTo({ top: element.scrollHeight }))
    for (const child of element.children) follow.observe(child)
    element.scrollTo({ top: element.scrollHeight })
    const settled = setTimeout(() => follow.disconnect(), 1_500)
    return () => {
      clearTimeout(settled)
      follow.disconnect()
    }
  }, [count, atEnd])
  return (
    <div
      ref={list}
      className="lc-messages"
      role="log"
      aria-label={t('client:chat.messages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
        setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END_PX)
      }
    >
      {messages?.length === 0 ? <p className="lc-empty">{empty}</p> : null}
      {messages?.map((message, i) => (
        <div key={message.id}>
          <DayMark message={message} before={messages[i - 1]} />
          <MessageView message={message} conversation={conversation} commands={commands} onAnswered={onAnswered} />
        </div>
      ))}
    </div>
  )
}

const DayMark = ({ message, before }: { message: Message; before: Message | undefined }) => {
  const { format } = useClient()
  const day = localDay(message.timestamp)
  if (before && localDay(before.timestamp) === day) return null
  return <p className="lc-day">{format.date(day)}</p>
}
