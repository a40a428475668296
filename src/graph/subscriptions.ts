import { z } from 'zod'
import type { Call, GraphCaller, RowReply } from './http/caller'
import { GraphFailure } from './http/failure'

/** A subscription to the changes of one list, as it is asked for (GRAPH-FACTS 9). */
export interface WantedSubscription {
  readonly list: string
  /** Where notifications go; lifecycle events go there, too. */
  readonly address: string
  /** Comes back with every notification; at most 128 characters. */
  readonly clientState: string
  readonly expiresAt: Date
}

export type Subscribed =
  | { readonly ok: true; readonly id: string; readonly expiresAt: Date }
  | { readonly ok: false; readonly reason: string }
/** `gone`: it is to be made anew. */
export type Renewed = 'renewed' | 'gone' | 'failed'

/** Change notification subscriptions of the application, many in one request. */
export interface Subscriptions {
  create(wanted: readonly WantedSubscription[]): Promise<readonly Subscribed[]>
  renew(ids: readonly string[], expiresAt: Date): Promise<readonly Renewed[]>
  /** Answers `reauthorizationRequired`. */
  reauthorize(id: string): Promise<Renewed>
  /** A subscription that is gone already is fine. */
  remove(id: string): Promise<void>
}

const made = z.object({ id: z.string(), expirationDateTime: z.iso.datetime({ offset: true }) })

export const createSubscriptions = (
  caller: GraphCaller,
  siteId: () => Promise<string>,
  listIdOf: (list: string) => string | undefined,
): Subscriptions => ({
  create: async (wanted) => {
    const site = await siteId()
    const calls = wanted.map(({ list, address, clientState, expiresAt }): Call => {
      const listId = listIdOf(list)
      if (listId === undefined) throw new Error(`${list} is not loaded yet`)
      return {
        method: 'POST',
        path: '/subscriptions',
        body: {
          // Lists tell of `updated` only, which stands for every change.
          changeType: 'updated',
          resource: `sites/${site}/lists/${listId}`,
          notificationUrl: address,
          lifecycleNotificationUrl: address,
          expirationDateTime: expiresAt.toISOString(),
          clientState,
        },
        // A second subscription would double every notification until it expires.
        repeatable: false,
      }
    })
    return (await caller.batch(calls)).map(subscribedOf)
  },
  renew: async (ids, expiresAt) => {
    const body = { expirationDateTime: expiresAt.toISOString() }
    const calls = ids.map((id): Call => ({ method: 'PATCH', path: `/subscriptions/${id}`, body }))
    return (await caller.batch(calls)).map(renewedOf)
  },
  reauthorize: async (id) => {
    const [reply] = await caller.batch([{ method: 'POST', path: `/subscriptions/${id}/reauthorize`, repeatable: true }])
    return renewedOf(reply)
  },
  remove: async (id) => {
    await caller.batch([{ method: 'DELETE', path: `/subscriptions/${id}` }])
  },
})

const subscribedOf = (reply: RowReply): Subscribed => {
  if (reply instanceof GraphFailure) return { ok: false, reason: reply.message }
  const { id, expirationDateTime } = made.parse(reply.body)
  return { ok: true, id, expiresAt: new Date(expirationDateTime) }
}

const renewedOf = (reply: RowReply | undefined): Renewed => {
  if (!(reply instanceof GraphFailure)) return reply === undefined ? 'failed' : 'renewed'
  return reply.code === 'not-found' ? 'gone' : 'failed'
}
