import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedDemo } from '../../src/demo/seed'
import { type Database, openEmbeddedDatabase } from '../../src/jobs/database/postgres'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import { startTenant, type Tenant } from '../../src/local-tenant/tenant'
import { localMicrosoft } from '../../src/server/local'
import { createCommandLog } from '../../src/server/log'
import { type Service, startService } from '../../src/server/start'
import { openCycle } from '../../src/status/cycle/open-cycle'
import { reportKeyOf } from '../../src/status/project-facts'
import { oneProjectEach } from '../kit/organisation'
import type { DistinctAnswers, Seat } from './answers'
import { type Channel, startChannel } from './channel'

/** Everything around the contestants: a tenant with an open cycle, a PostgreSQL that is durable, a channel. */
export interface Scene {
  readonly tenant: Tenant
  readonly channel: Channel
  readonly database: Database
  readonly cycle: string
  readonly seats: readonly Seat[]
  /** Answers that are wrong or missing in what the service holds, durable and visible; none when all is well. */
  lost(answers: DistinctAnswers): Promise<readonly string[]>
  close(): Promise<void>
}

const clock = { now: () => new Date() }

export const setScene = async (times: number): Promise<Scene> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouvernail-bench-'))
  const log = createCommandLog('error')
  const database = await openEmbeddedDatabase(join(folder, 'data'), 0, log)
  const { organisation, people } = oneProjectEach(times, 3)
  const tenant = await startTenant({ people })
  const channel = await startChannel(tenant.registration.clientId)
  const local = localMicrosoft(tenant, {})
  const microsoft = {
    ...local,
    bot: { ...local.bot, ...channel.connection },
    defaultServiceUrl: channel.serviceUrl,
  }
  const copy = (): Promise<Service> =>
    startService({ microsoft, database, host: '127.0.0.1', port: 0, clock, log, jobs: false, provision: true })
  const service = await copy()
  await seedDemo(service.ctx, clock.now().toISOString().slice(0, 10), organisation)
  const cycle = await opened(service)
  await service.outbox.drained(120_000)
  const seats = service.ctx.lists
    .all(Projects)
    .flatMap(({ number, projectManager: person, lifecycle }) =>
      person !== null && lifecycle === 'active' ? [{ project: number, person }] : [],
    )
  await service.close()
  return {
    tenant,
    channel,
    database,
    cycle,
    seats,
    lost: async (answers) => {
      const later = await copy()
      try {
        return [...(await missingAudit(database, answers)), ...wrongReports(later, cycle, answers)]
      } finally {
        await later.close()
      }
    },
    close: async () => {
      await channel.close()
      await tenant.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const opened = async ({ ctx }: Service): Promise<string> => {
  const officer = ctx.directory.all().find(({ mail }) => mail.startsWith('ines.vandamme@'))
  if (!officer) throw new Error('the directory lacks the officer')
  const outcome = await openCycle(ctx, { person: officer.id, roles: ['officer'], locale: 'fr' })
  if (!outcome.ok) throw new Error(`the cycle could not be opened: ${outcome.reason}`)
  const { failed } = await outcome.asking
  if (failed > 0) throw new Error(`${failed} managers could not be asked`)
  return outcome.cycle
}

/** One entry of the audit chain for each accepted answer, no more and no fewer. */
const missingAudit = async ({ pool }: Database, { accepted }: DistinctAnswers): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ entries: number }>(
    `select count(*) as entries from gouvernail.audit where action = 'report.answer'`,
  )
  const entries = rows[0]?.entries ?? 0
  return entries === accepted ? [] : [`${accepted} answers were accepted, the audit knows of ${entries}`]
}

/** By project, what the outbox laid over the list says must be what was accepted last. */
const wrongReports = ({ ctx }: Service, cycle: string, { last }: DistinctAnswers): readonly string[] =>
  [...last].flatMap(([project, comment]) => {
    const held = ctx.lists.find(StatusReports, reportKeyOf(cycle, project))?.comment
    return held === comment ? [] : [`${project} should say "${comment}", says "${held ?? ''}"`]
  })
