import { keyOf, type List, type Row } from '../../lists/kit/list'
import { rowWith } from '../../lists/kit/row'
import type { RowFault } from '../ports'

/** Key under which a row appears that has no key of its own, or one that an older item already has. */
export const itemKey = (itemId: string): string => `item:${itemId}`

/** Which row has which key. */
export interface KeyIndex {
  /** Rows by key, oldest item first. Not to be changed by the reader. */
  byKey(): ReadonlyMap<string, Row<List>>
  itemIdOf(key: string): string | undefined
  /** Rows with a blank key, or with one that an older item has. */
  faults(): readonly RowFault[]
  /** A row was added or replaced. */
  put(row: Row<List>, before: Row<List> | undefined): void
  drop(row: Row<List>): void
}

interface Keyed {
  readonly byKey: Map<string, Row<List>>
  readonly itemIds: Map<string, string>
  readonly faults: readonly RowFault[]
}

/**
 * Index of the rows by key. While every row has a key of its own, which is the rule, a change costs one entry; otherwise the
 * keys are given out again at the next read.
 */
export const createKeyIndex = (of: List, rows: ReadonlyMap<string, Row<List>>): KeyIndex => {
  let keyed: Keyed | undefined
  const current = (): Keyed => {
    keyed ??= assignKeys(of, rows)
    return keyed
  }
  const orderly = (): Keyed | undefined => (keyed && keyed.faults.length === 0 ? keyed : undefined)
  return {
    byKey: () => current().byKey,
    itemIdOf: (key) => current().itemIds.get(key),
    faults: () => current().faults,
    put(row, before) {
      const key = keyOf(of, row)
      const known = orderly()
      const same = before !== undefined && keyOf(of, before) === key
      const fresh = before === undefined && key !== '' && known?.byKey.has(key) === false
      if (!known || !(same || fresh)) {
        keyed = undefined
        return
      }
      known.byKey.set(key, row)
      known.itemIds.set(key, row.$item.itemId)
    },
    drop(row) {
      const known = orderly()
      if (!known) {
        keyed = undefined
        return
      }
      known.byKey.delete(keyOf(of, row))
      known.itemIds.delete(keyOf(of, row))
    },
  }
}

/** Gives every row a key of its own: among items that claim the same one, the oldest keeps it. */
const assignKeys = (of: List, rows: ReadonlyMap<string, Row<List>>): Keyed => {
  const byKey = new Map<string, Row<List>>()
  const itemIds = new Map<string, string>()
  const faults: RowFault[] = []
  for (const row of [...rows.values()].sort((a, b) => Number(a.$item.itemId) - Number(b.$item.itemId))) {
    const { itemId } = row.$item
    const key = keyOf(of, row)
    const problem = key === '' ? 'blank-key' : byKey.has(key) ? 'duplicate-key' : null
    if (problem) faults.push({ list: of.name, itemId, field: of.key, problem, setAside: false })
    const shown = problem ? itemKey(itemId) : key
    byKey.set(shown, problem ? rowWith(of, row, { [of.key]: shown }) : row)
    itemIds.set(shown, itemId)
  }
  return { byKey, itemIds, faults }
}
