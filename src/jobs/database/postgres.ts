import { setTimeout as delay } from 'node:timers/promises'
import { type Pool, type PoolClient, types } from 'pg'
import type { Log } from '../../context'
import { CONNECTIONS, poolOn } from './connections'
import { startEmbeddedPostgres } from './embedded-postgres'
import { lockFolder } from './folder-lock'
import { migrations } from './migrations'
import { DatabaseUnusable } from './unusable'

export interface Database {
  readonly pool: Pool
  readonly url: string
  close(): Promise<void>
}

/** PostgreSQL `bigint` as a number: revisions and positions stay far below 2^53. */
types.setTypeParser(types.builtins.INT8, Number)

/** A pool on a PostgreSQL of your own; closing it leaves the server alone. */
export const connectDatabase = (url: string, log: Log): Database => {
  const pool = poolOn(url, CONNECTIONS.work, 'gouvernail')
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) log.warn({ error: error.message }, 'idle database connection lost')
  })
  const close = (): Promise<void> => {
    closing = true
    return pool.end()
  }
  return { pool, url, close }
}

/** A PostgreSQL of your own that answers: waited for like `untilAnswers` does. Throws `DatabaseUnusable`. */
export const openOwnDatabase = async (url: string, log: Log, stop?: AbortSignal): Promise<Database> => {
  const database = connectDatabase(url, log)
  try {
    await untilAnswers(database.pool, log, stop)
    return database
  } catch (error) {
    await database.close()
    throw new DatabaseUnusable('DATABASE_URL', error)
  }
}

/** How long sessions that are at work when the database closes may go on. */
const SESSIONS_END_MS = 500

/** The embedded PostgreSQL under `folder` (`.data`), which is this process's alone until closed. */
export const openEmbeddedDatabase = async (folder: string, port: number, log: Log): Promise<Database> => {
  const unlock = lockFolder(folder)
  try {
    const server = await startEmbeddedPostgres({ folder, port, durable: true })
    const database = connectDatabase(server.url, log)
    const close = async (): Promise<void> => {
      // The pool alone would wait for a session still at work; the server ends it.
      const left = database
        .close()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the connections did not close as they should'))
      await Promise.race([left, delay(SESSIONS_END_MS)])
      await server.stop()
      unlock()
    }
    return { ...database, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * What passes by itself: a server that starts, recovers, or is being replaced (`cannot_connect_now`, `admin_shutdown`,
 * `crash_shutdown`), and a connection that was cut, which the driver gives no code.
 */
const PASSING: readonly string[] = ['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET']
export const isPassing = (error: unknown): boolean =>
  PASSING.includes(String(Reflect.get(Object(error), 'code'))) ||
  (error instanceof Error && error.message === 'Connection terminated unexpectedly')
const ANSWER_WITHIN_MS = 30_000
const ASK_EVERY_MS = 250

/** Waits for a PostgreSQL that is starting up or being replaced, half a minute at most; any other failure is thrown at once. */
export const untilAnswers = async (pool: Pool, log: Log, stop?: AbortSignal): Promise<void> => {
  const deadline = Date.now() + ANSWER_WITHIN_MS
  for (let told = false; ; ) {
    try {
      await pool.query('select 1')
      return
    } catch (error) {
      if (stop?.aborted || Date.now() > deadline || !isPassing(error)) throw error
      if (!told) log.warn({ error: String(error) }, 'the database does not answer yet; the service waits for it')
      told = true
      await delay(ASK_EVERY_MS)
    }
  }
}

/** Brings the schema `gouvernail` up to date. Copies that start together wait for each other. */
export const migrate = async (pool: Pool): Promise<void> =>
  withTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('gouvernail.migrations'))`)
    await client.query('create schema if not exists gouvernail')
    await client.query(
      'create table if not exists gouvernail.migrations (name text primary key, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from gouvernail.migrations')
    const applied = new Set(rows.map((row) => row.name))
    for (const { name, sql } of migrations.filter((step) => !applied.has(step.name))) {
      await client.query(sql)
      await client.query('insert into gouvernail.migrations (name) values ($1)', [name])
    }
  })

/** Steps that `migrate` would take; throws when the database does not answer. */
export const pendingMigrations = async (pool: Pool): Promise<readonly string[]> => {
  const { rows: known } = await pool.query<{ found: boolean }>(
    `select to_regclass('gouvernail.migrations') is not null as found`,
  )
  if (!known[0]?.found) return migrations.map(({ name }) => name)
  const { rows } = await pool.query<{ name: string }>('select name from gouvernail.migrations')
  const applied = new Set(rows.map(({ name }) => name))
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name))
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export const withTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      // A connection that cannot even roll back is thrown away.
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
