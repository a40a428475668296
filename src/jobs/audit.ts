import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Audit, Clock } from '../context'
import { withTransaction } from './database/postgres'
import { pseudonymsOf, withPseudonyms } from './pseudonyms'

/** One entry as it is hashed and stored. */
interface Entry {
  readonly position: number
  readonly at: Date
  /** Pseudonym; in entries of release 0.1.0, the Entra object id. */
  readonly actor: string | null
  readonly action: string
  readonly subject: string
  /** JSON text. */
  readonly detail: string
  /** Hash of the entry before; of the first entry, 64 zeros. */
  readonly previous: string
}

export interface StoredEntry extends Entry {
  readonly hash: string
}

/** What an entry says, its people already pseudonyms. */
type Said = Pick<Entry, 'actor' | 'action' | 'subject' | 'detail'>

const GENESIS = '0'.repeat(64)
const PAGE = 1_000

/**
 * The audit log as a hash chain: changing, removing or inserting an entry breaks every hash after it. Entries are appended one
 * at a time, under a lock that all copies of the service share. Cutting off the end cannot be seen from the chain alone: keep
 * the last hash elsewhere when that matters. People stand in it under pseudonyms, so that a person can be erased without touching
 * the chain (decision 20).
 */
export const createAudit = (pool: Pool, clock: Clock): Audit => ({
  append: (actor, action, subject, detail) =>
    withTransaction(pool, async (client) => {
      const plain = { actor: actor?.person ?? null, action, subject, detail: JSON.stringify(detail) }
      const known = await pseudonymsOf(client, [plain.actor ?? '', subject, plain.detail])
      await appendEntry(client, clock, {
        action,
        actor: plain.actor === null ? null : withPseudonyms(plain.actor, known),
        subject: withPseudonyms(subject, known),
        detail: withPseudonyms(plain.detail, known),
      })
    }),
  firstBreak: async () => {
    const chain = chainCheck()
    for await (const entries of auditPages(pool)) {
      const broken = chain.firstBreak(entries)
      if (broken !== null) return broken
    }
    return null
  },
})

/** Appends in the caller's transaction. The lock is taken last and held until that transaction ends. */
export const appendEntry = async (client: PoolClient, clock: Clock, said: Said): Promise<void> => {
  await client.query(`select pg_advisory_xact_lock(hashtext('gouvernail.audit'))`)
  const { rows } = await client.query<{ position: number; hash: string }>(
    'select position, hash from gouvernail.audit order by position desc limit 1',
  )
  const entry: Entry = {
    ...said,
    position: (rows[0]?.position ?? 0) + 1,
    at: clock.now(),
    previous: rows[0]?.hash ?? GENESIS,
  }
  await client.query(
    `insert into gouvernail.audit (position, at, actor, action, subject, detail, previous, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [entry.position, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.previous, hashOf(entry)],
  )
}

/** All entries in order, a page at a time. */
export const auditPages = async function* (pool: Pool | PoolClient): AsyncGenerator<readonly StoredEntry[]> {
  for (let from = 1; ; ) {
    const { rows } = await pool.query<StoredEntry>(
      'select * from gouvernail.audit where position >= $1 order by position limit $2',
      [from, PAGE],
    )
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    from = last.position + 1
  }
}

/** Checks entries that follow one another, over any number of pages. */
export const chainCheck = (): { firstBreak(entries: readonly StoredEntry[]): number | null } => {
  let expected = { position: 1, previous: GENESIS }
  return {
    firstBreak(entries) {
      for (const entry of entries) {
        const follows = entry.position === expected.position && entry.previous === expected.previous
        if (!follows || entry.hash !== hashOf(entry)) return expected.position
        expected = { position: entry.position + 1, previous: entry.hash }
      }
      return null
    },
  }
}

/** SHA-256 over all that the entry says, in a fixed order; JSON keeps neighbouring values apart. */
const hashOf = ({ position, at, actor, action, subject, detail, previous }: Entry): string =>
  createHash('sha256')
    .update(JSON.stringify([position, at.toISOString(), actor, action, subject, detail, previous]))
    .digest('hex')
