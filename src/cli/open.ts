import type { Pool } from 'pg'
import type { Context } from '../context'
import type { GraphDoor } from '../graph/ports'
import { runningPostgres } from '../jobs/database/embedded-postgres'
import { ownerOf } from '../jobs/database/folder-lock'
import { connectDatabase, type Database, openEmbeddedDatabase, openOwnDatabase } from '../jobs/database/postgres'
import { allLists } from '../lists/all'
import type { Config } from '../server/config'
import { createCommandLog } from '../server/log'
import { type Microsoft, publicMicrosoft } from '../server/microsoft'
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
  patient(): Promise<Pick<Patient, 'microsoft' | 'door' | 'pool' | 'publicUrl' | 'now'>>
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
 * data for as long as the command lasts. What each of them takes is loaded when a command asks for it: one that refuses, or has
 * nothing to do with lists, answers in half the time.
 */
export const openForCommand = (config: Config): Opened => {
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
    const opened = await openDatabase()
    closers.push(() => opened.close())
    return opened
  })
  const openDatabase = async (): Promise<Database> => {
    // A person waits for the command, and is told at once that the database does not answer.
    if (service.databaseUrl !== null) return openOwnDatabase(service.databaseUrl, log, AbortSignal.abort())
    const running = runsAlready ? runningPostgres(service.dataDir) : null
    return running === null
      ? openEmbeddedDatabase(service.dataDir, service.databasePort, log)
      : connectDatabase(running, log)
  }
  // Whether or not it answers: to say so is what `doctor` is for.
  const databaseAsItIs = later(async (): Promise<Database> => {
    if (service.databaseUrl === null) return database()
    const opened = connectDatabase(service.databaseUrl, log)
    closers.push(() => opened.close())
    return opened
  })
  const microsoft = later(async (): Promise<Microsoft> => {
    if (config.tenant === 'microsoft365') return publicMicrosoft(config.microsoft365, service)
    const { pool } = await database()
    const [{ oneTenant }, { commandTenant }, { localMicrosoft }] = await Promise.all([
      import('../local-tenant/one-tenant'),
      import('./command-tenant'),
      import('../server/local'),
    ])
    const one = await oneTenant(pool, () => commandTenant(config.tenantPort, pool))
    if (one.isOurs) {
      closers.push(async () => {
        await one.tenant.close()
        await one.letGo()
      })
    }
    const graphLog = service.graphLog === null ? {} : { graphLog: service.graphLog }
    return localMicrosoft(one.tenant, { unitsPerMinute: PLENTY, ...graphLog })
  })
  let opened: Promise<OpenSite> | undefined
  const site = (options: { readonly unfinished?: boolean } = {}): Promise<OpenSite> => {
    opened ??= openSite(options.unfinished === true)
    return opened
  }
  const openSite = async (unfinished: boolean): Promise<OpenSite> => {
    const common = { database: await database(), clock, log, host: '127.0.0.1', port: 0, jobs: false, unfinished }
    const { startService } = await import('../server/start')
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
    const { connectGraph } = await import('../graph/door')
    const connected = connectGraph((await microsoft()).graph, { log, clock, lists: allLists })
    closers.push(() => connected.close())
    return connected
  })
  return {
    door,
    patient: async () => ({
      microsoft: await microsoft(),
      door: await door(),
      pool: (await databaseAsItIs()).pool,
      publicUrl: service.publicUrl,
      now: clock.now(),
    }),
    context: async () => (await site()).ctx,
    site,
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close()
    },
  }
}
