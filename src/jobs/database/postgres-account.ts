import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, parse } from 'node:path'

/** How to start a PostgreSQL program: PostgreSQL refuses to run as root, so root lends it another account. */
export interface Launch {
  readonly command: string
  /** Arguments that come before the program's own. */
  readonly prefix: readonly string[]
  /** The account the program runs as, when it is not ours. */
  readonly account?: Account
  /** What `spawn` must be told of the account; empty when the command changes it by itself. */
  readonly spawnAs: Partial<Account>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * Makes `folder` and says how to run `program` on it. As root, the account is the owner of an existing folder, otherwise
 * `postgres`, otherwise `nobody`. When that account cannot even reach the folder (root's home is closed to others), the
 * program keeps the single capability to pass closed folders, through `setpriv`.
 */
export const launchOn = (program: string, folder: string): Launch => {
  const account = accountFor(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account === undefined) return { command: program, prefix: [], spawnAs: {} }
  chownSync(folder, account.uid, account.gid)
  if (isOpenToAll(dirname(folder)) && isOpenToAll(dirname(program))) {
    return { command: program, prefix: [], account, spawnAs: account }
  }
  const capability = '+dac_override'
  const prefix = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--securebits=+no_setuid_fixup',
    program,
  ]
  return { command: 'setpriv', prefix, account, spawnAs: {} }
}

const accountFor = (folder: string): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder)
    if (uid !== 0) return { uid, gid }
  }
  const account = namedAccount('postgres') ?? namedAccount('nobody')
  if (account === undefined) {
    throw new Error('PostgreSQL does not run as root. Run Gouvernail as another user, or set DATABASE_URL.')
  }
  return account
}

const namedAccount = (name: string): Account | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/** May every account pass through this folder and all those above it? */
const isOpenToAll = (folder: string): boolean => {
  const passable = (statSync(folder).mode & 0o001) !== 0
  return passable && (folder === parse(folder).root || isOpenToAll(dirname(folder)))
}
