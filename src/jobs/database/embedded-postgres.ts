import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { launchOn } from './postgres-account'
import { findBinaries } from './postgres-binaries'
import { DATABASE_USER, passwordFile, prepareCluster } from './postgres-cluster'
import { DatabaseUnusable } from './unusable'

export interface EmbeddedPostgres {
  /** `postgres://…` of the maintenance database; only this machine can reach it. */
  readonly url: string
  readonly processId: number
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** Loopback port; 0 takes a free one. */
  readonly port: number
  /** False for throw-away databases of tests: nothing survives a power cut. */
  readonly durable: boolean
}

const START_TIMEOUT_MS = 20_000
/** After this PostgreSQL is ended at once: what was committed is in its log, which the next start reads. */
const STOP_TIMEOUT_MS = 2_000

/** Starts a real PostgreSQL of our own under `folder`, creating its files the first time. Its log is `postgres.log` there. */
export const startEmbeddedPostgres = async (given: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  // PostgreSQL is started from elsewhere and by another account: a relative folder would mean another one to it.
  const options = { ...given, folder: resolve(given.folder) }
  const { initdb, postgres } = findBinaries()
  mkdirSync(options.folder, { recursive: true })
  const port = options.port === 0 ? await bindOnce(0) : await requireFree(options.port)
  const { path, password } = await prepareCluster(initdb, options.folder)
  const logFile = join(options.folder, 'postgres.log')
  const log = openSync(logFile, 'a', 0o600)
  const { command, prefix, spawnAs } = launchOn(postgres, path)
  const child = spawn(command, [...prefix, ...serverArguments(path, port, options.durable)], {
    ...spawnAs,
    // A process group of its own: Ctrl-C in the terminal reaches the service alone, which stops the database last.
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  await untilReady(child, path, logFile)
  child.unref()
  return {
    url: `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`,
    processId: child.pid ?? 0,
    stop: () => stopProcess(child),
  }
}

const serverArguments = (path: string, port: number, durable: boolean): readonly string[] => {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '32MB',
    log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', path, '-p', String(port), ...flags]
}

const untilReady = async (child: ChildProcess, path: string, logFile: string): Promise<void> => {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (failure !== undefined) throw failure
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start in ${path}. ${lastLines(logFile)}`)
    if (isMarkedReady(join(path, 'postmaster.pid'))) return
    await delay(15)
  }
  await stopProcess(child)
  throw new Error(`PostgreSQL in ${path} was not ready within ${START_TIMEOUT_MS / 1000} s. ${lastLines(logFile)}`)
}

/** Line 8 of `postmaster.pid` says `ready` once connections are accepted. */
const isMarkedReady = (file: string): boolean =>
  existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready'

const lastLines = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' ')

const stopProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.ref()
  child.kill('SIGINT')
  const force = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS)
  await closed
  clearTimeout(force)
}

const requireFree = async (port: number): Promise<number> => {
  try {
    return await bindOnce(port)
  } catch {
    throw new DatabaseUnusable(`DATABASE_PORT=${port}`, 'the port is taken on 127.0.0.1; 0 takes any free one')
  }
}

const bindOnce = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })

/** `postgres://…` of the server that another process runs in `folder`, or null when none does. */
export const runningPostgres = (folder: string): string | null => {
  const marker = join(folder, 'postgres', 'postmaster.pid')
  const secret = passwordFile(folder)
  if (!existsSync(marker) || !existsSync(secret)) return null
  // The fourth line of the marker is the port; a server that begins has not written it yet.
  const port = readFileSync(marker, 'utf8').split('\n')[3]
  if (!port) return null
  const password = readFileSync(secret, 'utf8').trim()
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`
}
