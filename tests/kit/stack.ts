import type { Pool } from 'pg'
import type { Context, Log } from '../../src/context'
import type { GraphDoor } from '../../src/graph/ports'
import type { StoredOutbox } from '../../src/jobs/outbox/outbox'
import type { Tenant, TenantOptions } from '../../src/local-tenant/tenant'
import { startLocal } from '../../src/server/local'
import type { ChangeNotifications } from '../../src/server/wiring/change-notifications'
import { type ApiClient, apiClient } from './api-client'
import { type ChatClient, chatClient } from './chat'
import { type Filling, freshDatabase } from './database'
import { idOf } from './personas'
import { quietLog } from './quiet-log'

export interface StackOptions {
  /** Where the clock stands at first; it moves only when told. Wednesday, 18 November 2026, 10:00 in Brussels unless told. */
  readonly now?: string
  /** True fills the site with the demo organisation. */
  readonly seed?: boolean
  readonly tenant?: Omit<TenantOptions, 'port' | 'pool' | 'now'>
  readonly log?: Log
  /** True subscribes to the changes of the lists, as the product does unless told otherwise. */
  readonly subscribe?: boolean
  /** Of one person; no limit unless told. */
  readonly requestsPerMinute?: number
  /** File of this stack's Graph requests; that of the whole run unless told. */
  readonly graphLog?: string
}

/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): Date
  moveTo(instant: string): void
  advance(milliseconds: number): void
}

/** The whole product on a local tenant of its own, as people and the organisation's systems meet it. */
export interface Stack {
  readonly ctx: Context
  readonly door: GraphDoor
  readonly outbox: StoredOutbox
  readonly notifications: ChangeNotifications | null
  readonly tenant: Tenant
  readonly origin: string
  /** For further copies of the service on the same database. */
  readonly databaseUrl: string
  readonly pool: Pool
  readonly clock: TestClock
  /** The HTTP API as this person (by display name) would call it from a tab. */
  as(name: string): ApiClient
  /** The bot as people meet it in Teams. */
  readonly chat: ChatClient
  close(): Promise<void>
}

/** Tests that switch SharePoint off do not want to sit out what production sits out. */
const PATIENCE_MS = 2_000

/** Starts a fresh stack; close it in `afterAll`. */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  const now = options.now ?? '2026-11-18T09:00:00Z'
  const clock = testClock(now)
  const database = await freshDatabase(options.seed ? seededAt(now) : undefined)
  const { tenant, service, close } = await startLocal({
    ...onFreePorts,
    database,
    clock,
    log: options.log ?? quietLog,
    keepTenant: options.seed === true,
    seed: options.seed === true,
    subscribe: options.subscribe === true,
    requestsPerMinute: options.requestsPerMinute ?? null,
    ...(options.tenant ? { tenant: options.tenant } : {}),
    ...graphLogOf(options.graphLog ?? process.env.GRAPH_LOG),
  })
  const { ctx, door, outbox, notifications, origin } = service
  return {
    ctx,
    door,
    outbox,
    notifications,
    tenant,
    origin,
    databaseUrl: database.url,
    pool: database.pool,
    clock,
    as: (name) => apiClient(origin, tenant.origin, idOf(name)),
    chat: chatClient(tenant.origin, service.redrawn),
    close: async () => {
      await close()
      await database.close()
    },
  }
}

const onFreePorts = {
  port: 0,
  tenantPort: 0,
  jobs: false,
  outboxDebounceMs: 20,
  patience: { application: PATIENCE_MS, person: PATIENCE_MS },
}

/** The demo organisation is put into SharePoint once for each test process; every seeded stack takes a copy of that tenant. */
const seededAt = (now: string): Filling => ({
  name: `seeded_${now.replaceAll(/\D/g, '')}`,
  fill: async (database) => {
    const filled = {
      database,
      clock: testClock(now),
      log: quietLog,
      keepTenant: true,
      seed: true,
      requestsPerMinute: null,
    }
    const { close } = await startLocal({
      ...onFreePorts,
      ...filled,
      subscribe: false,
      ...graphLogOf(process.env.GRAPH_LOG),
    })
    await close()
  },
})

const graphLogOf = (file: string | undefined): { graphLog?: string } => (file ? { graphLog: file } : {})

const testClock = (start: string): TestClock => {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    moveTo: (instant) => {
      at = new Date(instant).getTime()
    },
    advance: (milliseconds) => {
      at += milliseconds
    },
  }
}
