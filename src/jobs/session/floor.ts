import type { Pool } from 'pg'
import type { Floor } from '../../ports/session'
import { NO_FLUSH } from '../database/no-flush'

/** Who asked for the floor and who has the panel open; see the port. */
export const createFloor = (pool: Pool): Floor => ({
  ask: async (meeting, person, at) => {
    await pool.query(
      'insert into gouvernail.floor_requests (meeting, person, asked_at) values ($1, $2, $3) on conflict do nothing',
      [meeting, person, at],
    )
  },
  leave: async (meeting, person) => {
    await pool.query('delete from gouvernail.floor_requests where meeting = $1 and person = $2', [meeting, person])
  },
  queue: async (meeting) => {
    const { rows } = await pool.query<{ person: string; asked_at: Date }>(
      'select person, asked_at from gouvernail.floor_requests where meeting = $1 order by asked_at, person',
      [meeting],
    )
    return rows.map(({ person, asked_at }) => ({ person, askedAt: asked_at }))
  },
  clear: async (meeting) => {
    await pool.query('delete from gouvernail.floor_requests where meeting = $1', [meeting])
    await pool.query('delete from gouvernail.panels where meeting = $1', [meeting])
  },
  seen: async (meeting, person, at) => {
    await pool.query(
      `insert into gouvernail.panels (meeting, person, seen_at) select $1, $2, $3::timestamptz from ${NO_FLUSH}
       on conflict (meeting, person) do update set seen_at = excluded.seen_at`,
      [meeting, person, at],
    )
  },
  seenSince: async (meeting, since) => {
    const { rows } = await pool.query<{ person: string }>(
      'select person from gouvernail.panels where meeting = $1 and seen_at >= $2',
      [meeting, since],
    )
    return new Set(rows.map(({ person }) => person))
  },
})
