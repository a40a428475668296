import { lazy, Suspense } from 'react'
import { useClient } from './client-session'
import { HelmMark } from './helm'
import { MessageMenu } from './message-menu'
import type { Attachment, Message } from './tenant-api'
import type { TitledCommand } from './use-message-commands'

/** The card renderer is 100 KB of its own: it comes with the first card. */
const CardView = lazy(async () => ({ default: (await import('./card-view')).CardView }))

const CARD = 'application/vnd.microsoft.card.adaptive'
const cardsIn = (message: Message): readonly Attachment[] =>
  (message.attachments ?? []).filter(({ contentType }) => contentType === CARD)

/** One message: what the bot says on the left with its mark, what the person said on the right. */
export const MessageView = ({
  message,
  conversation,
  commands,
  onAnswered,
}: {
  message: Message
  conversation: string
  commands: readonly TitledCommand[]
  onAnswered: () => Promise<void>
}) => {
  const { t, format } = useClient()
  const cards = cardsIn(message)
  const fromBot = message.from.role === 'bot'
  return (
    <article className={fromBot ? 'lc-message' : 'lc-message lc-mine'} aria-label={message.from.name}>
      {fromBot ? <HelmMark size={32} /> : null}
      <div className="lc-message-body">
        <div className="lc-who">
          <span>{fromBot ? message.from.name : t('client:chat.you')}</span>
          <time dateTime={message.timestamp}>{format.time(message.timestamp)}</time>
          {message.updatedAt ? <span>{t('client:chat.updated', { time: format.time(message.updatedAt) })}</span> : null}
          <MessageMenu message={message} conversation={conversation} commands={commands} />
        </div>
        {message.text ? <p className="lc-bubble">{message.text}</p> : null}
        {cards.map((card, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the attachments of a message have no identity but their order
          <Suspense key={i} fallback={<div className="lc-card lc-card-loading" aria-busy="true" />}>
            <CardView card={card.content} message={message.id} conversation={conversation} onAnswered={onAnswered} />
          </Suspense>
        ))}
      </div>
    </article>
  )
}
