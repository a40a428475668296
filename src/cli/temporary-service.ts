import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoOrganisation, type Organisation } from '../demo/organisation'
import { seedDemo } from '../demo/seed'
import { type Database, openEmbeddedDatabase } from '../jobs/database/postgres'
import type { TenantPerson } from '../local-tenant/people'
import { type LocalStack, startLocal } from '../server/local'
import { createCommandLog } from '../server/log'

export interface TemporaryService extends LocalStack {
  /** Log of every Graph request, a JSON line each. */
  readonly graphLog: string
  readonly database: Database
}

export interface TemporaryOptions {
  readonly organisation?: Organisation
  readonly people?: readonly TenantPerson[]
}

/** The whole product on data of its own in a temporary folder, seeded, on free ports; `close` removes everything. */
export const startTemporaryService = async (options: TemporaryOptions = {}): Promise<TemporaryService> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouvernail-'))
  const graphLog = join(folder, 'graph.jsonl')
  writeFileSync(graphLog, '')
  const log = createCommandLog('error')
  const database = await openEmbeddedDatabase(join(folder, 'data'), 0, log)
  const clock = { now: () => new Date() }
  const stack = await startLocal({
    database,
    clock,
    log,
    port: 0,
    tenantPort: 0,
    keepTenant: false,
    seed: false,
    jobs: false,
    graphLog,
    ...(options.people ? { tenant: { people: options.people } } : {}),
  })
  await seedDemo(stack.service.ctx, clock.now().toISOString().slice(0, 10), options.organisation ?? demoOrganisation)
  return {
    ...stack,
    graphLog,
    database,
    close: async () => {
      await stack.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
