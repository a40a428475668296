import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { addressesOf, type Tenant, type TenantAddresses } from './tenant'

/** The tenant that keeps its state in a database: of this process, or of another one that runs already. */
export type OneTenant =
  | { readonly isOurs: true; readonly tenant: Tenant; letGo(): Promise<void> }
  | { readonly isOurs: false; readonly tenant: TenantAddresses }

const LOOK_MS = 200
const ANSWER_MS = 5_000
const TAKE_AGAIN_MS = 1_000
const LOCK = `hashtextextended('local tenant', 0)`

/**
 * A tenant holds its state in memory and writes it down behind the caller's back: two of them on one database would each
 * undo what the other wrote. So whoever comes second is given the address of the first, as long as that one runs.
 */
export const oneTenant = async (pool: Pool, start: () => Promise<Tenant>): Promise<OneTenant> => {
  for (;;) {
    const hold = await take(pool)
    if (hold === undefined) {
      const origin = await originIn(pool)
      if (origin !== undefined && (await answers(origin))) return { isOurs: false, tenant: addressesOf(origin) }
      // The other one is still starting, or is just ending.
      await delay(LOOK_MS)
      continue
    }
    try {
      await pool.query(`create schema if not exists tenant;
        create table if not exists tenant.running (origin text not null);
        delete from tenant.running`)
      const tenant = await start()
      await pool.query('insert into tenant.running (origin) values ($1)', [tenant.origin])
      return { isOurs: true, tenant, letGo: hold.letGo }
    } catch (error) {
      await hold.letGo()
      throw error
    }
  }
}

const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/_tenant/personas`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    ({ ok }) => ok,
    () => false,
  )

interface Hold {
  letGo(): Promise<void>
}

/** The lock of the one tenant, on a connection of its own; undefined when another process has it. */
const take = async (pool: Pool): Promise<Hold | undefined> => {
  const client = await pool.connect()
  // The question fails as well; unheard, the event would end the process.
  const lost = (): void => undefined
  client.on('error', lost)
  try {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK}) as taken`)
    if (rows[0]?.taken) return held(pool, client)
    client.release()
    return undefined
  } catch (error) {
    client.release(true)
    throw error
  } finally {
    client.off('error', lost)
  }
}

/** A database that restarts lets go of the lock: it is taken again. */
const held = (pool: Pool, first: PoolClient): Hold => {
  let client: PoolClient | undefined
  let isOver = false
  const watch = (next: PoolClient): void => {
    next.on('error', (error) => {
      // One that was given back is no longer ours, even when its end is not a clean one.
      if (client !== next) return
      client = undefined
      next.release(error)
      again()
    })
  }
  const again = (): void => {
    if (isOver) return
    setTimeout(() => {
      pool.connect().then((next) => {
        // From now on: the database may restart once more while the lock is waited for.
        watch(next)
        return next.query(`select pg_advisory_lock(${LOCK})`).then(
          () => {
            if (isOver) next.release(true)
            else client = next
          },
          (error: Error) => {
            next.release(error)
            again()
          },
        )
      }, again)
    }, TAKE_AGAIN_MS).unref()
  }
  watch(first)
  client = first
  return {
    letGo: async () => {
      isOver = true
      // A connection that is lost has given the lock back already; it is closed in any case.
      await client?.query('select pg_advisory_unlock_all()').catch(() => undefined)
      const last = client
      client = undefined
      last?.release(true)
    },
  }
}

const originIn = async (pool: Pool): Promise<string | undefined> => {
  const { rows: known } = await pool.query<{ known: boolean }>(
    `select to_regclass('tenant.running') is not null as known`,
  )
  if (!known[0]?.known) return undefined
  return (await pool.query<{ origin: string }>('select origin from tenant.running')).rows[0]?.origin
}

/** Activities reach this copy of the bot as well, whichever process the tenant is in. */
export const addBot = async ({ origin }: TenantAddresses, endpoint: string): Promise<void> => {
  const body = JSON.stringify({ endpoint })
  await fetch(`${origin}/_tenant/bot`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
}
