import type { Pool } from 'pg'
import type { Numbers } from '../../ports/session'

/** One statement, so that copies that ask at once get different numbers. */
export const createNumbers = (pool: Pool): Numbers => ({
  next: async (series, floor) => {
    const { rows } = await pool.query<{ last: number }>(
      `insert into gouvernail.numbers as n (series, last) values ($1, $2 + 1)
       on conflict (series) do update set last = greatest(n.last, $2) + 1 returning last`,
      [series, floor],
    )
    const [given] = rows
    if (!given) throw new Error(`no number was given for ${series}`)
    return given.last
  },
})
