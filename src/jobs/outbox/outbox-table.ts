import type { Pool, PoolClient } from 'pg'
import type { List, Patch } from '../../lists/kit/list'
import { appendAll, type NewEntry } from '../audit'
import { withTransaction } from '../database/postgres'

/** A pending write as PostgreSQL holds it. */
export interface PendingWrite {
  readonly list: string
  readonly key: string
  /** Typed by the list when they were put; JSON keeps text, numbers, flags and arrays as they are. */
  readonly fields: Patch<List>
  /** See `OutboxWrite.replaces`; empty for unconditional writes. */
  readonly replaces: Patch<List>
  readonly revision: number
}

/** A write as it is put, with the trace in which it was. */
export interface NewWrite extends Omit<PendingWrite, 'revision'> {
  readonly traceparent: string | null
}

/** A row as read: one that has reached SharePoint is kept for a while, for copies that never saw it waiting. */
export interface StoredWrite extends PendingWrite {
  readonly written: boolean
}

export interface ClaimedWrite extends PendingWrite {
  /** How often it failed before. */
  readonly attempts: number
  /** Trace in which it was last put; null when nobody traces. */
  readonly traceparent: string | null
  /** Names the claim: once the lease has run out and another copy has claimed the row, this one says nothing about it. */
  readonly lease: number
}

export interface RowName {
  readonly list: string
  readonly key: string
}

export interface RowRevision extends RowName {
  readonly revision: number
}

/** Rows whose lease has run out belong to a dead process: another copy of the service takes them over. */
const LEASE_SECONDS = 45
/** Longer than any copy stays without reading SharePoint: by then its lists hold what was written. */
const KEEP_WRITTEN_MINUTES = 10

/** The columns of a `StoredWrite`. */
const STORED = 'list, key, fields, replaces, revision, written_at is not null as written'

