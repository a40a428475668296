import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from './folder-lock'
import { launchOn } from './postgres-account'

export const DATABASE_USER = 'gouvernail'
const STOP_TIMEOUT_MS = 8_000

/** The files of a database under `folder`, made when they are not there yet, and free to be served. */
export const prepareCluster = async (initdb: string, folder: string): Promise<{ path: string; password: string }> => {
  const path = join(folder, 'postgres')
  const password = passwordOf(folder)
  if (existsSync(join(path, 'PG_VERSION'))) await clearLeftovers(path)
  else await createCluster(initdb, folder, path, password)
  return { path, password }
}

/** Where the password of the embedded database is kept, readable by its owner alone. */
export const passwordFile = (folder: string): string => join(folder, 'postgres.password')

/** A random password per folder: other accounts of the machine can reach the port, not the database. */
const passwordOf = (folder: string): string => {
  const file = passwordFile(folder)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

const createCluster = async (initdb: string, folder: string, path: string, password: string): Promise<void> => {
  // A half-made cluster cannot be continued, and initdb insists on an empty folder.
  rmSync(path, { recursive: true, force: true })
  const { command, prefix, account, spawnAs } = launchOn(initdb, path)
  const secret = join(folder, `postgres.init-${process.pid}`)
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (account) chownSync(secret, account.uid, account.gid)
  const child = spawn(
    command,
    [
      ...prefix,
      `--pgdata=${path}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...spawnAs, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
  )
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => rmSync(secret, { force: true }))
  if (code !== 0) throw new Error(`PostgreSQL could not create its files in ${folder}: ${output.trim()}`)
}

/** Stops a database that outlived its killed owner; the caller has made sure that nobody holds the folder. */
export const stopLeftover = (folder: string): Promise<void> => clearLeftovers(join(folder, 'postgres'))

/**
 * A killed process leaves its database running, or its lock file behind. The first is stopped (the folder lock is ours, so its
 * owner is gone); the second is removed when its process id is gone or now belongs to something else.
 */
const clearLeftovers = async (path: string): Promise<void> => {
  const file = join(path, 'postmaster.pid')
  if (!existsSync(file)) return
  const processId = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (isPostgres(processId)) {
    process.kill(processId, 'SIGINT')
    const deadline = Date.now() + STOP_TIMEOUT_MS
    while (isAlive(processId) && Date.now() < deadline) await delay(50)
    if (isAlive(processId)) throw new Error(`An earlier PostgreSQL (process ${processId}) does not stop.`)
  }
  rmSync(file, { force: true })
}

const isPostgres = (processId: number): boolean => {
  if (!isAlive(processId)) return false
  if (!existsSync('/proc/self')) return true
  const file = `/proc/${processId}/cmdline`
  return existsSync(file) && readFileSync(file, 'utf8').includes('postgres')
}
