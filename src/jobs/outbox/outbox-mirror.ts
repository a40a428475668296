import type { ListChange, PendingSource } from '../../context'
import type { PendingWrite, RowName } from './outbox-table'

/** What waits in the outbox, in memory: reads of lists lay it over their rows without asking PostgreSQL. */
export class OutboxMirror implements PendingSource {
  private readonly lists = new Map<string, Map<string, object>>()
  private readonly revisions = new Map<string, number>()
  private readonly listeners = new Set<(change: ListChange) => void>()

  size(): number {
    return this.revisions.size
  }

  pending(list: string): ReadonlyMap<string, object> {
    return this.rowsOf(list)
  }

  onChange(listener: (change: ListChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes in rows as stored; an older revision than the one held says nothing. */
  hold(rows: readonly PendingWrite[]): void {
    const newer = rows.filter((row) => (this.revisions.get(nameOf(row)) ?? 0) < row.revision)
    for (const row of newer) {
      this.rowsOf(row.list).set(row.key, row.fields)
      this.revisions.set(nameOf(row), row.revision)
    }
    this.tell(newer)
  }

  drop(rows: readonly RowName[]): void {
    const held = rows.filter((row) => this.revisions.delete(nameOf(row)))
    for (const { list, key } of held) this.rowsOf(list).delete(key)
    this.tell(held)
  }

  /** Replaces what is known of some keys (or of everything, without `names`) by what PostgreSQL says. */
  replace(rows: readonly PendingWrite[], names?: { list: string; keys: readonly string[] }): void {
    const present = new Set(rows.map(nameOf))
    const known = names ? names.keys.map((key) => ({ list: names.list, key })) : this.names()
    this.drop(known.filter((row) => !present.has(nameOf(row))))
    this.hold(rows)
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
