import type { Pool } from 'pg'
import type { Numbers } from '../../ports/session'

/** One statement, so that copies that ask at once get different numbers. */
export const createNumbers = (pool: Pool): Numbers => ({
  next: async (series, floor, count = 1) => {
    const { rows } = await pool.query<{ last: number }>(
      `insert into gouvernail.numbers as n (series, last) values ($1, $2::bigint + $3::bigint)
       on conflict (series) do update set last = greatest(n.last, $2) + $3 returning last`,
      [series, floor, count],
    )
    const [given] = rows
    if (!given) throw new Error(`no number was given for ${series}`)
    return given.last - count + 1
  },
})
