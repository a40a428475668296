import { keyOf, type List } from '../../lists/kit/list'
import { rowOf } from '../../lists/kit/row'
import type { ListWriter, RemovalOutcome, RowFailure, RowOutcome, RowUpdate, WriteOutcome } from '../../ports/lists'
import type { RowReply } from '../http/caller'
import { GraphFailure, noAnswer } from '../http/failure'
import {
  createCall,
  findCall,
  holds,
  itemsPath,
  reread,
  rowAfterUpdate,
  sendAll,
  takeItem,
  takeMatch,
  updateCall,
  type WriteScope,
} from './write-scope'

const CREATE_ATTEMPTS = 3

/**
 * Writes as one identity. Expected refusals are returned. An outage, throttling beyond patience and a request that Graph finds
 * malformed are thrown as `GraphFailure` by a write of one row, and are outcomes of their rows in a write of many: rows beside
 * them may have been written, which the caller must hear of.
 */
export const createWriter = (open: () => Promise<WriteScope>): ListWriter => ({
  create: async (of, values) => createRow(await open(), of, values),
  async update(of, itemId, patch, etag) {
    const scope = await open()
    const [reply] = await sendAll(scope.caller, [updateCall(scope, of, itemId, patch, etag)])
    return settleUpdate(scope, of, { itemId, patch, etag }, reply)
  },
  async updateMany(of, updates) {
    const scope = await open()
    const replies = await sendAll(
      scope.caller,
      updates.map(({ itemId, patch, etag }) => updateCall(scope, of, itemId, patch, etag)),
    )
    return Promise.all(updates.map((update, at) => settleAmongMany(scope, of, update, replies[at])))
  },
  async removeMany(of, removals) {
    const scope = await open()
    const calls = removals.map(({ itemId, etag }) => ({
      method: 'DELETE' as const,
      path: `${itemsPath(scope, of)}/${itemId}`,
      ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
    }))
    const replies = await sendAll(scope.caller, calls)
    return removals.map(({ itemId }, at) => settleRemoval(scope, of, itemId, replies[at]))
  },
})

const settleAmongMany = async <L extends List>(
  scope: WriteScope,
  of: L,
  update: RowUpdate<L>,
  reply: RowReply | undefined,
): Promise<RowOutcome<L>> => {
  try {
    return await settleUpdate(scope, of, update, reply)
  } catch (error) {
    return { ok: false, reason: rowFailureOf(error) }
  }
}

/** Anything that is not about this row (no token for the person, an error of ours) stops the whole write. */
const rowFailureOf = (error: unknown): RowFailure => {
  if (!(error instanceof GraphFailure)) throw error
  if (error.code === 'unavailable' || error.code === 'throttled') return 'unavailable'
  if (error.code === 'invalid') return 'invalid'
  throw error
}

const settleUpdate = async <L extends List>(
  scope: WriteScope,
  of: L,
  { itemId, patch }: RowUpdate<L>,
  reply: RowReply | undefined,
): Promise<WriteOutcome<L>> => {
  if (reply && !(reply instanceof GraphFailure)) {
    const row = await rowAfterUpdate(scope, of, itemId, reply)
    return row ? { ok: true, row: rowOf(of, row) } : { ok: false, reason: 'not-found' }
  }
  const failure = reply ?? noAnswer('unavailable', 'No answer to an update')
  switch (failure.code) {
    case 'not-found':
      scope.changed(of.name, scope.replica(of).gone(itemId))
      return { ok: false, reason: 'not-found' }
    case 'forbidden':
      return { ok: false, reason: 'forbidden' }
    case 'conflict':
    case 'invalid':
      return settleClash(scope, of, itemId, patch, failure)
    default:
      throw failure
  }
}

/**
 * A 412 or 409: somebody else was first, or the new key is taken. When the row already holds what we wanted (a repeated call
 * whose first answer was lost, or two people with the same idea), nothing is in conflict.
 */
const settleClash = async <L extends List>(
  scope: WriteScope,
  of: L,
  itemId: string,
  patch: object,
  failure: GraphFailure,
): Promise<WriteOutcome<L>> => {
  if (Object.hasOwn(patch, of.key)) {
    const holder = await findByKey(scope, of, keyOf(of, patch))
    if (holder && holder.$item.itemId !== itemId) return { ok: false, reason: 'duplicate-key' }
  }
  if (failure.code === 'invalid') throw failure
  const current = await reread(scope, of, itemId)
  if (!current) return { ok: false, reason: 'not-found' }
  if (holds(of, current, patch)) return { ok: true, row: rowOf(of, current) }
  return { ok: false, reason: 'conflict', current: rowOf(of, current) }
}

const findByKey = async (scope: WriteScope, of: List, key: string) =>
  takeMatch(scope, of, await scope.caller.send(findCall(scope, of, key)), key)

/**
 * A creation is repeated after an uncertain outcome only because the key is unique: before each repeat it is looked up, so
 * that a lost answer never makes two rows. How SharePoint words a broken unique constraint is not documented
 * (GRAPH-FACTS 14), so every 400 and 409 is followed by a look at the key.
 */
const createRow = async <L extends List>(scope: WriteScope, of: L, values: object): Promise<WriteOutcome<L>> => {
  const key = keyOf(of, values)
  for (let attempt = 1; ; attempt += 1) {
    const [reply] = await sendAll(scope.caller, [createCall(scope, of, values)])
    if (reply && !(reply instanceof GraphFailure)) {
      const row = takeItem(scope, of, reply.body)
      if (row) return { ok: true, row: rowOf(of, row) }
      throw new Error(`${of.name} ${key} was created but cannot be read back`)
    }
    const failure = reply ?? noAnswer('unavailable', 'No answer to a creation')
    if (failure.code === 'forbidden') return { ok: false, reason: 'forbidden' }
    if (!['unavailable', 'conflict', 'invalid'].includes(failure.code)) throw failure
    const existing = await findByKey(scope, of, key)
    if (existing && failure.code === 'unavailable' && holds(of, existing, values)) {
      return { ok: true, row: rowOf(of, existing) }
    }
    if (existing) return { ok: false, reason: 'duplicate-key' }
    if (failure.code !== 'unavailable' || attempt === CREATE_ATTEMPTS) throw failure
  }
}

const settleRemoval = (scope: WriteScope, of: List, itemId: string, reply: RowReply | undefined): RemovalOutcome => {
  if (reply && !(reply instanceof GraphFailure)) {
    scope.changed(of.name, scope.replica(of).gone(itemId))
    return { ok: true }
  }
  const failure = reply ?? noAnswer('unavailable', 'No answer to a removal')
  if (failure.code === 'not-found') scope.changed(of.name, scope.replica(of).gone(itemId))
  if (failure.code === 'not-found' || failure.code === 'conflict' || failure.code === 'forbidden') {
    return { ok: false, reason: failure.code }
  }
  return { ok: false, reason: rowFailureOf(failure) }
}
