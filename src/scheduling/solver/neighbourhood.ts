import { search, wholeSearch } from './branch-and-bound'
import { boundsWith, isBetter } from './lagrangian'
import { thoseOf } from './numbers'
import type { Selection } from './packing'
import { narrowed, type Priced } from './priced'

/** How far to look. */
export interface Reach {
  /** Groups keep their column when the relaxation takes more than this share of it: the less of it is asked, the fewer are free. */
  readonly keptFrom: readonly number[]
  /** Of each search at most. */
  readonly mostWork: number
}

/** The best selection so far, and what it is worth. */
export interface Incumbent {
  readonly best: Selection
  readonly objective: number
}

export interface Nearby {
  readonly selection: Selection
  readonly objective: number
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/**
 * A selection at least as good as `best`: groups on whose column a fractional solution agrees keep it, the best for all others is found
 * by branch and bound (relaxation induced neighbourhoods, Danna, Rothberg and Le Pape, 2005). After a find few groups are freed again.
 */
export const bestNearby = async (
  priced: Priced,
  { best, objective: total }: Incumbent,
  { keptFrom, mostWork }: Reach,
): Promise<Nearby> => {
  let selection = best
  let objective = total
  let work = 0
  for (let turn = 0; turn < keptFrom.length; ) {
    const nearby = around(priced, selection, { keptFrom: keptFrom[turn] ?? 1, objective })
    const found = await search(wholeSearch(nearby), { floor: objective, mostWork, mostOpen: Number.POSITIVE_INFINITY })
    work += found.work
    if (found.selection) {
      selection = found.selection
      objective = found.objective
    }
    turn = found.selection ? Math.max(0, turn - 1) : turn + 1
  }
  return { selection, objective, work }
}

/** What there is to choose from when groups keep a column of which more than `keptFrom` is taken, for more than `objective`. */
const around = (
  priced: Priced,
  selection: Selection,
  { keptFrom, objective }: { readonly keptFrom: number; readonly objective: number },
): Priced => {
  const { packing, price, share, columnOf } = priced
  const isOwn = new Uint8Array(columnOf.length)
  columnOf.forEach((j, at) => {
    isOwn[at] = selection[packing.groupOf[at] ?? 0] === j ? 1 : 0
  })
  const isKeeping = new Uint8Array(packing.groups)
  isOwn.forEach((own, j) => {
    if (own === 1 && (share[j] ?? 0) > keptFrom) isKeeping[packing.groupOf[j] ?? 0] = 1
  })
  const { column } = boundsWith(packing, price)
  const isOpen = (j: number): boolean =>
    isKeeping[packing.groupOf[j] ?? 0] === 1 ? isOwn[j] === 1 : isBetter(column[j] ?? 0, objective)
  return narrowed(priced, thoseOf(columnOf.length, isOpen))
}
