import type { Log } from '../context'
import { translate } from '../i18n/translate'
import { FolderInUse } from '../jobs/folder-lock'
import { connectDatabase, type Database, openEmbeddedDatabase } from '../jobs/postgres'
import { type Config, ConfigError, configOfProcess, type ServiceConfig } from './config'
import { PortTaken } from './http/listen'
import { startLocal } from './local'
import { createLog } from './log'
import { publicMicrosoft } from './microsoft'
import { startService } from './start'

/** How long a stop may take before the process leaves anyway. */
const STOP_TIMEOUT_MS = 9_000

interface Running {
  readonly lines: readonly string[]
  close(): Promise<void>
}

const clock = { now: () => new Date() }

const openDatabase = (service: ServiceConfig, log: Log): Promise<Database> =>
  service.databaseUrl === null
    ? openEmbeddedDatabase(service.dataDir, service.databasePort, log)
    : Promise.resolve(connectDatabase(service.databaseUrl, log))

const start = async (config: Config, log: Log): Promise<Running> => {
  const { service } = config
  const database = await openDatabase(service, log)
  try {
    const common = { database, clock, log, port: service.port }
    if (config.tenant === 'microsoft365') {
      const microsoft = publicMicrosoft(config.microsoft365, service)
      const running = await startService({ ...common, microsoft, host: service.host, publicUrl: service.publicUrl })
      return stoppable(() => running.close(), database, both('cli:start.service', { url: service.publicUrl }))
    }
    const local = await startLocal({
      ...common,
      tenantPort: config.tenantPort,
      keepTenant: true,
      seed: true,
      ...(service.graphLog === null ? {} : { graphLog: service.graphLog }),
    })
    return stoppable(local.close, database, [
      ...both('cli:start.local', { url: local.service.origin }),
      ...both('cli:start.tenant', { url: local.tenant.origin }),
    ])
  } catch (error) {
    await database.close()
    throw error
  }
}

const stoppable = (close: () => Promise<void>, database: Database, lines: readonly string[]): Running => ({
  lines,
  close: async () => {
    await close()
    await database.close()
  },
})

/** One line in French, the same in English. */
const both = (key: Parameters<ReturnType<typeof translate>>[0], values: Record<string, string | number>): string[] => [
  translate('fr')(key, values),
  translate('en')(key, values),
]

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

const main = async (): Promise<void> => {
  const config = configOfProcess()
  const { logJson } = config.service
  const log = createLog(logJson)
  const running = await start(config, log)
  const seconds = process.uptime()
  if (logJson) log.info({ addresses: running.lines, seconds: Number(seconds.toFixed(1)) }, 'ready')
  else {
    for (const line of running.lines) say(line)
    for (const line of both('cli:start.ready', { seconds: seconds.toFixed(1) })) say(line)
  }
  let stopping = false
  const stop = async (): Promise<void> => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    await running.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof PortTaken || error instanceof FolderInUse
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
