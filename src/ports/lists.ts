import type { List, Patch, Row, Values } from '../lists/kit/list'

/**
 * The site's lists. Reads come from the in-memory replica overlaid with rows still waiting in the outbox, and never wait for
 * Graph once warm. Writes by a person go through `as(assertion)` with that person's own token (on-behalf-of).
 */
export interface ListStore {
  all<L extends List>(of: L): readonly Row<L>[]
  find<L extends List>(of: L, key: string): Row<L> | undefined
  /**
   * Takes in what SharePoint holds of these lists now, of all unless told; rejects when it cannot be reached. One request, for what
   * is about to be frozen: edits by people reach the other copies of the service a moment later.
   */
  syncNow(lists?: readonly Pick<List, 'name'>[]): Promise<void>
  /** Freshness of the replica of a list. */
  freshness(of: List): Freshness
  /** Called with the list name and the keys of the rows that changed, from whatever source. Returns the unsubscribe function. */
  onChange(listener: (change: ListChange) => void): () => void
  /** Application writes that cannot wait in the outbox (an edge that needs the outcome now). */
  readonly asApplication: ListWriter
  as(assertion: string): ListWriter
}

export interface Freshness {
  /** UTC ISO 8601 of the last successful synchronisation; null before the first. */
  readonly syncedAt: string | null
  /** Set when the last attempt failed. */
  readonly failure: string | null
}

export interface ListChange {
  readonly list: string
  readonly keys: readonly string[]
}

export interface ListWriter {
  create<L extends List>(of: L, values: Values<L>): Promise<WriteOutcome<L>>
  /** `etag` null writes unconditionally (application only). A stale etag returns `conflict` with the present row. */
  update<L extends List>(of: L, itemId: string, patch: Patch<L>, etag: string | null): Promise<WriteOutcome<L>>
  /**
   * Many updates, each with its own etag, in as few `$batch` requests as possible; outcomes in the order given. A row that
   * Graph did not answer for is one of the outcomes, because other rows may have been written.
   */
  updateMany<L extends List>(of: L, updates: readonly RowUpdate<L>[]): Promise<readonly RowOutcome<L>[]>
  /** Many removals in as few `$batch` requests as possible, outcomes in the order given; a null etag removes unconditionally. */
  removeMany(of: List, removals: readonly RowRemoval[]): Promise<readonly RemovalOutcome[]>
}

export interface RowUpdate<L extends List> {
  readonly itemId: string
  readonly patch: Patch<L>
  readonly etag: string | null
}

export interface RowRemoval {
  readonly itemId: string
  readonly etag: string | null
}

export type RemovalOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'conflict' | 'not-found' | 'forbidden' | RowFailure }

export type WriteOutcome<L extends List> =
  | { readonly ok: true; readonly row: Row<L> }
  | { readonly ok: false; readonly reason: 'conflict'; readonly current: Row<L> }
  | { readonly ok: false; readonly reason: 'not-found' | 'forbidden' | 'duplicate-key' }

/** `unavailable`: no answer within patience, so nobody knows whether the row was written. `invalid`: Graph refused the values. */
export type RowFailure = 'unavailable' | 'invalid'

/** What became of one row among many. A write of a single row throws its failure instead. */
export type RowOutcome<L extends List> = WriteOutcome<L> | { readonly ok: false; readonly reason: RowFailure }
