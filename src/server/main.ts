import { setImmediate } from 'node:timers/promises'
import type { Log } from '../context'
import type { TextKey, TextValues } from '../i18n/text'
import { translate } from '../i18n/translate'
import { type Database, openEmbeddedDatabase, openOwnDatabase } from '../jobs/database/postgres'
import { whenOrphaned } from '../local-tenant/when-orphaned'
import { type Config, configOfProcess, type ServiceConfig } from './config'
import { createLog } from './log'
import { startRefusal } from './start-refusal'

/** How long a stop may take before the process leaves anyway. */
const STOP_TIMEOUT_MS = 9_500
const INSISTS_MS = 1_500

interface Running {
  readonly lines: readonly string[]
  close(): Promise<void>
}

const clock = { now: () => new Date() }

const openDatabase = (service: ServiceConfig, log: Log, stop: AbortSignal): Promise<Database> =>
  service.databaseUrl === null
    ? openEmbeddedDatabase(service.dataDir, service.databasePort, log)
    : openOwnDatabase(service.databaseUrl, log, stop)

/** Runs `begin` on an open database; a failure closes it again. */
const onDatabase = async (
  opening: Promise<Database>,
  endTelemetry: () => Promise<void>,
  begin: (database: Database) => Promise<{ close(): Promise<void>; lines: readonly string[] }>,
): Promise<Running> => {
  const database = await opening
  try {
    const { close, lines } = await begin(database)
    return {
      lines,
      close: async () => {
        try {
          await close()
        } finally {
          await database.close()
        }
        await endTelemetry()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The rest of the program is loaded while PostgreSQL starts: on a first start that is a second saved. */
const start = async (config: Config, log: Log, stop: AbortSignal): Promise<Running> => {
  const { service } = config
  const endTelemetry =
    service.telemetryEndpoint === null
      ? async (): Promise<void> => undefined
      : (await import('../telemetry/export')).startExport(service.telemetryEndpoint)
  const opening = openDatabase(service, log, stop)
  // Handled when it is awaited below; until then a failure is not an unhandled one.
  opening.catch(() => undefined)
  await setImmediate()
  const common = { clock, log, stop, port: service.port, requestsPerMinute: service.requestsPerMinute }
  if (config.tenant === 'microsoft365') {
    const [{ startService }, { publicMicrosoft }] = [await import('./start'), await import('./microsoft')]
    const microsoft = publicMicrosoft(config.microsoft365, service)
    const { host, publicUrl } = service
    return onDatabase(opening, endTelemetry, async (database) => {
      const running = await startService({ ...common, database, microsoft, host, publicUrl })
      return { close: running.close, lines: both('cli:start.service', { url: publicUrl }) }
    })
  }
  const { startOrJoinLocal } = await import('./local')
  return onDatabase(opening, endTelemetry, async (database) => {
    const graphLog = service.graphLog === null ? {} : { graphLog: service.graphLog }
    const place = { tenantPort: config.tenantPort, keepTenant: true, seed: true, drawMinutes: true }
    const { close, service: running, tenant } = await startOrJoinLocal({ ...common, ...place, ...graphLog, database })
    const addresses = { local: running.origin, tenant: tenant.origin }
    return {
      close,
      lines: [
        ...both('cli:start.local', { url: addresses.local }),
        ...both('cli:start.tenant', { url: addresses.tenant }),
      ],
    }
  })
}

/** One line in French, the same in English. */
const both = (key: TextKey, values: TextValues): string[] => [
  translate('fr')(key, values),
  translate('en')(key, values),
]

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

/** Stops in order on Ctrl-C, SIGTERM or a terminal that is closed, also while still starting: the database last, and always. */
const stopOnSignals = (starting: Promise<Running>, waiting: AbortController): void => {
  let stoppingSince = 0
  const stop = async (): Promise<void> => {
    if (stoppingSince > 0) {
      // npm and tsx pass on a Ctrl-C that the terminal has sent already; a person who insists does so later.
      if (Date.now() - stoppingSince > INSISTS_MS) process.exit(1)
      return
    }
    stoppingSince = Date.now()
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    waiting.abort()
    // A start that was waiting for SharePoint gives up, and has closed what it had opened.
    const running = await starting.catch(() => undefined)
    try {
      await running?.close()
    } catch (error) {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    }
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  process.on('SIGHUP', () => void stop())
  whenOrphaned('start', () => void stop())
}

const main = async (): Promise<void> => {
  // A terminal that was closed, or who reads the log is gone: writing fails, and the service goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const config = configOfProcess()
  const { logJson } = config.service
  const log = createLog(logJson)
  const waiting = new AbortController()
  const starting = start(config, log, waiting.signal)
  stopOnSignals(starting, waiting)
  const running = await starting.catch((error: unknown) => {
    if (!waiting.signal.aborted) throw error
  })
  if (!running) return
  const seconds = process.uptime()
  if (logJson) log.info({ addresses: running.lines, seconds: Number(seconds.toFixed(1)) }, 'ready')
  else for (const line of [...running.lines, ...both('cli:start.ready', { seconds: seconds.toFixed(1) })]) say(line)
}

main().catch((error: unknown) => {
  // One line in French, the same in English: nobody knows yet who reads it.
  const words = [startRefusal(error, translate('fr')), startRefusal(error, translate('en'))].filter(
    (line) => line !== null,
  )
  const failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${words.length > 0 ? words.join('\n') : failure}\n`)
  process.exit(1)
})
