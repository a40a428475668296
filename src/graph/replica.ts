import { type ItemRef, keyOf, type List, type Row } from '../lists/kit/list'
import { rowFrom, rowWith } from '../lists/kit/row'
import type { RowFault } from './ports'
import { etagOf, type ListItem, readItem } from './rows/item'
import { createKeyIndex, itemKey } from './rows/key-index'

/**
 * One list in memory. Rows are kept by item id, as SharePoint last told; what readers get is a view of them by key, with the
 * outbox's pending values laid over. The view is made on the first read after a change.
 */
export interface ListReplica {
  readonly of: List
  view(): ListView
  row(itemId: string): Row<List> | undefined
  /** Item id of the row with this key; undefined when SharePoint is not known to have one. */
  itemIdOf(key: string): string | undefined
  /** Marks the start of a read from Graph: rows written by ourselves after it are newer than what it brings. */
  startRead(): number
  /** Takes in items of a read that started at `mark`. */
  take(items: readonly ListItem[], mark: number): Taken
  /** Removes every item that a complete read did not bring; returns the keys that went. */
  keepOnly(itemIds: ReadonlySet<string>, mark: number): readonly string[]
  /** Takes in an item from the answer to our own write, or read on purpose: newer than any read under way. */
  learn(item: ListItem): readonly string[]
  /** Our own removal, or the discovery that the item is gone. */
  gone(itemId: string): readonly string[]
  /** Reads pending values by key from here whenever the view is made. */
  overlay(pending: () => ReadonlyMap<string, object>): void
  /** Forgets the view because pending values changed. */
  invalidate(): void
  faults(): readonly RowFault[]
}

interface Taken {
  /** Keys of the rows that changed. */
  readonly keys: readonly string[]
  /** Items that we wrote while the read was under way and that it shows otherwise: which is newer, only a new read can tell. */
  readonly doubtful: readonly string[]
}

interface ListView {
  /** Made when first asked for: looking up one row must not cost a pass over sixty thousand. */
  readonly rows: readonly Row<List>[]
  find(key: string): Row<List> | undefined
}

type Pending = ReadonlyMap<string, object>

export const createReplica = (of: List, report: (fault: RowFault) => void, now: () => Date): ListReplica => {
  const rows = new Map<string, Row<List>>()
  const unreadable = new Map<string, readonly RowFault[]>()
  const ownWrites = new Map<string, number>()
  const reported = new Set<string>()
  const keys = createKeyIndex(of, rows)
  let mark = 0
  let view: ListView | undefined
  let pending: () => Pending = () => new Map()
  const overlay = createOverlay(of)

  const tell = (faults: readonly RowFault[]): void => {
    for (const fault of faults) {
      const name = `${fault.itemId} ${fault.field} ${fault.problem}`
      if (!reported.has(name)) report(fault)
      reported.add(name)
    }
  }

  const shownKey = (row: Row<List>): string => keyOf(of, row) || itemKey(row.$item.itemId)

  const put = (row: Row<List>): readonly string[] => {
    const before = rows.get(row.$item.itemId)
    if (before && before.$item.etag !== '' && before.$item.etag === row.$item.etag) return []
    rows.set(row.$item.itemId, row)
    keys.put(row, before)
    view = undefined
    return before ? [...new Set([shownKey(before), shownKey(row)])] : [shownKey(row)]
  }

  const drop = (itemId: string): readonly string[] => {
    const before = rows.get(itemId)
    unreadable.delete(itemId)
    if (!before) return []
    rows.delete(itemId)
    keys.drop(before)
    view = undefined
    return [shownKey(before)]
  }

  const takeOne = (item: ListItem): readonly string[] => {
    if (item.deleted !== undefined) return drop(item.id)
    const { row, faults } = readItem(of, item)
    const changed = row ? put(row) : drop(item.id)
    unreadable.delete(item.id)
    if (faults.length > 0) unreadable.set(item.id, faults)
    tell(faults)
    return changed
  }

  const current = (): ListView => {
    if (view) return view
    tell(keys.faults())
    view = overlay(keys.byKey(), pending(), now().toISOString())
    return view
  }

  return {
    of,
    view: current,
    row: (itemId) => rows.get(itemId),
    itemIdOf: keys.itemIdOf,
    startRead: () => mark,
    take(items, since) {
      const overtaken = items.filter((item) => (ownWrites.get(item.id) ?? 0) > since)
      const changed = items.flatMap((item) => (overtaken.includes(item) ? [] : takeOne(item)))
      const doubtful = overtaken.filter((item) => etagOf(item) !== rows.get(item.id)?.$item.etag)
      return { keys: changed, doubtful: doubtful.map((item) => item.id) }
    },
    keepOnly(seen, since) {
      const stale = [...rows.keys(), ...unreadable.keys()].filter((id) => !seen.has(id))
      return stale.flatMap((id) => ((ownWrites.get(id) ?? 0) > since ? [] : drop(id)))
    },
    learn(item) {
      mark += 1
      ownWrites.set(item.id, mark)
      return takeOne(item)
    },
    gone(itemId) {
      mark += 1
      ownWrites.set(itemId, mark)
      return drop(itemId)
    },
    overlay(values) {
      pending = values
      view = undefined
    },
    invalidate() {
      view = undefined
    },
    faults: () => [...[...unreadable.values()].flat(), ...keys.faults()],
  }
}

/** A pending row as it was laid over a row (or over none), so that it is not made anew while neither has changed. */
interface Laid {
  readonly under: Row<List> | undefined
  readonly values: object
  readonly row: Row<List>
}

/** Lays pending values over the rows; a row that exists only in the outbox has no item yet. */
const createOverlay = (
  of: List,
): ((keyed: ReadonlyMap<string, Row<List>>, pending: Pending, at: string) => ListView) => {
  let known = new Map<string, Laid>()
  return (keyed, pending, modifiedAt) => {
    const noItem: ItemRef = { itemId: '', etag: '', modifiedAt, modifiedBy: null }
    const laid = new Map<string, Laid>()
    for (const [key, values] of pending) {
      const under = keyed.get(key)
      const before = known.get(key)
      if (before && before.under === under && before.values === values) laid.set(key, before)
      else {
        const row = under ? rowWith(of, under, values) : rowFrom(of, { ...values, [of.key]: key }, noItem)
        laid.set(key, { under, values, row })
      }
    }
    known = laid
    let rows: readonly Row<List>[] | undefined
    return {
      get rows() {
        rows ??= [
          ...[...keyed].map(([key, row]) => laid.get(key)?.row ?? row),
          ...[...laid].flatMap(([, { under, row }]) => (under ? [] : [row])),
        ]
        return rows
      },
      find: (key) => laid.get(key)?.row ?? keyed.get(key),
    }
  }
}
