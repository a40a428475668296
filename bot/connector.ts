import { z } from 'zod'
import type { AccessToken } from './credentials'

/**
 * The Bot Connector's REST interface, as far as proactive messages need it (GRAPH-FACTS 5.3). Not botbuilder's client: that
 * one repeats failed requests by rules of its own, and ours must know what was sent how often.
 */
export interface Connector {
  createConversation(serviceUrl: string, parameters: object): Promise<ConnectorAnswer>
  send(serviceUrl: string, conversationId: string, activity: object): Promise<ConnectorAnswer>
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
const CONNECTING: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]
const isUnsent = (error: unknown): boolean =>
  error instanceof Unsent ||
  CONNECTING.includes(String(Reflect.get(Object(Reflect.get(Object(error), 'cause')), 'code')))

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes the client. `token` is the connector's access token; failures that a person can meet are returned, not thrown. */
export const createConnector = (token: AccessToken, timeoutMs = TIMEOUT_MS): Connector => {
  const pace = createPace()
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
      const response = await fetch(url, {
        method,
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await response.text()
      if (response.ok) {
        const answer = Created.parse(text === '' ? {} : JSON.parse(text))
        return { ok: true, id: answer.id, activityId: answer.activityId ?? null }
      }
      if (!REPEATED.includes(response.status) || attempt + 1 >= TRIES)
        return { ok: false, reason: failureOf(response.status, text) }
      await pause(waitBefore(attempt, response.headers.get('retry-after')))
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
  return {
    createConversation: (serviceUrl, parameters) => call('POST', null, conversations(serviceUrl), parameters),
    send: (serviceUrl, conversationId, activity) =>
      call('POST', conversationId, activities(serviceUrl, conversationId), activity),
    update: (serviceUrl, conversationId, activityId, activity) =>
      call(
        'PUT',
        conversationId,
        `${activities(serviceUrl, conversationId)}/${encodeURIComponent(activityId)}`,
        activity,
      ),
  }
}
