import { search, wholeSearch } from './branch-and-bound'
import { thoseOf } from './numbers'
import type { Selection } from './packing'
import { narrowed, type Priced } from './priced'

export interface Merged {
  /** A selection worth more than the floor; null when none was found. */
  readonly selection: Selection | null
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/**
 * The best selection worth more than `floor` that can be made of the columns of these selections, by as much work as is allowed. Different
 * groups are well placed in each: what they have together is a small problem, and its best selection is better than any of them (tour merging,
 * Cook and Seymour, 2003).
 */
export const merged = async (
  { basis: _, ...priced }: Priced,
  selections: readonly Selection[],
  { floor, mostWork }: { readonly floor: number; readonly mostWork: number },
): Promise<Merged> => {
  const used = new Set(selections.flatMap((selection) => [...selection]))
  const among = narrowed(
    priced,
    thoseOf(priced.columnOf.length, (at) => used.has(priced.columnOf[at] ?? -1)),
  )
  const limits = { floor, mostWork, mostOpen: Number.POSITIVE_INFINITY, isTrying: false }
  const { selection, work } = await search(wholeSearch(among), limits)
  return { selection, work }
}
