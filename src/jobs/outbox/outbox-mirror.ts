import type { ListChange } from '../../ports/lists'
import type { PendingSource } from '../../ports/outbox'
import type { PendingWrite, RowName, RowRevision, StoredWrite } from './outbox-table'

/** What waits in the outbox, in memory: reads of lists lay it over their rows without asking PostgreSQL. */
export class OutboxMirror implements PendingSource {
  private readonly lists = new Map<string, Map<string, object>>()
  /** Latest revision known of a row, kept after it is gone: answers of PostgreSQL may arrive out of order. */
  private readonly revisions = new Map<string, number>()
  private readonly listeners = new Set<(change: ListChange) => void>()

  size(): number {
    return [...this.lists.values()].reduce((sum, rows) => sum + rows.size, 0)
  }

  /** The latest revision known of a row; nought of one that was never met. */
  revisionOf(row: RowName): number {
    return this.revisions.get(nameOf(row)) ?? 0
  }

  pending(list: string): ReadonlyMap<string, object> {
    return this.rowsOf(list)
  }

  onChange(listener: (change: ListChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes in rows as stored; a revision that is not newer than the one known says nothing. */
  hold(rows: readonly PendingWrite[]): void {
    const newer = rows.filter((row) => this.revisionOf(row) < row.revision)
    for (const row of newer) {
      this.rowsOf(row.list).set(row.key, row.fields)
      this.revisions.set(nameOf(row), row.revision)
    }
    this.tell(newer)
  }

  /** Forgets rows up to a revision; what was put since stays. */
  drop(rows: readonly RowRevision[]): void {
    const old = rows.filter((row) => this.revisionOf(row) <= row.revision)
    for (const row of old) this.revisions.set(nameOf(row), row.revision)
    this.tell(old.filter(({ list, key }) => this.rowsOf(list).delete(key)))
  }

  /** Rows held here that wait no longer in PostgreSQL, among some rows (or everywhere, without `names`). */
  goneFrom(rows: readonly StoredWrite[], names?: readonly RowName[]): readonly RowRevision[] {
    const present = new Set(rows.filter(({ written }) => !written).map(nameOf))
    return (names ?? this.names())
      .filter((row) => this.rowsOf(row.list).has(row.key) && !present.has(nameOf(row)))
      .map(({ list, key }) => ({ list, key, revision: this.revisionOf({ list, key }) }))
  }

  private names(): readonly RowName[] {
    return [...this.lists].flatMap(([list, rows]) => [...rows.keys()].map((key) => ({ list, key })))
  }

  private rowsOf(list: string): Map<string, object> {
    const rows = this.lists.get(list) ?? new Map<string, object>()
    this.lists.set(list, rows)
    return rows
  }

  private tell(rows: readonly RowName[]): void {
    for (const change of changesOf(rows)) for (const listener of this.listeners) listener(change)
  }
}

const nameOf = ({ list, key }: RowName): string => `${list} ${key}`

/** One change per list, in the order met. */
export const changesOf = (rows: readonly RowName[]): readonly ListChange[] => {
  const keys = new Map<string, string[]>()
  for (const { list, key } of rows) {
    const known = keys.get(list)
    if (known) known.push(key)
    else keys.set(list, [key])
  }
  return [...keys].map(([list, of]) => ({ list, keys: of }))
}
