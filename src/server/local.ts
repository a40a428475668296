import { DateTime } from 'luxon'
import type { Clock, Log } from '../context'
import { drawMinutes } from '../demo/draw-minutes'
import { seedDemo } from '../demo/seed'
import type { GraphConfig } from '../graph/ports'
import { Projects } from '../lists/projects'
import { addBot, oneTenant } from '../local-tenant/one-tenant'
import { startTenant, type Tenant, type TenantAddresses, type TenantOptions } from '../local-tenant/tenant'
import { PortTaken } from './http/listen'
import { type Microsoft, USER_AGENT } from './microsoft'
import { resourceSpecific } from './resource-specific'
import { type Service, type ServiceOptions, startService } from './start'

export interface LocalOptions
  extends Pick<
    ServiceOptions,
    | 'database'
    | 'port'
    | 'clock'
    | 'log'
    | 'jobs'
    | 'pages'
    | 'outboxDebounceMs'
    | 'subscribe'
    | 'stop'
    | 'requestsPerMinute'
  > {
  /** 0 takes a free port. */
  readonly tenantPort: number
  readonly tenant?: Omit<TenantOptions, 'port' | 'pool' | 'now'>
  /** True keeps the tenant's state in the database; otherwise it lives in memory. */
  readonly keepTenant: boolean
  /** True fills an empty site with the demo organisation. */
  readonly seed: boolean
  /** True puts the minutes of the demo's meetings into the library after the start. */
  readonly drawMinutes?: boolean
  readonly unitsPerMinute?: number
  /** How long calls wait for a tenant that does not answer. */
  readonly patience?: GraphConfig['patience']
  readonly graphLog?: string
}

export interface LocalStack<T = Tenant> {
  readonly tenant: T
  readonly service: Service
  readonly close: () => Promise<void>
}

/** The local tenant has no neighbours to be considerate of. */
const PLENTY = 1_000_000
/** Where Microsoft 365 Agents Playground answers as a connector. */
const PLAYGROUND = ['http://localhost:56150/_connector', 'http://127.0.0.1:56150/_connector']
const HOST = '127.0.0.1'

/** A whole local Microsoft 365 with one copy of the service on it, in this process. */
export const startLocal = async (options: LocalOptions): Promise<LocalStack> => serve(options, await tenantOn(options))

/** The same, or, where the local Microsoft 365 of this database runs in another process, one more copy of the service on that one. */
export const startOrJoinLocal = async (options: LocalOptions): Promise<LocalStack<TenantAddresses>> => {
  const one = await oneTenant(options.database.pool, () => tenantOn(options))
  // Copies that share a balancer share its address in their subscriptions; these have an address each, and hear from one another.
  if (!one.isOurs) return serve({ ...options, subscribe: false }, { ...one.tenant, close: async () => undefined })
  const close = async (): Promise<void> => {
    await one.tenant.close()
    await one.letGo()
  }
  return serve(options, { ...one.tenant, close })
}

/** One copy of the service on a tenant, which is closed after it. */
const serve = async <T extends TenantAddresses & Pick<Tenant, 'close'>>(
  options: LocalOptions,
  tenant: T,
): Promise<LocalStack<T>> => {
  const { clock, log, stop } = options
  const stopping = new AbortController()
  let service: Service | undefined
  let drawing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    stopping.abort()
    await Promise.all([drawing, service?.close()])
    await tenant.close()
  }
  try {
    const microsoft = localMicrosoft(tenant, options)
    service = await startService({ ...options, microsoft, host: HOST, provision: true })
    await addBot(tenant, `${service.origin}/api/messages`)
    const seeded = options.seed && (await seedWhenEmpty(service, clock, log, stop))
    if (seeded && options.drawMinutes) drawing = drawQuietly(service, stopping.signal, log)
    return { tenant, service, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The work, or the reason of a stop that comes first: what the work has stored is taken up by the next start. */
export const orStopped = async <T>(work: () => Promise<T>, stop: AbortSignal | undefined): Promise<T> => {
  if (stop === undefined) return work()
  stop.throwIfAborted()
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true })
  })
  return Promise.race([work(), stopped])
}

