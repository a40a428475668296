import { z } from 'zod'
import { idOf } from './personas'

const Activity = z.object({
  id: z.string(),
  from: z.object({ id: z.string(), name: z.string().optional(), role: z.enum(['bot', 'user']) }),
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })).optional(),
  updatedAt: z.string().nullish(),
})
/** A message as Teams shows it. */
export type ChatActivity = z.infer<typeof Activity>

const Conversation = z.object({ id: z.string(), kind: z.enum(['personal', 'channel']) })
const Answer = z.object({ status: z.number(), body: z.unknown() })
/** What the bot answered to an activity: HTTP status, and for invokes the body. */
export type BotAnswer = z.infer<typeof Answer>

/** Teams, as people use it with the bot; people are named by display name. */
export interface ChatClient {
  /** Types a message to the bot. */
  say(name: string, text: string): Promise<BotAnswer>
  /** Presses an Action.Execute of a card: of the newest one unless `message` (activity id) is given. */
  invoke(name: string, verb: string, data: object, message?: string): Promise<BotAnswer>
  /** Chooses an action on a message, or sends the dialog that it opened. */
  onMessage(name: string, invoke: 'fetchTask' | 'submitAction', value: object): Promise<BotAnswer>
  /** Presses an Action.Submit of a card, as clients without Action.Execute do. */
  submit(name: string, value: object, message?: string): Promise<BotAnswer>
  /** The conversation with the bot, oldest first. */
  messages(name: string): Promise<readonly ChatActivity[]>
  /** The cards in it, oldest first, as they look now. */
  cards(name: string): Promise<readonly CardMessage[]>
  /** The cards in the PMO channel, as this person sees them. */
  channelCards(name: string): Promise<readonly CardMessage[]>
}

export interface CardMessage {
  readonly id: string
  readonly summary: string | undefined
  readonly card: unknown
}

const CARD = 'application/vnd.microsoft.card.adaptive'

/** `redrawn`: what a press waits for besides its answer, so that cards can be looked at as they are after it. */
export const chatClient = (tenantOrigin: string, redrawn: () => Promise<void> = async () => undefined): ChatClient => {
  const call = async <T>(schema: z.ZodType<T>, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${tenantOrigin}/_tenant${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return schema.parse(await response.json())
  }
  const conversation = async (persona: string, kind: 'personal' | 'channel'): Promise<string> => {
    const all = await call(z.array(Conversation), `/conversations?persona=${persona}`)
    const found = all.find((candidate) => candidate.kind === kind)
    if (found === undefined) throw new Error(`${persona} has no ${kind} conversation`)
    return encodeURIComponent(found.id)
  }
  const activities = async (name: string, kind: 'personal' | 'channel'): Promise<readonly ChatActivity[]> => {
    const persona = idOf(name)
    return call(z.array(Activity), `/conversations/${await conversation(persona, kind)}/activities?persona=${persona}`)
  }
  const cards = async (name: string, kind: 'personal' | 'channel'): Promise<readonly CardMessage[]> =>
    (await activities(name, kind)).flatMap(({ id, summary, attachments = [] }) =>
      attachments
        .filter(({ contentType }) => contentType === CARD)
        .map(({ content }) => ({ id, summary, card: content })),
    )
  const newest = async (name: string): Promise<string> => {
    const last = (await cards(name, 'personal')).at(-1)
    if (last === undefined) throw new Error(`${name} has no card`)
    return last.id
  }
  return {
    say: async (name, text) => {
      const persona = idOf(name)
      return call(Answer, `/conversations/${await conversation(persona, 'personal')}/messages`, { persona, text })
    },
    invoke: async (name, verb, data, message) => {
      const persona = idOf(name)
      const replyToId = message ?? (await newest(name))
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }
      const answer = await call(Answer, `/conversations/${await conversation(persona, 'personal')}/invokes`, {
        persona,
        name: 'adaptiveCard/action',
        value,
        replyToId,
      })
      await redrawn()
      return answer
    },
    onMessage: async (name, invoke, value) => {
      const persona = idOf(name)
      return call(Answer, `/conversations/${await conversation(persona, 'personal')}/invokes`, {
        persona,
        name: `composeExtension/${invoke}`,
        value,
      })
    },
    submit: async (name, value, message) => {
      const persona = idOf(name)
      const replyToId = message ?? (await newest(name))
      const answer = await call(Answer, `/conversations/${await conversation(persona, 'personal')}/messages`, {
        persona,
        value,
        replyToId,
      })
      await redrawn()
      return answer
    },
    messages: (name) => activities(name, 'personal'),
    cards: (name) => cards(name, 'personal'),
    channelCards: (name) => cards(name, 'channel'),
  }
}
