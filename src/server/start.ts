import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createBot } from '../../bot/bot'
import { createRedraws } from '../../bot/redraws'
import { createRequestBudget } from '../access/request-budget'
import type { Clock, Context, Log } from '../context'
import { connectGraph } from '../graph/door'
import type { GraphDoor } from '../graph/ports'
import { applyProvision } from '../graph/provision'
import { createConversations } from '../jobs/conversations'
import { type Database, migrate, untilAnswers } from '../jobs/database/postgres'
import { createInvokeLedger } from '../jobs/invokes'
import { createLocks } from '../jobs/locks'
import { createNotices } from '../jobs/notices'
import { createOutbox, type StoredOutbox } from '../jobs/outbox/outbox'
import { createSchedule } from '../jobs/schedule'
import { createSubscriptionTable } from '../jobs/subscriptions'
import { allLists } from '../lists/all'
import { Projects } from '../lists/projects'
import { createRenderer } from '../reports/render/renderer'
import { openPlanner } from '../scheduling/worker/planner'
import { reportSettingProblems } from '../settings/report-problems'
import { type Gauges, observeGauges } from '../telemetry/metrics'
import { checkSite } from './check-site'
import { createApp, type Health } from './http/app'
import { createFront, unreadyApp } from './http/front'
import { listen } from './http/listen'
import { createTokenVerifier } from './http/token'
import type { Microsoft } from './microsoft'
import { routes } from './routes'
import { type ChangeNotifications, createChangeNotifications, keepSoon } from './wiring/change-notifications'
import { announcer, createContext } from './wiring/context'
import { recurringJobs } from './wiring/recurring-jobs'
import { startOutbox } from './wiring/start-outbox'
import { type Closer, closeAll, type StopClock } from './wiring/stop-clock'
import { stoppable } from './wiring/stoppable-planner'
import { healthOfStart, warmPatiently } from './wiring/warm-up'

export interface ServiceOptions {
  readonly microsoft: Microsoft
  /** Opened by the caller, who also closes it after the service. */
  readonly database: Database
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Address under which people reach the service; what it listens on unless told. */
  readonly publicUrl?: string
  readonly clock: Clock
  readonly log: Log
  /** False leaves the recurring jobs to the caller (tests move the clock themselves). */
  readonly jobs?: boolean
  /** Creates missing lists and columns before reading them; otherwise a missing list ends the start with a clear error. */
  readonly provision?: boolean
  /** For the command that restores a site: one whose restore was interrupted is opened all the same. */
  readonly unfinished?: boolean
  readonly pages?: string
  readonly outboxDebounceMs?: number
  readonly outboxLeaseSeconds?: number
  /**
   * Subscribes to the changes of the lists, unless told otherwise, where Graph can reach the service: over https, or on the
   * computer of the local tenant.
   */
  readonly subscribe?: boolean
  /** Gives up a start that is under way. */
  readonly stop?: AbortSignal
  /** Of one person to this copy; null or absent: no limit. */
  readonly requestsPerMinute?: number | null
}

export interface Service {
  readonly ctx: Context
  readonly door: GraphDoor
  readonly outbox: StoredOutbox
  readonly notifications: ChangeNotifications | null
  readonly origin: string
  /** Resolves when no card is being redrawn. */
  redrawn(): Promise<void>
  /** Ends streams and requests, lets running jobs and the outbox batch in hand finish. The database stays open. */
  close(): Promise<void>
}

const CLOSE_GRACE_MS = 2_000
/** A balancer's patience is short: a database that accepts connections and answers nothing is none. */
const HEALTH_MS = 2_000

export const PAGES = resolve(__dirname, '../../dist/tabs')

