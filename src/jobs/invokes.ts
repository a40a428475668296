import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { InvokeLedger } from '../context'

/** A run that has not answered for this long belongs to a dead process: Teams itself waits 15 s at most (GRAPH-FACTS 5.4). */
const LEASE_SECONDS = 20
const POLL_MS = 40
/** Deliveries are repeated within seconds; later the same content is a new answer. */
const KEPT_SECONDS = 60

/** The ledger of card answers in PostgreSQL, and how to forget old ones. */
export interface StoredInvokeLedger extends InvokeLedger {
  /** Forgets answers older than the given number of days; returns how many. */
  prune(days: number): Promise<number>
}

export const createInvokeLedger = (pool: Pool): StoredInvokeLedger => {
  const running = new Map<string, Promise<string>>()

  /** True when this process may run the key: it is new, or its runner died. */
  const claim = async (key: string): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `insert into gouvernail.invokes as i (key, lease_until) values ($1, now() + make_interval(secs => $2))
       on conflict (key) do update set lease_until = excluded.lease_until, answer = null, at = now()
         where (i.answer is null and i.lease_until < now())
           or (i.answer is not null and i.at < now() - make_interval(secs => $3))`,
      [key, LEASE_SECONDS, KEPT_SECONDS],
    )
    return rowCount === 1
  }

  const run = async (
    key: string,
    produce: () => Promise<string>,
    isKept: (answer: string) => boolean,
  ): Promise<string> => {
    try {
      const answer = await produce()
      if (isKept(answer))
        await pool.query('update gouvernail.invokes set answer = $2, at = now() where key = $1', [key, answer])
      else await pool.query('delete from gouvernail.invokes where key = $1', [key])
      return answer
    } catch (error) {
      await pool.query('delete from gouvernail.invokes where key = $1 and answer is null', [key])
      throw error
    }
  }

  const runOrWait = async (
    key: string,
    produce: () => Promise<string>,
    isKept: (answer: string) => boolean,
  ): Promise<string> => {
    for (;;) {
      if (await claim(key)) return run(key, produce, isKept)
      const { rows } = await pool.query<{ answer: string | null }>(
        'select answer from gouvernail.invokes where key = $1',
        [key],
      )
      const stored = rows[0]?.answer
      if (stored !== null && stored !== undefined) return stored
      await delay(POLL_MS)
    }
  }

  return {
    once: async (key, produce, isKept = () => true) => {
      const first = running.get(key)
      if (first !== undefined) return first
      const answer = runOrWait(key, produce, isKept)
      running.set(key, answer)
      try {
        return await answer
      } finally {
        running.delete(key)
      }
    },
    prune: async (days) => {
      const { rowCount } = await pool.query(
        'delete from gouvernail.invokes where at < now() - make_interval(days => $1)',
        [days],
      )
      return rowCount ?? 0
    },
  }
}
