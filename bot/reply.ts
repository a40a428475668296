import type { Card, DrawnCard } from '../src/ports/messaging'
import type { OutgoingActivity } from './activity'

/** A reply is a card or a sentence. */
export type Reply = DrawnCard | { readonly text: string }

/** The activity that carries a card; `summary` is what notifications and the chat list show. */
export const cardActivity = (card: Card, summary: string): OutgoingActivity => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
})

export const replyActivity = (reply: Reply): OutgoingActivity =>
  'text' in reply ? { type: 'message', text: reply.text, textFormat: 'plain' } : cardActivity(reply.card, reply.summary)

/** Answers to an action on a message: a dialog that goes on with a card, or ends with a sentence (GRAPH-FACTS 5.6). */
export const dialogCard = ({ card, summary }: DrawnCard): object => ({
  task: {
    type: 'continue',
    value: { title: summary, card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card } },
  },
})
export const dialogMessage = (text: string): object => ({ task: { type: 'message', value: text } })

/** Body of an invoke's answer: a card replaces the one that was clicked; a sentence leaves it, and what was typed, as it is. */
export const invokeBody = (reply: Reply): object =>
  'text' in reply
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text }
    : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card }
