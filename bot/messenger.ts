import type { Conversation, Conversations, MessageRef, Messenger, SendOutcome } from '../src/ports/messaging'
import { type BotConnection, isKnownConnector } from './connection'
import { type ConnectorAnswer, createConnector, type Failure } from './connector'
import { connectorToken } from './credentials'
import { cardActivity } from './reply'

export interface MessengerOptions {
  readonly connection: BotConnection
  readonly conversations: Conversations
  /** Id of the PMO channel (`19:…@thread.tacv2`). */
  readonly channelId: string
  /** Connector used until a person or a team has told theirs. */
  readonly defaultServiceUrl: string
  /** Sends an e-mail to a person of the directory, from the mailbox of the PMO. */
  readonly sendMail: Messenger['sendMail']
  /** How long a request to the connector may take, in milliseconds. */
  readonly timeoutMs?: number
}

const refused = (reason: Failure): SendOutcome => ({
  ok: false,
  reason: reason === 'not-found' ? 'not-installed' : reason,
})

/** The bot's outgoing side over the Bot Connector: outcomes are typed, throttling is waited for, nothing is sent twice knowingly. */
export const createMessenger = (options: MessengerOptions): Messenger => {
  const { connection, conversations } = options
  const connector = createConnector(connectorToken(connection), options.timeoutMs)
  const bot = { id: `28:${connection.appId}` }
  /** As it was told, as long as it is on the closed list: the token goes nowhere else, and a connector that has moved is found. */
  const connectorAt = (told: string | undefined): string =>
    told !== undefined && isKnownConnector(told, connection.serviceUrls) ? told : options.defaultServiceUrl

  /** Opens the 1:1 conversation; works where the app is installed for the person, who is named by Entra object id. */
  const openConversation = async (person: string, known: Conversation | undefined): Promise<ConnectorAnswer> => {
    const serviceUrl = connectorAt(known?.serviceUrl)
    const answer = await connector.createConversation(serviceUrl, {
      isGroup: false,
      bot,
      members: [{ id: known?.userId ?? person }],
      tenantId: connection.tenantId,
      channelData: { tenant: { id: connection.tenantId } },
    })
    if (answer.ok)
      await conversations.save({ person, userId: known?.userId ?? person, conversationId: answer.id, serviceUrl })
    return answer
  }

  const sendTo = async (person: string, activity: object): Promise<SendOutcome> => {
    const known = await conversations.find(person)
    if (known) {
      const sent = await connector.send(connectorAt(known.serviceUrl), known.conversationId, activity)
      if (sent.ok) return { ok: true, ref: { conversationId: known.conversationId, activityId: sent.id } }
      // A conversation that is gone (reinstalled app, new region) is opened again, once.
      if (sent.reason !== 'not-found') return refused(sent.reason)
    }
    const opened = await openConversation(person, known)
    // Opening twice gives the same conversation: without an answer, nothing was said in it.
    if (!opened.ok) return refused(opened.reason === 'unknown' ? 'unavailable' : opened.reason)
    const sent = await connector.send(connectorAt(known?.serviceUrl), opened.id, activity)
    return sent.ok ? { ok: true, ref: { conversationId: opened.id, activityId: sent.id } } : refused(sent.reason)
  }

  const update = async (ref: MessageRef, activity: object): Promise<SendOutcome> => {
    const serviceUrl = connectorAt((await conversations.ofConversation(ref.conversationId))?.serviceUrl)
    const answer = await connector.update(serviceUrl, ref.conversationId, ref.activityId, {
      ...activity,
      id: ref.activityId,
    })
    return answer.ok ? { ok: true, ref } : refused(answer.reason)
  }

  const post = async (activity: object): Promise<SendOutcome> => {
    const serviceUrl = connectorAt(await conversations.channelServiceUrl())
    const answer = await connector.createConversation(serviceUrl, {
      isGroup: true,
      bot,
      tenantId: connection.tenantId,
      channelData: { channel: { id: options.channelId }, tenant: { id: connection.tenantId } },
      activity,
    })
    return answer.ok
      ? { ok: true, ref: { conversationId: answer.id, activityId: answer.activityId ?? '' } }
      : refused(answer.reason)
  }

  return {
    sendCard: (person, card, summary) => sendTo(person, cardActivity(card, summary)),
    sendText: (person, text) => sendTo(person, { type: 'message', text, textFormat: 'plain' }),
    updateCard: (ref, card, summary) => update(ref, cardActivity(card, summary)),
    postToChannel: (card, summary) => post(cardActivity(card, summary)),
    sendMail: options.sendMail,
  }
}
