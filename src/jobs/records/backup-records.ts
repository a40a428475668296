import type { Pool, PoolClient } from 'pg'
import { auditPages, chainCheck } from '../audit'
import { withTransaction } from '../database/postgres'
import { storedTables } from './tables'

/** Rows of one table, as JSON has them. */
export interface TableRows {
  readonly table: string
  readonly rows: readonly object[]
}

const exported = storedTables.flatMap(({ name, exportedBy, exportedIf }) =>
  exportedBy ? [{ name, order: exportedBy, condition: exportedIf ?? 'true' }] : [],
)
const CHUNK = 1_000

/** What PostgreSQL holds that an export carries, all of one moment. */
export const readRecords = async (
  pool: Pool,
): Promise<{ readonly tables: readonly TableRows[]; readonly audit: ChainState }> =>
  withTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    const tables: TableRows[] = []
    for (const { name, order, condition } of exported) {
      const { rows } = await client.query<{ row: object }>(
        `select to_jsonb(t) as row from gouvernail.${name} t where ${condition} order by ${order}`,
      )
      tables.push({ table: name, rows: rows.map(({ row }) => row) })
    }
    return { tables, audit: await auditState(client) }
  })

/** Secret votes under way, by their decisions: no export carries their ballots. */
export const secretVotes = async (pool: Pool): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ decision: string }>(
    `select decision from gouvernail.votes where secret and state <> 'closed' order by decision`,
  )
  return rows.map(({ decision }) => decision)
}

export type RecordsOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: 'other-audit' }

/**
 * Adds what an export carried, all or nothing; rows that are there already stay as they are, so that it may run again. The audit chain
 * must be empty, or be the beginning or the whole of what the export holds: chains of different histories cannot be joined.
 */
export const writeRecords = (pool: Pool, tables: readonly TableRows[]): Promise<RecordsOutcome> =>
  withTransaction(pool, async (client) => {
    // Nobody appends meanwhile: an entry at a position of the export would take its place. In the order of those who append.
    await client.query('lock table gouvernail.audit_people, gouvernail.audit in share row exclusive mode')
    const chain = tables.find(({ table }) => table === 'audit')?.rows ?? []
    if (!(await continues(client, chain))) return { ok: false, reason: 'other-audit' }
    for (const { table, rows } of tables) {
      if (!exported.some(({ name }) => name === table)) throw new Error(`No export carries the table ${table}`)
      for (let start = 0; start < rows.length; start += CHUNK) {
        await client.query(
          `insert into gouvernail.${table} overriding system value
           select * from jsonb_populate_recordset(null::gouvernail.${table}, $1::jsonb) on conflict do nothing`,
          [JSON.stringify(rows.slice(start, start + CHUNK))],
        )
      }
    }
    await client.query(
      `select setval(pg_get_serial_sequence('gouvernail.deliveries', 'id'), greatest(1, (select max(id) from gouvernail.deliveries)))`,
    )
    return { ok: true }
  })

/** Whether the last entry that the database has is one of these, at the same position. */
const continues = async (client: PoolClient, chain: readonly object[]): Promise<boolean> => {
  const { rows } = await client.query<{ position: number; hash: string }>(
    'select position, hash from gouvernail.audit order by position desc limit 1',
  )
  const [last] = rows
  if (!last) return true
  const same = chain[last.position - 1]
  return same !== undefined && Reflect.get(same, 'hash') === last.hash
}

export interface ChainState {
  readonly entries: number
  /** Hash of the last entry; null of an empty chain. To be kept elsewhere: it shows a chain that was cut off. */
  readonly lastHash: string | null
  /** Position of the first entry that does not follow from the one before; null when the chain is intact. */
  readonly firstBreak: number | null
}

export const auditState = async (pool: Pool | PoolClient): Promise<ChainState> => {
  const chain = chainCheck()
  let state: ChainState = { entries: 0, lastHash: null, firstBreak: null }
  for await (const page of auditPages(pool)) {
    state = {
      entries: state.entries + page.length,
      lastHash: page.at(-1)?.hash ?? state.lastHash,
      firstBreak: state.firstBreak ?? chain.firstBreak(page),
    }
  }
  return state
}
