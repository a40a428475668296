import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool, PoolClient } from 'pg'
import type { Log } from '../context'
import type { Locks } from '../ports/outbox'
import { CONNECTIONS, poolOn } from './database/connections'

export interface StoredLocks extends Locks {
  close(): Promise<void>
}

/**
 * Locks between all copies of the service, as PostgreSQL advisory locks: a copy that dies lets go of its own. Work under a lock uses the
 * common pool, so holders never starve each other; a lock under a lock has a pool of its own, because its holder must not wait behind those
 * who wait for it.
 */
export const createLocks = (databaseUrl: string, log: Log): StoredLocks => {
  const pools: Pool[] = []
  /** How many locks the work that runs holds already. */
  const held = new AsyncLocalStorage<number>()
  const poolAt = (depth: number): Pool => {
    const max = depth === 0 ? CONNECTIONS.locks : CONNECTIONS.innerLocks
    const made = poolOn(databaseUrl, max, 'gouvernail-locks')
    made.on('error', (error) => log.warn({ error: error.message }, 'idle connection of the locks lost'))
    pools[depth] = made
    return made
  }

  /** Closing the session is the surest way to let go when the unlocking itself fails. */
  const letGo = (client: PoolClient): Promise<void> =>
    client.query('select pg_advisory_unlock_all()').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )

  const exclusive = async <T>(names: string | readonly string[], work: () => Promise<T>): Promise<T> => {
    // In one order for everybody, so that nobody waits for another in a circle.
    const wanted = [names].flat().toSorted()
    const depth = held.getStore() ?? 0
    const client = await (pools[depth] ?? poolAt(depth)).connect()
    const lost = (error: Error): void => log.warn({ locks: wanted, error: error.message }, 'a lock was lost')
    client.on('error', lost)
    try {
      for (const name of wanted) {
        // A name may hold what somebody typed, and no text of PostgreSQL holds the character NUL.
        const known = `gouvernail.${name.replaceAll('\0', '\uFFFD')}`
        await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [known])
      }
      return await held.run(depth + 1, work)
    } finally {
      // Not awaited: whoever wants the lock next waits, not who is done with it.
      void letGo(client).finally(() => client.off('error', lost))
    }
  }
  return {
    exclusive,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }
}
