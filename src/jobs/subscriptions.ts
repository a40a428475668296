import type { Pool } from 'pg'

/** The subscription of one list that all copies of the service share. */
export interface StoredSubscription {
  readonly list: string
  readonly id: string
  readonly clientState: string
  readonly address: string
  readonly expiresAt: Date
}

export interface SubscriptionTable {
  all(): Promise<readonly StoredSubscription[]>
  save(subscription: StoredSubscription): Promise<void>
  /** Takes one for ended, unless the list has another by now. */
  end(id: string): Promise<void>
}

export const createSubscriptionTable = (pool: Pool): SubscriptionTable => ({
  all: async () => {
    const { rows } = await pool.query<StoredSubscription>(
      `select list, id, client_state as "clientState", address, expires_at as "expiresAt" from gouvernail.subscriptions`,
    )
    return rows
  },
  save: async ({ list, id, clientState, address, expiresAt }) => {
    await pool.query(
      `insert into gouvernail.subscriptions (list, id, client_state, address, expires_at) values ($1, $2, $3, $4, $5)
       on conflict (list) do update set id = excluded.id, client_state = excluded.client_state,
         address = excluded.address, expires_at = excluded.expires_at`,
      [list, id, clientState, address, expiresAt],
    )
  },
  end: async (id) => {
    await pool.query(`update gouvernail.subscriptions set expires_at = 'epoch' where id = $1`, [id])
  },
})
