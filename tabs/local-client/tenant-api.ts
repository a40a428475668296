/** The local tenant's control API (`/_tenant`), which does what Teams itself does in production. */

export interface Persona {
  /** Entra object id. */
  readonly id: string
  readonly name: string
  readonly jobTitle: string
  readonly mail: string
  readonly appRoles: readonly string[]
  readonly language: string
}

export interface ConversationSummary {
  readonly id: string
  readonly kind: 'personal' | 'channel'
  readonly name: string
  readonly lastActivityAt: string | null
  readonly preview: string | null
  /** False when the app was removed for this person: the bot can no longer write to them. */
  readonly installed: boolean
}

export interface Attachment {
  readonly contentType: string
  readonly content: object
}

export interface Message {
  readonly id: string
  readonly type: string
  readonly from: { readonly id: string; readonly name: string; readonly role: 'bot' | 'user' }
  readonly text?: string
  readonly attachments?: readonly Attachment[]
  readonly timestamp: string
  readonly updatedAt?: string
}

/** An action that the app offers on a message. */
export interface MessageCommand {
  readonly id: string
  /** By language tag of the app's manifest. */
  readonly titles: Readonly<Record<string, string>>
}

/** Invokes that this client sends: a button of a card, an action on a message, the dialog that it opened. */
export type InvokeName = 'adaptiveCard/action' | 'composeExtension/fetchTask' | 'composeExtension/submitAction'

/** What the bot answered to an invoke. */
export interface InvokeAnswer {
  readonly status: number
  readonly body: unknown
}

export class TenantError extends Error {
  override readonly name = 'TenantError'
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export interface TenantApi {
  personas(): Promise<readonly Persona[]>
  token(persona: string): Promise<string>
  install(persona: string): Promise<void>
  conversations(persona: string): Promise<readonly ConversationSummary[]>
  messages(conversation: string, persona: string): Promise<readonly Message[]>
  say(
    conversation: string,
    persona: string,
    message: { text?: string; value?: object; replyToId?: string },
  ): Promise<void>
  messageCommands(): Promise<readonly MessageCommand[]>
  invoke(
    conversation: string,
    persona: string,
    name: InvokeName,
    value: object,
    replyToId?: string,
  ): Promise<InvokeAnswer>
  /** Calls back whenever the conversation changes, until the returned function is called. */
  follow(conversation: string, changed: () => void): () => void
}

export const tenantApi = (origin: string): TenantApi => {
  const at = (path: string): string => `${origin}/_tenant${path}`
  const conversation = (id: string, rest: string): string => at(`/conversations/${encodeURIComponent(id)}${rest}`)
  const call = async (url: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(url, init)
    const text = await response.text()
    if (!response.ok) throw new TenantError(response.status, text.slice(0, 300))
    return text === '' ? null : JSON.parse(text)
  }
  // The control API and this page are one release, and the tenant answers nobody but this machine: answers are not checked.
  const get = async <T>(url: string): Promise<T> => (await call(url)) as T
  const post = async <T>(url: string, body: object): Promise<T> =>
    (await call(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })) as T
  const of = (persona: string): string => `?persona=${encodeURIComponent(persona)}`
  return {
    personas: () => get(at('/personas')),
    token: async (persona) => (await post<{ accessToken: string }>(at('/token'), { persona })).accessToken,
    install: async (persona) => void (await post(at('/installs'), { persona })),
    conversations: (persona) => get(at(`/conversations${of(persona)}`)),
    messages: (id, persona) => get(conversation(id, `/activities${of(persona)}`)),
    say: async (id, persona, message) => void (await post(conversation(id, '/messages'), { persona, ...message })),
    messageCommands: () => get(at('/message-commands')),
    invoke: (id, persona, name, value, replyToId) =>
      post(conversation(id, '/invokes'), { persona, name, value, replyToId }),
    follow: (id, changed) => {
      const events = new EventSource(conversation(id, '/events'))
      events.addEventListener('changed', changed)
      events.addEventListener('message', changed)
      // After an interruption the browser reconnects by itself; what happened meanwhile is read again.
      events.addEventListener('open', changed)
      return () => events.close()
    },
  }
}
