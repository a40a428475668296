import { z } from 'zod'
import { keyOf, type List, type Row } from '../../lists/kit/list'
import { columnName } from '../columns'
import type { Call, GraphCaller, Reply, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { ListReplica } from '../replica'
import { type SiteUserOf, toFields } from '../row-mapping'
import { parseFieldValues, parseItem } from './item'

/** What writing needs: who writes, where the lists are, and the replica that learns from every answer. */
export interface WriteScope {
  readonly caller: GraphCaller
  /** The person whose token it is (Entra object id); null for the application. */
  readonly writer: string | null
  readonly siteId: string
  listId(of: List): string
  replica(of: List): ListReplica
  readonly siteUser: SiteUserOf
  changed(list: string, keys: readonly string[]): void
}

export const itemsPath = (scope: WriteScope, of: List): string =>
  `/sites/${scope.siteId}/lists/${scope.listId(of)}/items`

/** A creation sends no nulls and no empty lists: an absent column is empty anyway. Never repeated blindly. */
export const createCall = (scope: WriteScope, of: List, values: object): Call => {
  const fields = toFields(of, values, scope.siteUser)
  for (const [name, value] of Object.entries(fields)) {
    const empty = value === null || (Array.isArray(value) && value.length === 0)
    if (!empty) continue
    delete fields[name]
    delete fields[`${name}@odata.type`]
  }
  return { method: 'POST', path: itemsPath(scope, of), body: { fields } }
}

export const updateCall = (scope: WriteScope, of: List, itemId: string, patch: object, etag: string | null): Call => ({
  method: 'PATCH',
  path: `${itemsPath(scope, of)}/${itemId}/fields`,
  // The quotes are part of the etag (GRAPH-FACTS 1.8).
  ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
  body: toFields(of, patch, scope.siteUser),
})

const readCall = (scope: WriteScope, of: List, itemId: string): Call => ({
  method: 'GET',
  path: `${itemsPath(scope, of)}/${itemId}`,
  query: { $expand: 'fields' },
})

/** Finds a row by its key, which is indexed in every list; quotes are doubled (GRAPH-FACTS 1.6). */
export const findCall = (scope: WriteScope, of: List, key: string): Call => ({
  method: 'GET',
  path: itemsPath(scope, of),
  query: { $expand: 'fields', $filter: `fields/${columnName(of.key)} eq '${key.replaceAll("'", "''")}'` },
})

/** One call goes alone, more go in `$batch` requests. */
export const sendAll = async (caller: GraphCaller, calls: readonly Call[]): Promise<readonly RowReply[]> => {
  const [only] = calls
  if (!only || calls.length > 1) return caller.batch(calls)
  try {
    return [await caller.send(only)]
  } catch (error) {
    if (error instanceof GraphFailure) return [error]
    throw error
  }
}

/** The replica learns a whole item from an answer of Graph. Undefined when the row is set aside as unreadable. */
export const takeItem = (scope: WriteScope, of: List, body: unknown): Row<List> | undefined => {
  const replica = scope.replica(of)
  const item = parseItem(body)
  scope.changed(of.name, replica.learn(item))
  return replica.row(item.id)
}

const matches = z.object({ value: z.array(z.unknown()) })

/** The first row of a `findCall` answer that really has the key: a filter is not always honoured (GRAPH-FACTS 1.6). */
export const takeMatch = (scope: WriteScope, of: List, reply: Reply, key: string): Row<List> | undefined => {
  for (const body of matches.parse(reply.body).value) {
    const row = takeItem(scope, of, body)
    if (row && keyOf(of, row) === key) return row
  }
  return undefined
}

/** Reads an item again; undefined when it is gone, which the replica learns too. */
export const reread = async (scope: WriteScope, of: List, itemId: string): Promise<Row<List> | undefined> => {
  try {
    return takeItem(scope, of, (await scope.caller.send(readCall(scope, of, itemId))).body)
  } catch (error) {
    if (!(error instanceof GraphFailure) || error.code !== 'not-found') throw error
    scope.changed(of.name, scope.replica(of).gone(itemId))
    return undefined
  }
}

/**
 * The row after an accepted update, learnt from its answer: a PATCH of fields gives field values only (GRAPH-FACTS 1.4). They
 * are trusted as the whole row when they carry the system columns that a whole set has; otherwise the item is read again.
 */
export const rowAfterUpdate = async (
  scope: WriteScope,
  of: List,
  itemId: string,
  reply: Reply,
): Promise<Row<List> | undefined> => {
  const replica = scope.replica(of)
  const fields = parseFieldValues(reply.body)
  const { '@odata.etag': etag, Modified: modifiedAt, id } = fields
  if (typeof etag !== 'string' || typeof modifiedAt !== 'string' || id !== itemId) return reread(scope, of, itemId)
  const lastModifiedBy = scope.writer === null ? {} : { user: { id: scope.writer } }
  scope.changed(
    of.name,
    replica.learn({ id: itemId, eTag: etag, lastModifiedDateTime: modifiedAt, lastModifiedBy, fields }),
  )
  return replica.row(itemId)
}

/** True when the row already holds these values, as SharePoint would store them. */
export const holds = (of: List, row: Row<List>, values: object): boolean => {
  const present = Object.fromEntries(Object.keys(values).map((name) => [name, Reflect.get(row, name)]))
  const asStored = (some: object) => JSON.stringify(toFields(of, some, () => undefined))
  return asStored(values) === asStored(present)
}
