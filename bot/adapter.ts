import type { Response } from 'express'
import type { OutgoingActivity, Turn } from './activity'
import type { Connector, ConnectorAnswer } from './connector'
import { type Inbound, readInbound } from './inbound'

/** What an activity that is not an invoke gets, and an invoke that nobody answered. */
const OK = 200
const NOT_IMPLEMENTED = 501

/** The inbound side of the Bot Framework protocol (GRAPH-FACTS 5.3, 5.4): one verified activity, its turn, its response. */
export const createAdapter = (
  connector: Pick<Connector, 'reply' | 'update'>,
  turn: (turn: Turn, inbound: Inbound) => Promise<void>,
): ((activity: unknown, res: Response) => Promise<void>) => {
  return async (activity, res) => {
    const inbound = readInbound(activity)
    // An activity that lacks what every activity of Teams has: there is nobody to answer.
    if (inbound === null) {
      res.status(OK).end()
      return
    }
    const invoke = inbound.type === 'invoke'
    let answer: { readonly status: number; readonly body?: unknown } = { status: invoke ? NOT_IMPLEMENTED : OK }
    const { id: conversation } = inbound.conversation
    await turn(
      {
        sendActivity: async (said) => {
          const outgoing = typeof said === 'string' ? ({ type: 'message', text: said } as const) : said
          if (outgoing.type === 'invokeResponse') answer = invokeAnswer(outgoing)
          else
            arrived(await connector.reply(inbound.serviceUrl, conversation, inbound.id, addressed(inbound, outgoing)))
        },
        updateActivity: async (id, outgoing) =>
          arrived(
            await connector.update(inbound.serviceUrl, conversation, id, { ...addressed(inbound, outgoing), id }),
          ),
      },
      inbound,
    )
    res.statusCode = answer.status
    if (answer.body === undefined) res.end()
    else res.setHeader('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(answer.body))
  }
}

const invokeAnswer = ({ value }: OutgoingActivity): { status: number; body?: unknown } => {
  const { status, body } = Object(value)
  return { status: Number(status), body }
}

/** From the bot to whoever wrote, in the conversation in which they did. */
const addressed = (
  { channelId, serviceUrl, conversation, from, recipient, id, locale }: Inbound,
  activity: OutgoingActivity,
): object => ({
  channelId,
  serviceUrl,
  conversation,
  from: recipient,
  recipient: from,
  replyToId: id,
  ...(locale === undefined ? {} : { locale }),
  inputHint: 'acceptingInput',
  ...activity,
})

const arrived = (answer: ConnectorAnswer): void => {
  if (!answer.ok) throw new Error(`the connector did not take the activity: ${answer.reason}`)
}
