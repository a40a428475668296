import { Pool } from 'pg'

/** Connections to PostgreSQL that one copy of the service opens at most, each kind when it is needed. */
export const CONNECTIONS = {
  /** Everything that reads and writes. */
  work: 12,
  /** Those who hold or wait for a lock. */
  locks: 12,
  /** The same for locks taken under another lock, at each depth. */
  innerLocks: 4,
  jobs: 3,
  /** Hears what other copies have written. */
  notices: 1,
} as const

/** Locks are taken under locks, which are taken under locks, and no deeper. */
const DEPTHS = 2

export const MOST_CONNECTIONS =
  CONNECTIONS.work + CONNECTIONS.locks + DEPTHS * CONNECTIONS.innerLocks + CONNECTIONS.jobs + CONNECTIONS.notices

/**
 * What holds a lock asks nothing for as long as the work lasts: a firewall forgets such a connection, and the lock is then held by nobody whom
 * the server can hear. The system's own probes begin after two hours.
 */
const PROBED = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 }

/**
 * A pool whose connections may break in anybody's hand. What is asked of them then fails; their event comes to nothing, where it would
 * end the process whenever nobody listens: a server that ends may say so in the moment between a connection's first breath and its use.
 */
export const poolOn = (url: string, max: number, name: string): Pool =>
  new Pool({ connectionString: url, max, application_name: name, ...PROBED }).on('connect', (client) =>
    client.on('error', () => undefined),
  )
