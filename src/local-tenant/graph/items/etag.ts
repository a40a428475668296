import type { Faults } from '../../faults'
import type { ItemEntity } from '../../store/entities'
import { type GraphCall, GraphError } from '../exchange'

/** The quotes are part of the text, and there is no `W/` (GRAPH-FACTS 1.8). */
export const etagOf = (item: Pick<ItemEntity, 'guid' | 'version'>): string => `"${item.guid},${item.version}"`

/** Refuses a stale or malformed `If-Match` (GRAPH-FACTS 1.8, graph-examples/07). */
export const checkIfMatch = ({ faults }: { readonly faults: Faults }, call: GraphCall, etag: string): void => {
  const expected = call.headers.get('if-match')
  if (expected === undefined || expected === '*') return
  if (!/^(W\/)?".*"$/.test(expected)) {
    throw new GraphError(400, 'invalidRequest', 'ETags must be quoted strings', 'malformedEntityTag')
  }
  if (expected.replace(/^W\//, '') !== etag) {
    const text = "ETag does not match current item's value"
    const { staleItem } = faults.current
    if (staleItem === 'conflict') throw new GraphError(409, 'resourceModified', text)
    throw new GraphError(412, staleItem, text, 'entityTagDoesNotMatch')
  }
}
