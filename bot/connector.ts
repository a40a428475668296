import { z } from 'zod'
import type { AccessToken } from './credentials'
import { exchange } from './exchange'

/**
 * The Bot Connector's REST interface, as far as the bot needs it (GRAPH-FACTS 5.3). Not an SDK's client: those repeat failed
 * requests by rules of their own, and this one must know what was sent how often.
 */
export interface Connector {
  createConversation(serviceUrl: string, parameters: object): Promise<ConnectorAnswer>
  send(serviceUrl: string, conversationId: string, activity: object): Promise<ConnectorAnswer>
  /** Says something in answer to an activity. */
  reply(serviceUrl: string, conversationId: string, activityId: string, activity: object): Promise<ConnectorAnswer>
  update(serviceUrl: string, conversationId: string, activityId: string, activity: object): Promise<ConnectorAnswer>
}

export type ConnectorAnswer =
  | { readonly ok: true; readonly id: string; readonly activityId: string | null }
  | { readonly ok: false; readonly reason: Failure }

export type Failure = 'not-installed' | 'blocked' | 'not-found' | 'throttled' | 'too-large' | 'unavailable' | 'unknown'

const Created = z.object({ id: z.string().default(''), activityId: z.string().nullish() })

/** Repeated: throttling, and the three codes that Microsoft asks bots to repeat with backoff. */
const REPEATED: readonly number[] = [412, 429, 502, 504]
const TRIES = 4
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
const TIMEOUT_MS = 20_000

/** How long to wait before try `attempt` + 1: what the connector asks, or exponential backoff; jitter spreads the copies. */
const waitBefore = (attempt: number, retryAfter: string | null): number => {
  const asked = Number(retryAfter ?? Number.NaN) * 1000
  const base = Number.isFinite(asked) ? asked : FIRST_WAIT_MS * 2 ** attempt
  return Math.min(base, LONGEST_WAIT_MS) + Math.random() * FIRST_WAIT_MS
}

/** 403 says why in its body: somebody blocked the bot, or it is not installed there (graph-examples/19). */
const failureOf = (status: number, body: string): Failure => {
  if (status === 403) return body.includes('MessageWritesBlocked') ? 'blocked' : 'not-installed'
  // A member or a conversation that the connector does not know.
  if (status === 400 || status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  return status === 429 ? 'throttled' : 'unavailable'
}

/** Pauses between sends: at most 40 requests a second over all (the limit is 50), 4 a second in one conversation (7). */
const createPace = (): ((conversation: string | null) => Promise<void>) => {
  const free = new Map<string, number>()
  let next = 0
  return async (conversation) => {
    const now = Date.now()
    const slot = Math.max(now, next)
    next = slot + 25
    const at = Math.max(slot, conversation === null ? 0 : (free.get(conversation) ?? 0))
    for (const [key, when] of free) if (when < now) free.delete(key)
    if (conversation !== null) free.set(conversation, at + 250)
    if (at > now) await pause(at - now)
  }
}

/** Nothing left this process. */
class Unsent extends Error {}

/** Failures of connecting: the request was never put. Anything else, a timeout above all, leaves open whether it arrived. */
const CONNECTING: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
const isUnsent = (error: unknown): boolean =>
  error instanceof Unsent || CONNECTING.includes(String(Reflect.get(Object(error), 'code')))

/** For what is said in answer: whoever asked is waiting, and their own clicks set the pace. */
const unpaced = async (): Promise<void> => undefined

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes the client. `token` is the connector's access token; failures that a person can meet are returned, not thrown. */
export const createConnector = (token: AccessToken, timeoutMs = TIMEOUT_MS, paced = true): Connector => {
  const pace = paced ? createPace() : unpaced
  const bearer = async (): Promise<string> => {
    try {
      return `Bearer ${await token()}`
    } catch (error) {
      throw new Unsent('no access token for the connector', { cause: error })
    }
  }
  const request = async (method: 'POST' | 'PUT', url: string, body: object): Promise<ConnectorAnswer> => {
    for (let attempt = 0; ; attempt++) {
      const authorization = await bearer()
      const { status, retryAfter, text } = await exchange(method, url, { authorization, body, timeoutMs })
      if (status >= 200 && status < 300) {
        const answer = Created.parse(text === '' ? {} : JSON.parse(text))
        return { ok: true, id: answer.id, activityId: answer.activityId ?? null }
      }
      if (!REPEATED.includes(status) || attempt + 1 >= TRIES) return { ok: false, reason: failureOf(status, text) }
      await pause(waitBefore(attempt, retryAfter))
    }
  }
  const call = async (method: 'POST' | 'PUT', conversation: string | null, url: string, body: object) => {
    await pace(conversation)
    try {
      return await request(method, url, body)
    } catch (error) {
      // A repeated PUT changes nothing; a POST whose answer did not come may have been carried out.
      return { ok: false, reason: method === 'PUT' || isUnsent(error) ? 'unavailable' : 'unknown' } as const
    }
  }
  const conversations = (serviceUrl: string): string => `${serviceUrl.replace(/\/$/, '')}/v3/conversations`
  const activities = (serviceUrl: string, id: string): string =>
    `${conversations(serviceUrl)}/${encodeURIComponent(id)}/activities`
  const activityAt = (serviceUrl: string, id: string, activityId: string): string =>
    `${activities(serviceUrl, id)}/${encodeURIComponent(activityId)}`
  return {
    createConversation: (serviceUrl, parameters) => call('POST', null, conversations(serviceUrl), parameters),
    send: (serviceUrl, conversationId, activity) =>
      call('POST', conversationId, activities(serviceUrl, conversationId), activity),
    reply: (serviceUrl, conversationId, activityId, activity) =>
      call('POST', conversationId, activityAt(serviceUrl, conversationId, activityId), activity),
    update: (serviceUrl, conversationId, activityId, activity) =>
      call('PUT', conversationId, activityAt(serviceUrl, conversationId, activityId), activity),
  }
}
