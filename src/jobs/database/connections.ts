import type { Pool } from 'pg'

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
 * A pool whose connections may break in anybody's hand. What is asked of them then fails; their event comes to nothing, where it would
 * end the process whenever nobody listens: a server that ends may say so in the moment between a connection's first breath and its use.
 */
export const heard = (pool: Pool): Pool => pool.on('connect', (client) => client.on('error', () => undefined))
