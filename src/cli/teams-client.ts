import { z } from 'zod'

/** Teams as a client of the local tenant: it signs people in, shows their messages and sends what they press. */

const Persona = z.object({ id: z.string(), name: z.string(), appRoles: z.array(z.string()) })
const Conversation = z.object({ id: z.string(), kind: z.enum(['personal', 'channel']) })
const Activity = z.object({
  id: z.string(),
  from: z.object({ role: z.enum(['bot', 'user']) }),
  attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })).optional(),
})
const InvokeAnswer = z.object({
  status: z.number(),
  body: z.object({ type: z.string().optional(), value: z.unknown() }).nullish(),
})

export type TeamsPersona = z.infer<typeof Persona>

export interface CardMessage {
  readonly activity: string
  readonly card: unknown
}

/** An `Action.Execute` of a card as it stands now, with the values of its inputs. */
export interface CardAction {
  readonly verb: string
  readonly project: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface TeamsClient {
  personas(): Promise<readonly TeamsPersona[]>
  token(persona: string): Promise<string>
  cards(persona: string): Promise<readonly CardMessage[]>
  /** Presses an action; answers the card that replaces the message, or null when the bot answered with a sentence. */
  press(persona: string, message: CardMessage, action: CardAction, inputs: object): Promise<unknown>
}

const CARD = 'application/vnd.microsoft.card.adaptive'

export const teamsClient = (tenantOrigin: string): TeamsClient => {
  const call = async <T>(schema: z.ZodType<T>, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${tenantOrigin}/_tenant${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return schema.parse(await response.json())
  }
  const conversations = new Map<string, string>()
  const conversationOf = async (persona: string): Promise<string> => {
    const known = conversations.get(persona)
    if (known !== undefined) return known
    const all = await call(z.array(Conversation), `/conversations?persona=${persona}`)
    const id = all.find((conversation) => conversation.kind === 'personal')?.id
    if (id === undefined) throw new Error(`${persona} has no conversation with the bot`)
    conversations.set(persona, encodeURIComponent(id))
    return encodeURIComponent(id)
  }
  return {
    personas: () => call(z.array(Persona), '/personas'),
    token: async (persona) => (await call(z.object({ accessToken: z.string() }), '/token', { persona })).accessToken,
    cards: async (persona) => {
      const path = `/conversations/${await conversationOf(persona)}/activities?persona=${persona}`
      const activities = await call(z.array(Activity), path)
      return activities.flatMap(({ id, from, attachments = [] }) =>
        from.role === 'bot'
          ? attachments
              .filter(({ contentType }) => contentType === CARD)
              .map(({ content }) => ({ activity: id, card: content }))
          : [],
      )
    },
    press: async (persona, message, action, inputs) => {
      const value = {
        action: { type: 'Action.Execute', verb: action.verb, data: { ...action.payload, ...inputs } },
        trigger: 'manual',
      }
      const path = `/conversations/${await conversationOf(persona)}/invokes`
      const answer = await call(InvokeAnswer, path, {
        persona,
        name: 'adaptiveCard/action',
        value,
        replyToId: message.activity,
      })
      if (answer.status !== 200) throw new Error(`the bot answered ${answer.status} to ${action.verb}`)
      return answer.body?.type === CARD ? answer.body.value : null
    },
  }
}

const children = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : []

const elements = (card: unknown): readonly Readonly<Record<string, unknown>>[] =>
  children(card).flatMap((child) => [
    ...(typeof child === 'object' && child !== null && !Array.isArray(child)
      ? [Object.fromEntries(Object.entries(child))]
      : []),
    ...elements(child),
  ])

/** The actions of a card that name a project. */
export const actionsOf = (card: unknown): readonly CardAction[] =>
  elements(card).flatMap((element) => {
    const payload = z.record(z.string(), z.unknown()).safeParse(element.data).data
    const isAction =
      element.type === 'Action.Execute' && typeof element.verb === 'string' && typeof payload?.project === 'string'
    return isAction ? [{ verb: String(element.verb), project: String(payload.project), payload }] : []
  })

/** What the inputs of a card hold, by input id: a client sends all of them with an action. */
export const inputsOf = (card: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    elements(card).flatMap((element) =>
      typeof element.type === 'string' && element.type.startsWith('Input.') && typeof element.id === 'string'
        ? [[element.id, String(element.value ?? '')]]
        : [],
    ),
  )
