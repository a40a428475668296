import type { Actor } from '../access/actor'
import type { List, Patch } from '../lists/kit/list'
import type { ListChange } from './lists'

/**
 * Durable application writes. A write is an upsert identified by the list's key: it survives the process, coalesces with a
 * pending write of the same key (later values win, field by field), and reaches SharePoint in `$batch`es when SharePoint can.
 */
export interface Outbox {
  /** `audit`: what the log says of it, in the same transaction: there is never the one without the other. */
  put(writes: readonly OutboxWrite[], audit?: readonly Logged[]): Promise<void>
  /**
   * Resolves when everything put before the call is in SharePoint, or only these rows; rejects after `timeoutMs`, and when
   * SharePoint refused one of them.
   */
  drained(timeoutMs?: number, rows?: readonly Pick<OutboxWrite, 'list' | 'key'>[]): Promise<void>
  pending(): number
  /**
   * Takes in at once what other copies of the service have put, of these rows or all, without waiting to be told. Rejects when
   * that cannot be found out: whoever asks wants to decide on it.
   */
  catchUp(rows?: readonly ListChange[]): Promise<void>
}

/** What the log is to say, together with what it tells of. */
export interface Logged {
  /** Null where the service did it by itself. */
  readonly actor: Actor | null
  readonly action: string
  readonly subject: string
  readonly detail: object
}

/**
 * Locks that hold between all copies of the service; several names are taken together. Never taken one inside the other, but for those of
 * the meetings that convening has in hand: nobody who holds one of them waits for another.
 */
export interface Locks {
  exclusive<T>(names: string | readonly string[], work: () => Promise<T>): Promise<T>
}

export interface OutboxWrite<L extends List = List> {
  readonly list: L
  readonly key: string
  /** Must contain every required field when the row may not exist yet. */
  readonly values: Patch<L>
  /**
   * The values that this write replaces, where it must not overwrite anybody: a field that SharePoint then holds with neither
   * this nor the new value was changed by somebody else, and is left as it is.
   */
  readonly replaces?: Patch<L>
}

/**
 * Values that wait in the outbox, as the list store overlays them on the replica: a reader sees an answer at once, even while
 * SharePoint is down. Keys are row keys; values are the coalesced pending values of that row.
 */
export interface PendingSource {
  pending(list: string): ReadonlyMap<string, object>
  /** Called after pending rows were added, changed or taken away. Returns the unsubscribe function. */
  onChange(listener: (change: ListChange) => void): () => void
}

/** What became of one outbox write. `retry`: nothing is lost, try again (after `afterMs` when SharePoint named a wait). */
export type UpsertOutcome =
  /** `left`: fields that were not written, because somebody else had changed them. */
  | { readonly outcome: 'ok'; readonly left?: readonly string[] }
  | { readonly outcome: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string }
