import type { ItemEntity, ListEntity, Principal, Value } from '../../store/entities'
import type { TenantState } from '../../store/state'
import type { GraphParts } from '../parts'
import type { Changes } from './field-writes'
import { refuseTakenValues } from './unique'

type Writing = Pick<GraphParts, 'state' | 'faults'>

const withDefaults = (list: ListEntity, changes: Changes): Map<string, Value | null> => {
  const values = new Map(changes)
  for (const { name, defaultValue, type } of list.columns) {
    const value = defaultValue?.value
    if (values.has(name) || typeof value !== 'string') continue
    values.set(name, type === 'boolean' ? value === '1' : type === 'number' ? Number(value) : value)
  }
  return values
}

const applied = (before: Readonly<Record<string, Value>>, changes: Changes): Record<string, Value> => {
  const values = { ...before }
  for (const [name, value] of changes) {
    if (value === null) delete values[name]
    else values[name] = value
  }
  return values
}

const store = (state: TenantState, item: ItemEntity): ItemEntity => {
  const { listId, id, version, modifiedAt, modifiedBy, values } = item
  state.versions.put(`${listId}/${id}/${version}`, { listId, itemId: id, version, modifiedAt, modifiedBy, values })
  return state.putItem(item)
}

/** Adds an item; ids ascend and are never used again. */
export const createItem = (
  { state, faults }: Writing,
  list: ListEntity,
  changes: Changes,
  by: Principal,
): ItemEntity => {
  const values = applied({}, withDefaults(list, changes))
  refuseTakenValues({ state, faults }, list, null, values)
  const table = state.table(list.id)
  const now = state.now()
  return store(state, {
    listId: list.id,
    id: table.lastId + 1,
    guid: crypto.randomUUID(),
    change: table.lastChange + 1,
    version: 1,
    createdAt: now,
    modifiedAt: now,
    createdBy: by,
    modifiedBy: by,
    values,
    deleted: false,
  })
}

/** Changes an item; every write makes a new version, even one that changes nothing (GRAPH-FACTS 1.4). */
export const updateItem = (
  { state, faults }: Writing,
  list: ListEntity,
  item: ItemEntity,
  changes: Changes,
  by: Principal,
): ItemEntity => {
  const values = applied(item.values, changes)
  refuseTakenValues({ state, faults }, list, item.id, values)
  return store(state, {
    ...item,
    change: state.table(list.id).lastChange + 1,
    version: item.version + 1,
    modifiedAt: state.now(),
    modifiedBy: by,
    values,
  })
}

/** Leaves a tombstone, which delta queries report. */
export const deleteItem = (state: TenantState, item: ItemEntity): void => {
  state.putItem({ ...item, change: state.table(item.listId).lastChange + 1, deleted: true, values: {} })
  for (let version = 1; version <= item.version; version += 1)
    state.versions.delete(`${item.listId}/${item.id}/${version}`)
}
