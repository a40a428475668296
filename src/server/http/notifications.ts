import { createHash, timingSafeEqual } from 'node:crypto'
import { json, type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { Log } from '../../context'

/** Path of the address that Graph notifies, below the public address. */
export const NOTIFICATIONS_PATH = '/api/graph/notifications'

/** One row of a notification, once its client state was found to be ours. */
export interface Notification {
  readonly list: string
  readonly subscriptionId: string
  /** Null when the list has changed. */
  readonly lifecycle: 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed' | null
}

export interface NotificationParts {
  /** The list and the client state of a subscription of ours. */
  find(subscriptionId: string): Promise<{ readonly list: string; readonly clientState: string } | undefined>
  heard(notifications: readonly Notification[]): Promise<void>
  readonly log: Log
}

const row = z.object({
  subscriptionId: z.string().max(100),
  clientState: z.string().max(128).nullish(),
  lifecycleEvent: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']).optional(),
})
const body = z.object({ value: z.array(row).max(1_000) })
const BODY_LIMIT = '256kb'
const TOKEN_MAX = 1_000

/**
 * Where Graph sends change notifications (GRAPH-FACTS 9): answers the handshake with the token as plain text, and everything
 * else with 202 before anything is done, because slow answers get the address throttled. Whoever does not know the client
 * state is not heard, and is told nothing of it.
 */
export const notificationsRoute = (parts: NotificationParts): RequestHandler => {
  const router = Router()
  router.use((req, res, next) => {
    const token = req.query.validationToken
    if (token === undefined) return next()
    if (typeof token !== 'string' || token.length > TOKEN_MAX) return void res.status(400).end()
    res.status(200).type('text/plain').send(token)
  })
  router.use(json({ limit: BODY_LIMIT }), (req, res) => {
    const parsed = body.safeParse(req.body)
    res.status(parsed.success ? 202 : 400).end()
    if (!parsed.success) return
    hear(parts, parsed.data.value).catch((error: unknown) =>
      parts.log.warn({ error: String(error) }, 'a change notification was not heard; polling will find the change'),
    )
  })
  return router
}

const hear = async (parts: NotificationParts, rows: readonly z.infer<typeof row>[]): Promise<void> => {
  const ours: Notification[] = []
  for (const { subscriptionId, clientState, lifecycleEvent } of rows) {
    const known = await parts.find(subscriptionId)
    if (known && isSame(known.clientState, clientState ?? ''))
      ours.push({ list: known.list, subscriptionId, lifecycle: lifecycleEvent ?? null })
  }
  const strange = rows.length - ours.length
  if (strange > 0) parts.log.warn({ strange }, 'change notifications were not ours')
  if (ours.length > 0) await parts.heard(ours)
}

/** In a time that tells nothing of how much was right. */
const isSame = (wanted: string, given: string): boolean => timingSafeEqual(digest(wanted), digest(given))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
