import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Audit, Clock } from '../context'
import type { Logged } from '../ports/outbox'
import { done, gathered } from './gathered'
import { idsIn } from './pseudonyms'

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

/** An entry as the function `append_audit` of the database takes it. */
export interface NewEntry extends Omit<Told, 'at'> {
  readonly at: string
  /** What is hashed besides position and predecessor: JSON without its brackets. */
  readonly said: string
  /** Object ids to be replaced by pseudonyms. */
  readonly people: readonly string[]
}

const GENESIS = '0'.repeat(64)
const PAGE = 1_000

/**
 * The audit log as a hash chain: changing, removing or inserting an entry breaks every hash after it. Entries that arrive while
 * others are being written are appended together, in their order. Cutting off the end cannot be seen from the chain alone: keep
 * the last hash elsewhere when that matters. People stand in it under pseudonyms, so that a person can be erased without touching
 * the chain (decision 20). Places and hashes are given by the database, where copies append one after the other.
 */
export const createAudit = (pool: Pool, clock: Clock): Audit => {
  const append = gathered(async (told: readonly Told[]) => {
    await appendAll(pool, told.map(newEntry))
    return done
  })
  return {
    append: (actor, action, subject, detail) => append(toldBy(clock, actor, action, subject, detail)),
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

const toldBy = (clock: Clock, ...[actor, action, subject, detail]: Parameters<Audit['append']>): Told => ({
  at: clock.now(),
  actor: actor?.person ?? null,
  action,
  subject,
  detail: JSON.stringify(detail),
})

/** In the caller's transaction where it is given one. */
export const appendAll = async (on: Pool | PoolClient, told: readonly NewEntry[]): Promise<void> => {
  const entries = JSON.stringify(told)
  await on.query({ name: 'append audit', text: 'select gouvernail.append_audit($1)', values: [entries] })
}

/** Appends one entry of now, as it stands, in the caller's transaction. The chain is locked until that transaction ends. */
export const appendEntry = (client: PoolClient, clock: Clock, said: Said): Promise<void> =>
  appendAll(client, [{ ...newEntry({ ...said, at: clock.now() }), people: [] }])

/** PostgreSQL keeps whole characters only: half a pair, which people can paste, is replaced before it is hashed. */
const newEntry = (told: Told): NewEntry => {
  const { actor, action, detail, at } = told
  const subject = Buffer.from(told.subject).toString()
  const said = JSON.stringify([at.toISOString(), actor, action, subject, detail]).slice(1, -1)
  return { at: at.toISOString(), actor, action, subject, detail, said, people: idsIn([actor ?? '', subject, detail]) }
}

/** An entry of the present instant, to be appended together with what it tells of. */
export const entryOf = (clock: Clock, ...said: Parameters<Audit['append']>): NewEntry =>
  newEntry(toldBy(clock, ...said))

export const entriesOf = (clock: Clock, logged: readonly Logged[]): readonly NewEntry[] =>
  logged.map(({ actor, action, subject, detail }) => entryOf(clock, actor, action, subject, detail))

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