/** The SQL of the outbox; each function is one statement or one transaction, so that each is atomic by itself. */
export const outboxTable = (pool: Pool, leaseSeconds = LEASE_SECONDS) => ({
  leaseMs: leaseSeconds * 1_000,
  /** A batch that waits for SharePoint holds its rows longer by renewing its lease this often. */
  renewMs: (leaseSeconds * 1_000) / 3,

  /** Adds or merges field by field; a parked row comes back to life. Rows must be distinct. What the log says of it is stored with it. */
  put: (
    rows: readonly NewWrite[],
    delayMs: number,
    entries: readonly NewEntry[] = [],
  ): Promise<readonly PendingWrite[]> =>
    entries.length === 0
      ? putRows(pool, rows, delayMs)
      : withTransaction(pool, async (client) => {
          const stored = await putRows(client, rows, delayMs)
          // Last: the chain is locked until the transaction ends.
          await appendAll(client, entries)
          return stored
        }),

  /** Leases rows that are due. Fresh rows travel along before their time when a batch leaves anyway: fewer requests. */
  claim: async (lists: readonly string[], limit: number): Promise<readonly ClaimedWrite[]> => {
    const { rows } = await pool.query<ClaimedWrite>('select * from gouvernail.claim_outbox($1, $2, $3)', [
      lists,
      limit,
      leaseSeconds,
    ])
    return rows
  },

  /** True while every row is still held. */
  renew: async (rows: readonly ClaimedWrite[]): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `update gouvernail.outbox o set lease_until = now() + make_interval(secs => $4)
       from unnest($1::text[], $2::text[], $3::bigint[]) as w(list, key, lease)
       where o.list = w.list and o.key = w.key and o.lease = w.lease`,
      [...leasesOf(rows), leaseSeconds],
    )
    return rowCount === rows.length
  },

  /**
   * Marks what was written; what changed meanwhile is due again at once. One update decides for each row, by the row as it is when the
   * update comes to it: two would both pass over a row that changes while they run. Returns the rows that wait no longer. They are
   * kept for a while: a copy that never saw them waiting reads here what its own lists do not show yet.
   */
  settle: async (written: readonly ClaimedWrite[]): Promise<readonly RowRevision[]> => {
    const { rows } = await pool.query<RowRevision & { gone: boolean }>(
      `with w as (select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[],
           $5::jsonb[]) as w(list, key, lease, revision, fields)),
       old as (delete from gouvernail.outbox where written_at < now() - make_interval(mins => $6)),
       settled as (update gouvernail.outbox o set lease_until = null,
           written_at = case when o.revision = w.revision then now() end,
           attempts = case when o.revision = w.revision then o.attempts else 0 end,
           since = case when o.revision = w.revision then o.since else o.revision end,
           due_at = case when o.revision = w.revision then o.due_at else now() end,
           -- What was just written is what the next write of these fields replaces.
           replaces = case when o.revision = w.revision then o.replaces
             else o.replaces || coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(w.fields) f
               where o.replaces ? f.key), '{}') end
         from w where o.list = w.list and o.key = w.key and o.lease = w.lease
         returning o.list, o.key, o.revision, o.written_at is not null as gone)
       select * from settled`,
      [
        ...leasesOf(written),
        written.map((row) => row.revision),
        written.map((row) => JSON.stringify(row.fields)),
        KEEP_WRITTEN_MINUTES,
      ],
    )
    return rows.filter((row) => row.gone)
  },

  retryLater: async (rows: readonly ClaimedWrite[], delaysMs: readonly number[]): Promise<void> => {
    await pool.query(
      `update gouvernail.outbox o set lease_until = null, attempts = attempts + 1,
         due_at = now() + w.delay * interval '1 millisecond'
       from unnest($1::text[], $2::text[], $3::bigint[], $4::float8[]) as w(list, key, lease, delay)
       where o.list = w.list and o.key = w.key and o.lease = w.lease`,
      [...leasesOf(rows), delaysMs],
    )
  },

  /** Sets aside what SharePoint refuses for good, unless it was changed meanwhile (then it is tried again). */
  park: async (rows: readonly ClaimedWrite[], reasons: readonly string[]): Promise<void> => {
    await pool.query(
      `update gouvernail.outbox o set lease_until = null,
         refused = case when o.revision = w.revision then w.reason end
       from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) as w(list, key, lease, revision, reason)
       where o.list = w.list and o.key = w.key and o.lease = w.lease`,
      [...leasesOf(rows), rows.map((row) => row.revision), reasons],
    )
  },

  /** The named rows as they are now: those that wait, and those written a short while ago. */
  read: async (names: readonly RowName[]): Promise<readonly StoredWrite[]> => {
    const { rows } = await pool.query<StoredWrite>(
      `select ${STORED} from gouvernail.outbox where (list, key) in (select * from unnest($1::text[], $2::text[]))`,
      [names.map(({ list }) => list), names.map(({ key }) => key)],
    )
    return rows
  },

  /**
   * All rows that wait, and of those written a short while ago the ones that changed since an earlier reading: `seen` is what that
   * one returned as `upTo`; null reads them all. A transaction that was under way then is taken to have changed its rows since.
   */
  readSince: async (seen: string | null): Promise<{ rows: readonly StoredWrite[]; upTo: string }> => {
    const { rows } = await pool.query<{ upTo: string; list: string | null }>(
      `select s.mark::text as "upTo", o.* from (select pg_snapshot_xmin(pg_current_snapshot())::xid as mark) s
       left join (select ${STORED} from gouvernail.outbox
         where written_at is null or $1::text is null or age(xmin) <= age($1::text::xid)) o on true`,
      [seen],
    )
    const stored = rows.filter((row): row is StoredWrite & { upTo: string } => row.list !== null)
    return { rows: stored, upTo: rows[0]?.upTo ?? '' }
  },

  /** Milliseconds until the next row is due; null when none waits. */
  nextDue: async (lists: readonly string[]): Promise<number | null> => {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(greatest(due_at, lease_until)) - now()) * 1000)::float8 as ms
       from gouvernail.outbox where refused is null and written_at is null and list = any($1)`,
      [lists],
    )
    return rows[0]?.ms ?? null
  },

  /** Seconds that the oldest row has been waiting for; nought when none does. */
  oldest: async (): Promise<number> => {
    const { rows } = await pool.query<{ seconds: number | null }>(
      `select extract(epoch from now() - min(queued_at))::float8 as seconds from gouvernail.outbox
       where written_at is null`,
    )
    return Math.max(0, rows[0]?.seconds ?? 0)
  },

  lastRevision: async (): Promise<number> => {
    const { rows } = await pool.query<{ last: number }>('select last_value as last from gouvernail.outbox_revision')
    return rows[0]?.last ?? 0
  },

  /** What was put up to a revision and has not reached SharePoint, of all rows or of some. */
  waiting: async (upTo: number, of?: readonly RowName[]): Promise<{ waiting: number; refused: readonly string[] }> => {
    const { rows } = await pool.query<{ waiting: number; refused: string[] | null }>(
      `select count(*) filter (where refused is null) as waiting,
         array_agg(list || ' ' || key || ': ' || refused) filter (where refused is not null) as refused
       from gouvernail.outbox where written_at is null and since <= $1
         and ($2::text[] is null or (list, key) in (select * from unnest($2::text[], $3::text[])))`,
      [upTo, of?.map((row) => row.list) ?? null, of?.map((row) => row.key) ?? null],
    )
    return { waiting: rows[0]?.waiting ?? 0, refused: rows[0]?.refused ?? [] }
  },

  /** Makes everything that waits for its turn due now; rows that another statement holds are not waited for. */
  hurry: async (): Promise<void> => {
    await pool.query(
      `with waiting as (select list, key from gouvernail.outbox
         where refused is null and written_at is null and due_at > now() for update skip locked)
       update gouvernail.outbox o set due_at = now() from waiting w where o.list = w.list and o.key = w.key`,
    )
  },
})

const leasesOf = (rows: readonly ClaimedWrite[]): [string[], string[], number[]] => [
  rows.map((row) => row.list),
  rows.map((row) => row.key),
  rows.map((row) => row.lease),
]

export type OutboxTable = ReturnType<typeof outboxTable>

/** On its own, or in the transaction of the caller. */
export const putRows = async (
  on: Pool | PoolClient,
  rows: readonly NewWrite[],
  delayMs: number,
): Promise<readonly PendingWrite[]> => {
  const { rows: stored } = await on.query<PendingWrite>({
    name: 'put outbox',
    text: 'select * from gouvernail.put_outbox($1, $2)',
    values: [JSON.stringify(rows), delayMs],
  })
  return stored
}
