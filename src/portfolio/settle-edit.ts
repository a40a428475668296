import type { List, Row } from '../lists/kit/list'
import type { RowOutcome } from '../ports/lists'

/**
 * After a stale etag: when nobody touched the same fields the edit is repeated on the newer version, otherwise the conflict
 * stands. A second stale etag in a row is reported as a conflict, even one without clashing fields.
 */
export const settleEdit = async <L extends List>(
  first: RowOutcome<L>,
  write: (itemId: string, etag: string) => Promise<RowOutcome<L>>,
  clashes: (current: Row<L>) => boolean,
): Promise<RowOutcome<L>> => {
  if (first.ok || first.reason !== 'conflict' || clashes(first.current)) return first
  const { itemId, etag } = first.current.$item
  return write(itemId, etag)
}
