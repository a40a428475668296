import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Audit, Clock } from '../context'
import { withTransaction } from './database/postgres'

/** One entry as it is hashed and stored. */
interface Entry {
  readonly position: number
  readonly at: Date
  readonly actor: string | null
  readonly action: string
  readonly subject: string
  /** JSON text. */
  readonly detail: string
  /** Hash of the entry before; of the first entry, 64 zeros. */
  readonly previous: string
}

interface StoredEntry extends Entry {
  readonly hash: string
}

const GENESIS = '0'.repeat(64)
const PAGE = 1_000

/**
 * The audit log as a hash chain: changing, removing or inserting an entry breaks every hash after it. Entries are appended one
 * at a time, under a lock that all copies of the service share. Cutting off the end cannot be seen from the chain alone: keep
 * the last hash elsewhere when that matters.
 */
export const createAudit = (pool: Pool, clock: Clock): Audit => ({
  append: (actor, action, subject, detail) =>
    withTransaction(pool, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtext('gouvernail.audit'))`)
      const { rows } = await client.query<{ position: number; hash: string }>(
        'select position, hash from gouvernail.audit order by position desc limit 1',
      )
      const entry: Entry = {
        position: (rows[0]?.position ?? 0) + 1,
        at: clock.now(),
        actor: actor?.person ?? null,
        action,
        subject,
        detail: JSON.stringify(detail),
        previous: rows[0]?.hash ?? GENESIS,
      }
      await client.query(
        `insert into gouvernail.audit (position, at, actor, action, subject, detail, previous, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          entry.position,
          entry.at,
          entry.actor,
          entry.action,
          entry.subject,
          entry.detail,
          entry.previous,
          hashOf(entry),
        ],
      )
    }),
  firstBreak: async () => {
    let expected = { position: 1, previous: GENESIS }
    for (;;) {
      const { rows } = await pool.query<StoredEntry>(
        'select * from gouvernail.audit where position >= $1 order by position limit $2',
        [expected.position, PAGE],
      )
      for (const entry of rows) {
        const follows = entry.position === expected.position && entry.previous === expected.previous
        if (!follows || entry.hash !== hashOf(entry)) return expected.position
        expected = { position: entry.position + 1, previous: entry.hash }
      }
      if (rows.length < PAGE) return null
    }
  },
})

/** SHA-256 over all that the entry says, in a fixed order; JSON keeps neighbouring values apart. */
const hashOf = ({ position, at, actor, action, subject, detail, previous }: Entry): string =>
  createHash('sha256')
    .update(JSON.stringify([position, at.toISOString(), actor, action, subject, detail, previous]))
    .digest('hex')
