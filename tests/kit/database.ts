import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../src/jobs/database/embedded-postgres'
import { isAlive } from '../../src/jobs/database/folder-lock'
import { connectDatabase, type Database, migrate } from '../../src/jobs/database/postgres'
import { quietLog } from './quiet-log'

/**
 * One throw-away PostgreSQL per test process, started by the first test file that needs it and shared by the next ones; each
 * test takes a fresh database, copied from a migrated template. `tests/kit/teardown.ts` stops them all.
 */
const root = join(tmpdir(), 'gouvernail-tests')
const TEMPLATE = 'gouvernail_template'

export interface TestDatabase extends Database {
  /** Closes the pool and drops the database. */
  close(): Promise<void>
}

/** What a database holds before a test begins, beyond the tables. */
export interface Filling {
  /** Small letters, digits and underscores. */
  readonly name: string
  readonly fill: (database: Database) => Promise<void>
}

/** A migrated database of its own for one test; what `filling` puts into it is put there once for each test process. */
export const freshDatabase = async (filling?: Filling): Promise<TestDatabase> => {
  const maintenance = await maintenanceUrl()
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await copy(maintenance, filling ? await filledTemplate(maintenance, filling) : TEMPLATE, name)
  const database = connectDatabase(named(maintenance, name), quietLog)
  return {
    ...database,
    close: async () => {
      await database.close()
      await onServer(maintenance, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

const copy = (maintenance: string, template: string, name: string): Promise<unknown> =>
  onServer(maintenance, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))

const filledTemplate = async (maintenance: string, { name, fill }: Filling): Promise<string> => {
  const known = await onServer(maintenance, (client) =>
    client.query('select from pg_database where datname = $1', [name]),
  )
  if (known.rowCount) return name
  // It has its name only once it is complete: a test file that fails while filling leaves the next one to try again.
  const draft = `${name}_draft`
  await onServer(maintenance, (client) => client.query(`drop database if exists ${draft} with (force)`))
  await copy(maintenance, TEMPLATE, draft)
  const database = connectDatabase(named(maintenance, draft), quietLog)
  try {
    await fill(database)
  } finally {
    await database.close()
  }
  await onServer(maintenance, (client) => client.query(`alter database ${draft} rename to ${name}`))
  return name
}

/** A connection string to the same server's other database. */
const named = (url: string, database: string): string => {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

let starting: Promise<string> | undefined

const maintenanceUrl = (): Promise<string> => {
  starting ??= sharedServer()
  return starting
}

/** Test files of one process have separate module registries: the address is handed over in a file. */
const sharedServer = async (): Promise<string> => {
  const folder = join(root, String(process.pid))
  const address = join(folder, 'address.json')
  if (existsSync(address)) {
    const { url, server }: { url: string; server: number } = JSON.parse(readFileSync(address, 'utf8'))
    if (isAlive(server)) return url
    rmSync(folder, { recursive: true, force: true })
  }
  mkdirSync(folder, { recursive: true })
  const { url, processId } = await startEmbeddedPostgres({ folder, port: 0, durable: false })
  await onServer(url, (client) => client.query(`create database ${TEMPLATE}`))
  const template = connectDatabase(named(url, TEMPLATE), quietLog)
  await migrate(template.pool)
  await template.close()
  writeFileSync(address, JSON.stringify({ url, server: processId }))
  return url
}

const onServer = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Stops the servers of this run, and those that an earlier run left behind. `mine` are the ids of this run's processes. */
export const stopTestServers = async (mine: (owner: number) => boolean): Promise<void> => {
  if (!existsSync(root)) return
  for (const owner of readdirSync(root)) {
    if (!mine(Number(owner)) && isAlive(Number(owner))) continue
    const address = join(root, owner, 'address.json')
    if (existsSync(address)) {
      const { server }: { server: number } = JSON.parse(readFileSync(address, 'utf8'))
      // SIGQUIT: nothing in a throw-away database is worth a checkpoint.
      if (isAlive(server)) process.kill(server, 'SIGQUIT')
    }
    rmSync(join(root, owner), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
