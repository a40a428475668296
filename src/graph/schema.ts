import { z } from 'zod'
import { UNVERSIONED } from '../lists/schema-version'
import { Settings, siteRows } from '../lists/settings'
import { columnName } from './columns'
import type { Call, GraphCaller, RowReply } from './http/caller'
import { GraphFailure } from './http/failure'

/**
 * A change of rows that a new version needs, such as filling a column from another. It sees raw items, because the columns that it
 * reads may be declared no more; it may run again after an interruption, and deletes nothing.
 */
export interface DataMigration {
  /** Schema version that the site has afterwards. */
  readonly version: number
  /** Shown by `provision plan`. */
  readonly name: string
  run(site: MigratedSite): Promise<void>
}

export interface RawItem {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** What a data migration may do. Lists are named as declared. */
export interface MigratedSite {
  items(list: string): Promise<readonly RawItem[]>
  /** Writes column values by item id, in `$batch`es; throws the first failure. */
  patch(list: string, changes: readonly RawItem[]): Promise<void>
}

export interface Schema {
  readonly version: number
  /** In the order of their versions. */
  readonly migrations: readonly DataMigration[]
}

const versionRow = z.object({ version: z.number().int().positive() })
const page = z.object({
  value: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.unknown()).default({}) })),
})

/** Schema version in the value of the site's row; `UNVERSIONED` when there is none. */
export const versionIn = (value: string | null | undefined): number => {
  if (!value) return UNVERSIONED
  try {
    return versionRow.parse(JSON.parse(value)).version
  } catch {
    throw new Error(`The row ${siteRows.schema} of the list Settings holds no schema version: ${value.slice(0, 60)}`)
  }
}

/** The row that holds the version, as Graph has it. */
export interface SchemaRow {
  /** Null while there is none. */
  readonly itemId: string | null
  readonly version: number
}

export const schemaRowCall = (itemsPath: string): Call => ({
  method: 'GET',
  path: itemsPath,
  query: { $expand: 'fields', $filter: `fields/${columnName('code')} eq '${siteRows.schema}'` },
})

/** Filters are not always honoured, so that the code is compared again (GRAPH-FACTS 1.6). */
export const readSchemaRow = (reply: RowReply | undefined): SchemaRow => {
  if (!reply || reply instanceof GraphFailure) throw reply ?? new Error('No answer to the question for the schema')
  const found = page.parse(reply.body).value.find(({ fields }) => fields[columnName('code')] === siteRows.schema)
  const value = found?.fields[columnName('value')]
  return { itemId: found?.id ?? null, version: versionIn(typeof value === 'string' ? value : null) }
}

/** Writes the version; returns the row as it then is. */
export const writeSchemaRow = async (
  caller: GraphCaller,
  itemsPath: string,
  row: SchemaRow,
  version: number,
): Promise<SchemaRow> => {
  const value = { [columnName('value')]: JSON.stringify({ version }) }
  if (row.itemId !== null) {
    await caller.send({ method: 'PATCH', path: `${itemsPath}/${row.itemId}/fields`, body: value })
    return { itemId: row.itemId, version }
  }
  const fields = { [columnName(Settings.key)]: siteRows.schema, Title: siteRows.schema, ...value }
  const reply = await caller.send({ method: 'POST', path: itemsPath, body: { fields } })
  return { itemId: z.object({ id: z.string() }).parse(reply.body).id, version }
}

/** Raw items of the site for a migration; `itemsPath` knows where a list is. */
export const migratedSite = (caller: GraphCaller, itemsPath: (list: string) => string): MigratedSite => ({
  async items(list) {
    const found = await caller.all({ method: 'GET', path: itemsPath(list), query: { $expand: 'fields' } })
    return page.parse({ value: found }).value
  },
  async patch(list, changes) {
    const replies = await caller.batch(
      changes.map(({ id, fields }) => ({ method: 'PATCH', path: `${itemsPath(list)}/${id}/fields`, body: fields })),
    )
    const failure = replies.find((reply) => reply instanceof GraphFailure)
    if (failure) throw failure
  },
})
