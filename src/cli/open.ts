import type { Pool } from 'pg'
import type { Context } from '../context'
import { connectGraph } from '../graph/door'
import type { GraphDoor } from '../graph/ports'
import { runningPostgres } from '../jobs/database/embedded-postgres'
import { ownerOf } from '../jobs/database/folder-lock'
import { connectDatabase, type Database, openEmbeddedDatabase } from '../jobs/database/postgres'
import { allLists } from '../lists/all'
import { addressesOf, startTenant, type Tenant } from '../local-tenant/tenant'
import { configOfProcess } from '../server/config'
import { localMicrosoft } from '../server/local'
import { createCommandLog } from '../server/log'
import { type Microsoft, publicMicrosoft } from '../server/microsoft'
import { startService } from '../server/start'
import type { Patient } from './doctor/finding'

/** What a command works on, opened when first asked for and closed together. */
export interface Opened {
  /** Microsoft 365 alone: nothing of the site is read yet. */
  door(): Promise<GraphDoor>
  /** Everything that use cases need; the lists are warm. */
  context(): Promise<Context>
  /** The same, with what lies below it. `unfinished` opens a site whose restore was interrupted. */
  site(options?: { readonly unfinished?: boolean }): Promise<OpenSite>
  /** What `doctor` looks at, whether or not it works. */
  patient(): Promise<Pick<Patient, 'microsoft' | 'door' | 'pool' | 'publicUrl'>>
  close(): Promise<void>
}

export interface OpenSite {
  readonly ctx: Context
  readonly door: GraphDoor
  readonly pool: Pool
}

const clock = { now: () => new Date() }
const PLENTY = 1_000_000

/**
 * The organisation's Microsoft 365, or the local tenant: the one that runs already (`npm start`), else one of our own on the same
 * data for as long as the command lasts.
 */
export const openForCommand = (): Opened => {
  const config = configOfProcess()
  const { service } = config
  const log = createCommandLog('warn')
  const closers: (() => Promise<void>)[] = []
  // Asked once, before we may own the folder ourselves.
  const runsAlready = ownerOf(service.dataDir) !== null
  const later = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | undefined
    return () => {
      made ??= make()
      return made
    }
  }
  const database = later(async (): Promise<Database> => {
    const running = service.databaseUrl ?? (runsAlready ? runningPostgres(service.dataDir) : null)
    const opened =
      running === null
        ? await openEmbeddedDatabase(service.dataDir, service.databasePort, log)
        : connectDatabase(running, log)
    closers.push(() => opened.close())
    return opened
  })
  const microsoft = later(async (): Promise<Microsoft> => {
    if (config.tenant === 'microsoft365') return publicMicrosoft(config.microsoft365, service)
    const tenant = runsAlready
      ? addressesOf(`http://127.0.0.1:${config.tenantPort}`)
      : await ownTenant((await database()).pool)
    const graphLog = service.graphLog === null ? {} : { graphLog: service.graphLog }
    return localMicrosoft(tenant, { unitsPerMinute: PLENTY, ...graphLog })
  })
  const ownTenant = async (pool: Database['pool']): Promise<Tenant> => {
    const tenant = await startTenant({ port: 0, pool })
    closers.push(() => tenant.close())
    return tenant
  }
  let opened: Promise<OpenSite> | undefined
  const site = (options: { readonly unfinished?: boolean } = {}): Promise<OpenSite> => {
    opened ??= openSite(options.unfinished === true)
    return opened
  }
  const openSite = async (unfinished: boolean): Promise<OpenSite> => {
    const common = { database: await database(), clock, log, host: '127.0.0.1', port: 0, jobs: false, unfinished }
    const running = await startService({
      ...common,
      // The notifications are the running service's: a command would take them away to an address that is gone in a moment.
      subscribe: false,
      microsoft: await microsoft(),
      provision: config.tenant === 'local',
    })
    closers.push(() => running.close())
    return { ctx: running.ctx, door: running.door, pool: common.database.pool }
  }
  const door = later(async () => {
    const connected = connectGraph((await microsoft()).graph, { log, clock, lists: allLists })
    closers.push(() => connected.close())
    return connected
  })
  return {
    door,
    patient: async () => ({
      microsoft: await microsoft(),
      door: await door(),
      pool: (await database()).pool,
      publicUrl: service.publicUrl,
    }),
    context: async () => (await site()).ctx,
    site,
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close()
    },
  }
}
