import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { RequestHandler } from 'express'
import type { Clock, Log } from '../../context'
import type { GraphDoor } from '../../graph/ports'
import type { Notices } from '../../jobs/notices'
import type { StoredSubscription, SubscriptionTable } from '../../jobs/subscriptions'
import { allLists } from '../../lists/all'
import type { Locks } from '../../ports/outbox'
import { NOTIFICATIONS_PATH, type Notification, notificationsRoute } from '../http/notifications'

export interface ChangeNotifications {
  readonly receive: RequestHandler
  /** Makes, renews and mends the subscriptions of all lists, on one copy of the service at a time. */
  keep(): Promise<void>
}

export interface ChangeNotificationParts {
  readonly door: GraphDoor
  readonly table: SubscriptionTable
  readonly notices: Notices
  readonly locks: Locks
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Log
}

const MINUTE_MS = 60_000
/** The longest that Graph grants lists is 42 300 minutes (GRAPH-FACTS 9). */
const LIFE_MS = 40_000 * MINUTE_MS
/** Renewed when less than this is left: there is time for many failures. */
const RENEW_BEFORE_MS = LIFE_MS / 2
/** Somebody who guesses ids may not make us read the table each time. */
const READ_AGAIN_MS = 5_000

/**
 * Change notifications: each list has one subscription, which all copies of the service share in PostgreSQL. A notification
 * says nothing but that a list has changed; whichever copy hears it tells the others, and each reads what changed by delta.
 */
export const createChangeNotifications = (parts: ChangeNotificationParts): ChangeNotifications => {
  const { door, table, notices, locks, clock, log } = parts
  const address = `${parts.publicUrl}${NOTIFICATIONS_PATH}`
  let known = new Map<string, StoredSubscription>()
  let readAt = Number.NEGATIVE_INFINITY

  const read = async (): Promise<void> => {
    readAt = performance.now()
    const rows = await table.all()
    known = new Map(rows.map((row) => [row.id, row]))
    const lasting = allLists.map(({ name }) => rows.find((row) => row.list === name)?.expiresAt.getTime() ?? 0)
    door.lists.subscribedUntil(new Date(Math.min(...lasting)))
  }

  /** Ends when no subscription is being made by this copy. */
  let making: Promise<unknown> = Promise.resolve()

  const find = async (id: string): Promise<StoredSubscription | undefined> => {
    // Graph tells of changes under an id that it has not yet told us: while subscriptions are made, an unknown id may well be ours.
    if (!known.has(id)) await making
    if (!known.has(id) && performance.now() - readAt > READ_AGAIN_MS) await read()
    return known.get(id)
  }

  const keepAlone = async (): Promise<void> => {
    const rows = new Map((await table.all()).map((row) => [row.list, row]))
    const now = clock.now().getTime()
    const lives = (row: StoredSubscription | undefined): row is StoredSubscription =>
      row !== undefined && row.address === address && row.expiresAt.getTime() > now
    const ageing = [...rows.values()].filter((row) => lives(row) && row.expiresAt.getTime() - now < RENEW_BEFORE_MS)
    const expiresAt = new Date(now + LIFE_MS)
    const gone = new Set<string>()
    if (ageing.length > 0) {
      const renewals = await door.subscriptions.renew(
        ageing.map(({ id }) => id),
        expiresAt,
      )
      for (const [index, row] of ageing.entries()) {
        if (renewals[index] === 'renewed') await table.save({ ...row, expiresAt })
        if (renewals[index] === 'gone') gone.add(row.list)
      }
    }
    const missing = allLists.filter(({ name }) => !lives(rows.get(name)) || gone.has(name)).map(({ name }) => name)
    if (missing.length > 0) await create(missing, expiresAt)
    // Those of an address that is no longer ours would go on being notified.
    for (const row of rows.values()) if (row.address !== address) await door.subscriptions.remove(row.id)
  }

  const create = async (missing: readonly string[], expiresAt: Date): Promise<void> => {
    const wanted = missing.map((list) => ({
      list,
      address,
      clientState: randomBytes(32).toString('base64url'),
      expiresAt,
    }))
    const made = await door.subscriptions.create(wanted)
    const refused = new Map<string, string[]>()
    const rows: StoredSubscription[] = []
    for (const [index, { list, clientState }] of wanted.entries()) {
      const outcome = made[index]
      if (outcome?.ok) rows.push({ list, id: outcome.id, clientState, address, expiresAt: outcome.expiresAt })
      else refused.set(outcome?.reason ?? '', [...(refused.get(outcome?.reason ?? '') ?? []), list])
    }
    // A list that changes at this moment is told of before anything is stored.
    for (const row of rows) known.set(row.id, row)
    for (const row of rows) await table.save(row)
    for (const [reason, lists] of refused)
      log.warn({ lists, reason }, 'no change notifications; these lists are polled')
    // What changed before the subscription was there is told by nobody.
    await door.lists.syncNow()
  }

  const keep = async (): Promise<void> => {
    const made = locks.exclusive('change subscriptions', keepAlone)
    making = made.catch(() => undefined)
    await made
    await read()
    await notices.publish('changes', { lists: [] })
  }

  const heard = async (notifications: readonly Notification[]): Promise<void> => {
    const lists = [...new Set(notifications.map(({ list }) => list))]
    for (const list of lists) door.lists.announced(list)
    await notices.publish('changes', { lists })
    for (const { lifecycle, subscriptionId } of notifications) {
      if (lifecycle === null || lifecycle === 'missed') continue
      const renewed = lifecycle === 'reauthorizationRequired' && (await door.subscriptions.reauthorize(subscriptionId))
      if (renewed === 'renewed') continue
      // It is made anew, unless this was said before and has been done: what is told twice must not put the old one back.
      await table.end(subscriptionId)
      await keep()
    }
  }

  notices.on('changes', (body) => {
    const lists = listsIn(body)
    for (const list of lists) door.lists.announced(list)
    if (lists.length === 0)
      read().catch((error: unknown) => log.warn({ error: String(error) }, 'subscriptions could not be read'))
  })

  return { receive: notificationsRoute({ find, heard, log }), keep }
}

/** Keeps trying until it has worked once; a public address may become reachable a little after the service. */
export const keepSoon = async (notifications: ChangeNotifications, log: Log, stopped: AbortSignal): Promise<void> => {
  for (let wait = 5_000; !stopped.aborted; wait = Math.min(wait * 2, 10 * MINUTE_MS)) {
    try {
      return await notifications.keep()
    } catch (error) {
      if (stopped.aborted) return
      log.warn({ error: String(error) }, 'change notifications are not set up yet; lists are polled meanwhile')
    }
    await delay(wait, undefined, { ref: false, signal: stopped }).catch(() => undefined)
  }
}

/** Sent by another copy. */
const listsIn = (body: unknown): readonly string[] => {
  const { lists } = Object(body)
  return Array.isArray(lists) ? lists.map(String) : []
}
