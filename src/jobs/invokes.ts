import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Log } from '../context'
import type { InvokeLedger } from '../ports/messaging'
import { NO_FLUSH } from './database/no-flush'
import { done, gathered } from './gathered'

/** A run that has not answered for this long belongs to a dead process: Teams itself waits 15 s at most (GRAPH-FACTS 5.4). */
const LEASE_SECONDS = 20
const POLL_MS = 40
/** Deliveries are repeated within seconds; later the same content is a new answer. */
const KEPT_SECONDS = 60
/** A repeat that comes before the answer is kept waits for it, as it waits while the first delivery runs. */
const KEEP_AFTER_MS = 100

/** The ledger of card answers in PostgreSQL, and how to forget old ones. */
export interface StoredInvokeLedger extends InvokeLedger {
  /** Forgets answers older than the given number of days; returns how many. */
  prune(days: number): Promise<number>
  /** Resolves when every answer given so far is kept. */
  kept(): Promise<void>
}

export const createInvokeLedger = (pool: Pool, log: Log): StoredInvokeLedger => {
  const running = new Map<string, Promise<string>>()

  /** True when this process may run the key: it is new, or its runner died. */
  const claim = gathered(async (keys: readonly string[]) => {
    const { rows } = await pool.query<{ key: string }>({
      name: 'claim invokes',
      text: `insert into gouvernail.invokes as i (key, lease_until)
         select key, now() + make_interval(secs => $2) from unnest($1::text[]) as w(key), ${NO_FLUSH}
       on conflict (key) do update set lease_until = excluded.lease_until, answer = null, at = now()
         where (i.answer is null and i.lease_until < now())
           or (i.answer is not null and i.at < now() - make_interval(secs => $3))
       returning key`,
      values: [keys.toSorted(), LEASE_SECONDS, KEPT_SECONDS],
    })
    const claimed = new Set(rows.map(({ key }) => key))
    return (key) => claimed.has(key)
  })

  const keep = gathered(async (answers: readonly { readonly key: string; readonly answer: string }[]) => {
    await pool.query({
      name: 'keep invokes',
      text: `update gouvernail.invokes i set answer = w.answer, at = now()
       from unnest($1::text[], $2::text[]) as w(key, answer), ${NO_FLUSH} where i.key = w.key`,
      values: [answers.map(({ key }) => key), answers.map(({ answer }) => answer)],
    })
    return done
  }, KEEP_AFTER_MS)

  /** Not awaited: the answer is recorded, and a delivery that is repeated after a kill is answered anew from what is recorded. */
  const keepSoon = (key: string, answer: string): void => {
    keep({ key, answer }).catch((error: unknown) =>
      log.warn({ key, error: String(error) }, 'the answer to a card was not kept for repeats'),
    )
  }

  const run = async (
    key: string,
    produce: () => Promise<string>,
    isKept: (answer: string) => boolean,
  ): Promise<string> => {
    try {
      const answer = await produce()
      if (isKept(answer)) keepSoon(key, answer)
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
    kept: () => keep.idle(),
    prune: async (days) => {
      const { rowCount } = await pool.query(
        'delete from gouvernail.invokes where at < now() - make_interval(days => $1)',
        [days],
      )
      return rowCount ?? 0
    },
  }
}
