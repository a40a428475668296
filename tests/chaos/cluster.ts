import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../src/jobs/database/embedded-postgres'
import { isAlive } from '../../src/jobs/database/folder-lock'
import { connectDatabase, migrate } from '../../src/jobs/database/postgres'
import { quietLog } from '../kit/quiet-log'

/** A PostgreSQL of its own that can be stopped, crashed and started again under the copies that use it. */
export interface Cluster {
  /** A fresh migrated database; its address. */
  fresh(): Promise<string>
  /** `crash`: what is not on disk is recovered from the log; `fast`: open transactions are rolled back. */
  restart(how: 'crash' | 'fast'): Promise<void>
  close(): Promise<void>
}

const TEMPLATE = 'chaos_template'

export const startCluster = async (): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouvernail-chaos-'))
  chmodSync(folder, 0o755)
  let server = await startEmbeddedPostgres({ folder, port: 0, durable: true })
  const port = Number(new URL(server.url).port)
  const named = (name: string): string => Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`create database ${TEMPLATE}`)
  const template = connectDatabase(named(TEMPLATE), quietLog)
  await migrate(template.pool)
  await template.close()
  let count = 0
  return {
    fresh: async () => {
      const name = `run_${++count}`
      await run(`create database ${name} template ${TEMPLATE}`)
      return named(name)
    },
    restart: async (how) => {
      if (how === 'fast') await server.stop()
      else {
        process.kill(server.processId, 'SIGQUIT')
        while (isAlive(server.processId)) await delay(10)
      }
      server = await startEmbeddedPostgres({ folder, port, durable: true })
    },
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