const tenantOn = async ({ tenant, tenantPort, keepTenant, database, clock, seed }: LocalOptions): Promise<Tenant> => {
  try {
    return await startTenant({
      ...tenant,
      seed: { calendars: seed, ...tenant?.seed },
      port: tenantPort,
      now: () => clock.now(),
      ...(keepTenant ? { pool: database.pool } : {}),
    })
  } catch (error) {
    throw Reflect.get(Object(error), 'code') === 'EADDRINUSE' ? new PortTaken(tenantPort, 'TENANT_PORT') : error
  }
}

/** How the product reaches this tenant: what an organisation's own configuration says of the real one. */
export const localMicrosoft = (
  tenant: TenantAddresses,
  { unitsPerMinute = PLENTY, graphLog, patience }: Pick<LocalOptions, 'unitsPerMinute' | 'graphLog' | 'patience'>,
): Microsoft => {
  const { authority, graphUrl, registration } = tenant
  const { tenantId, clientId, clientSecret, siteId, mailbox, manifestId, pmoChannelId } = registration
  return {
    graph: {
      graphUrl,
      authority,
      tenantId,
      clientId,
      clientSecret,
      site: { id: siteId },
      mailbox,
      teamsAppId: manifestId,
      resourceSpecific: resourceSpecific(),
      unitsPerMinute,
      ...(graphLog === undefined ? {} : { logFile: graphLog }),
      ...(patience === undefined ? {} : { patience }),
      userAgent: USER_AGENT,
    },
    api: { authority, tenantId, clientId, appIdUri: `api://${HOST}/botid-${clientId}` },
    bot: {
      appId: clientId,
      appSecret: clientSecret,
      tenantId,
      authority,
      openIdMetadataUrl: tenant.botOpenIdMetadataUrl,
      issuer: 'https://api.botframework.com',
      serviceUrls: [tenant.connectorUrl],
      guestServiceUrls: PLAYGROUND,
    },
    defaultServiceUrl: tenant.connectorUrl,
    pmoChannel: pmoChannelId,
    teamsAppId: manifestId,
    tenantOrigin: tenant.origin,
    sharePointOrigins: [],
  }
}

/** Nobody waits for it; what was cut short stays a draft, and whoever keeps the minutes can submit it. */
const drawQuietly = async ({ ctx }: Service, stopped: AbortSignal, log: Log): Promise<void> => {
  try {
    const drawn = await drawMinutes(ctx, stopped)
    if (drawn > 0) log.info({ drawn }, 'minutes of the demo are in the library')
  } catch (error) {
    if (!stopped.aborted) log.warn({ error: String(error) }, 'minutes of the demo were not all drawn')
  }
}

/**
 * The demo organisation, once, whatever the number of copies: rows still waiting in the outbox count, so that an interrupted start does
 * not begin again.
 */
const seedWhenEmpty = (service: Service, clock: Clock, log: Log, stop?: AbortSignal): Promise<boolean> =>
  service.ctx.locks.exclusive('demo', () => orStopped(() => seedOnce(service, clock, log), stop))

const seedOnce = async ({ ctx, door }: Service, clock: Clock, log: Log): Promise<boolean> => {
  await ctx.outbox.catchUp()
  await door.lists.syncNow([Projects])
  if (ctx.lists.all(Projects).length > 0) return false
  const today = DateTime.fromJSDate(clock.now(), { zone: 'Europe/Brussels' }).toISODate()
  if (today === null) throw new Error('the clock shows no date')
  await seedDemo(ctx, today)
  log.info({ projects: ctx.lists.all(Projects).length }, 'demo organisation seeded')
  return true
}