/** One copy of the service. Resolves when it answers requests from warm lists. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const { microsoft, database, clock, log } = options
  // The port first: when it is taken, nothing else has been started or changed.
  const front = createFront()
  const listening = await listen(front.listener, options.host, options.port, 'PORT')
  const origin = `http://${options.host}:${listening.port}`
  const publicUrl = options.publicUrl ?? origin
  // Last of all, when no answer is under way any more: what was done for it without being waited for.
  const afterwards: (() => Promise<void>)[] = []
  const closers: Closer[] = [() => Promise.all(afterwards.map((rest) => rest())), () => listening.close()]
  const close = async (): Promise<void> => {
    await closeAll(closers.splice(0).reverse(), log)
  }
  try {
    await untilAnswers(database.pool, log, options.stop)
    await migrate(database.pool)
    options.stop?.throwIfAborted()
    const notices = await createNotices(database.pool, database.url, randomUUID(), log)
    closers.push(() => notices.close())
    const { pool } = database
    const locks = createLocks(database.url, log)
    closers.push(() => locks.close())
    let kept = Promise.resolve()
    // After the door was closed, which ends what it waits for.
    closers.push(() => kept)
    const outbox = await createOutbox({
      pool,
      notices,
      lists: allLists,
      clock,
      log,
      debounceMs: options.outboxDebounceMs,
      leaseSeconds: options.outboxLeaseSeconds,
    })
    const door = connectGraph(microsoft.graph, { log, clock, lists: allLists })
    closers.push((stop) => closeWriters(door, outbox, stop))
    notices.on('rows', (body) => door.lists.applyRemote(rowsIn(body)))
    // What other copies have said meanwhile of rows and of announcements is said by nobody again.
    notices.onReconnect(() => {
      door.lists
        .syncNow()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'lists could not be read again'))
    })
    // Before the lists are read: what changes behind the reading is announced to another copy, which tells it once.
    const notifications = isReachable(options, publicUrl)
      ? createChangeNotifications({ door, table: createSubscriptionTable(pool), notices, locks, publicUrl, clock, log })
      : null
    const starting = healthOfStart()
    front.open(unreadyApp(() => starting.waitingFor ?? 'starting'))
    door.lists.overlay(outbox.source)
    const giveUp = (): void => void door.close()
    options.stop?.addEventListener('abort', giveUp)
    // One copy after the other: two that begin together on an empty site would make each list twice.
    const provision = (): Promise<unknown> => locks.exclusive('provision', () => applyProvision(door, allLists))
    await warmPatiently(() => warm(door, options.provision ? provision : null), starting, log, options.stop)
    options.stop?.removeEventListener('abort', giveUp)
    options.stop?.throwIfAborted()
    checkSite(door.lists, options.unfinished === true)
    const conversations = createConversations(pool)
    const invokes = createInvokeLedger(pool, log)
    afterwards.push(invokes.kept, outbox.told)
    const renderer = createRenderer()
    closers.push(() => renderer.close())
    const planner = stoppable(openPlanner())
    closers.push(() => planner.close())
    const ctx = createContext({
      microsoft,
      publicUrl,
      database,
      door,
      outbox,
      notices,
      locks,
      conversations,
      renderer,
      planner,
      clock,
      log,
    })
    closers.push(reportSettingProblems(ctx))
    startOutbox(ctx, door, outbox, announcer({ notices, log }))
    const perMinute = options.requestsPerMinute ?? null
    const budget = createRequestBudget(perMinute === null ? null : Math.ceil(perMinute / 2))
    const redraws = createRedraws(log)
    afterwards.push(redraws.idle)
    const bot = createBot({ connection: microsoft.bot, ctx, conversations, invokes, redraws, budget })
    const { app, streams } = createApp({
      ctx,
      routes,
      verify: createTokenVerifier(microsoft.api),
      bot: (req, res) => bot.handle(req, res),
      pages: options.pages ?? PAGES,
      registration: microsoft.api,
      budget: createRequestBudget(perMinute),
      tenantOrigin: microsoft.tenantOrigin,
      sharePointOrigins: microsoft.sharePointOrigins,
      https: publicUrl.startsWith('https:'),
      health: () => healthOf(ctx, door, outbox),
      notifications: notifications?.receive ?? null,
    })
    const schedule = options.jobs === false ? null : await createSchedule(database.url, log)
    // While everything that requests and jobs under way need is still open.
    closers.push(async (stop) => {
      const left = front.leave()
      streams.close()
      await stop.within('requests', Promise.all([left, schedule?.close()]))
    })
    if (schedule) await recurringJobs(schedule, ctx, { invokes, outbox, notifications })
    closers.push(observeGauges(gaugesOf(ctx, outbox)))
    front.open(app)
    // Only now: the handshake comes to this very address.
    const stopping = new AbortController()
    if (notifications) kept = keepSoon(notifications, log, stopping.signal)
    closers.push(() => stopping.abort())
    return { ctx, door, outbox, notifications, origin, redrawn: redraws.idle, close }
  } catch (error) {
    await close()
    throw error
  }
}

const gaugesOf = ({ lists, clock }: Context, outbox: StoredOutbox): Gauges => ({
  outbox: async () => ({ depth: outbox.pending(), ageSeconds: await outbox.oldest() }),
  staleness: () =>
    new Map(
      allLists.flatMap((of) => {
        const { syncedAt } = lists.freshness(of)
        return syncedAt === null ? [] : [[of.name, (clock.now().getTime() - Date.parse(syncedAt)) / 1_000] as const]
      }),
    ),
})

const isReachable = ({ subscribe, microsoft }: ServiceOptions, publicUrl: string): boolean =>
  subscribe !== false && (publicUrl.startsWith('https:') || microsoft.tenantOrigin !== null)

/** The batch in hand may finish, but a service that stops does not wait for a SharePoint that is down: the rows are kept. */
const closeWriters = async (door: GraphDoor, outbox: StoredOutbox, stop: StopClock): Promise<void> => {
  const closing = outbox.close()
  const patience = delay(CLOSE_GRACE_MS, undefined, { ref: false })
  await stop.within('outbox', Promise.race([closing, patience]))
  await door.close()
  await closing
}

const warm = async (door: GraphDoor, provision: (() => Promise<unknown>) | null): Promise<void> => {
  await provision?.()
  // Both to their end, so that another try does not meet a read that is still going on.
  const loading = await Promise.allSettled([door.lists.start(), door.directory.start()])
  for (const each of loading) if (each.status === 'rejected') throw each.reason
}

const rowsIn = (body: unknown): { list: string; keys: readonly string[] } => {
  // Sent by `announcer` of another copy.
  const { list, keys } = Object(body)
  return { list: String(list), keys: Array.isArray(keys) ? keys.map(String) : [] }
}

/**
 * Only a database out of reach makes a copy unfit: while SharePoint is down the service goes on taking answers, and taking
 * all copies out of the balancer would refuse them.
 */
const healthOf = async (ctx: Context, door: GraphDoor, outbox: StoredOutbox): Promise<Health> => {
  try {
    const silence = delay(HEALTH_MS, undefined, { ref: false }).then(() => {
      throw new Error(`no answer within ${HEALTH_MS} ms`)
    })
    const refused = await Promise.race([outbox.refused(), silence])
    const { failure } = ctx.lists.freshness(Projects)
    const warnings = [
      ...(failure === null && door.answers() ? [] : ['SharePoint did not answer at the last attempt']),
      ...(refused.length === 0 ? [] : [`SharePoint refuses ${refused.length} rows of the outbox`]),
    ]
    return { ready: true, warnings, waiting: outbox.pending() }
  } catch (error) {
    ctx.log.error({ error: String(error) }, 'the database does not answer')
    return { ready: false, warnings: ['the database does not answer'], waiting: outbox.pending() }
  }
}
