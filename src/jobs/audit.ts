import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Audit, Clock } from '../context'
import { withTransaction } from './database/postgres'
import { done, gathered } from './gathered'
import { type Pseudonyms, pseudonymsOf, withPseudonyms } from './pseudonyms'

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

/** What an entry says. */
type Said = Pick<Entry, 'actor' | 'action' | 'subject' | 'detail'>

/** What is to be appended, before it has its place in the chain. */
type Told = Said & Pick<Entry, 'at'>

const GENESIS = '0'.repeat(64)
const PAGE = 1_000

/**
 * The audit log as a hash chain: changing, removing or inserting an entry breaks every hash after it. Entries that arrive while
 * others are being written are appended together, in their order. Cutting off the end cannot be seen from the chain alone: keep
 * the last hash elsewhere when that matters. People stand in it under pseudonyms, so that a person can be erased without touching
 * the chain (decision 20).
 */
export const createAudit = (pool: Pool, clock: Clock): Audit => {
  const appendAll = appender(pool)
  const append = gathered(async (told: readonly Told[]) => {
    const texts = told.flatMap(({ actor, subject, detail }) => [actor ?? '', subject, detail])
    const known = await pseudonymsOf(pool, texts)
    await appendAll(told.map((one) => ({ ...one, ...pseudonymous(one, known) })))
    return done
  })
  return {
    append: (actor, action, subject, detail) =>
      append({ at: clock.now(), actor: actor?.person ?? null, action, subject, detail: JSON.stringify(detail) }),
    firstBreak: async () => {
      const chain = chainCheck()
      for await (const entries of auditPages(pool)) {
        const broken = chain.firstBreak(entries)
        if (broken !== null) return broken
      }
      return null
    },
  }
}

const pseudonymous = ({ actor, action, subject, detail }: Said, known: Pseudonyms): Said => ({
  action,
  actor: actor === null ? null : withPseudonyms(actor, known),
  subject: withPseudonyms(subject, known),
  detail: withPseudonyms(detail, known),
})

type End = Pick<StoredEntry, 'position' | 'hash'>

/** After so many entries of other copies in between, this copy asks them to wait. */
const TRIES = 3

/**
 * Appends after the end that this copy knows. Positions are unique, so that a copy that was overtaken is refused as a whole and
 * looks again: a chain of one copy costs one statement, without a lock.
 */
const appender = (pool: Pool): ((told: readonly Told[]) => Promise<void>) => {
  let end: End | undefined
  return async (told) => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      end ??= await readEnd(pool)
      const entries = chained(end, told)
      try {
        await insert(pool, entries)
        end = entries.at(-1)
        return
      } catch (error) {
        end = undefined
        if (!isTaken(error)) throw error
      }
    }
    await withTransaction(pool, (client) => appendEntries(client, told))
  }
}

/** Appends in the caller's transaction. The lock is taken last and held until that transaction ends. */
const appendEntries = async (client: PoolClient, told: readonly Told[]): Promise<void> => {
  await client.query('lock table gouvernail.audit in share row exclusive mode')
  await insert(client, chained(await readEnd(client), told))
}

/** As `appendEntries`, one entry of now. */
export const appendEntry = (client: PoolClient, clock: Clock, said: Said): Promise<void> =>
  appendEntries(client, [{ ...said, at: clock.now() }])

/** PostgreSQL `unique_violation`. */
const isTaken = (error: unknown): boolean => Reflect.get(Object(error), 'code') === '23505'

const readEnd = async (on: Pool | PoolClient): Promise<End> => {
  const { rows } = await on.query<End>('select position, hash from gouvernail.audit order by position desc limit 1')
  return rows[0] ?? { position: 0, hash: GENESIS }
}

const chained = (end: End, told: readonly Told[]): readonly StoredEntry[] => {
  let last = end
  return told.map((each) => {
    const entry: Entry = { ...each, position: last.position + 1, previous: last.hash }
    const stored = { ...entry, hash: hashOf(entry) }
    last = stored
    return stored
  })
}

const insert = async (on: Pool | PoolClient, entries: readonly StoredEntry[]): Promise<void> => {
  const column = <K extends keyof StoredEntry>(name: K): StoredEntry[K][] => entries.map((entry) => entry[name])
  await on.query(
    `insert into gouvernail.audit (position, at, actor, action, subject, detail, previous, hash)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[])`,
    [
      column('position'),
      column('at'),
      column('actor'),
      column('action'),
      column('subject'),
      column('detail'),
      column('previous'),
      column('hash'),
    ],
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
