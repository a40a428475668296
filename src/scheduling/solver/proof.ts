import { type Part, wholeSearch } from './branch-and-bound'
import { learntFrom } from './losses'
import type { Selection } from './packing'
import type { Priced } from './priced'
import type { DoAll } from './tasks'

export interface Proof {
  /** The best selection worth more than the floor, in terms of the packing that all began with; null when none was found. */
  readonly selection: Selection | null
  /** What it is worth; the floor when there is none. */
  readonly objective: number
  /** True when there is no better one: the search came to its end within its work. */
  readonly isComplete: boolean
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/** Parts that are searched at the same time, by as many threads as there are. */
const PARTS = 2

/** Work on each part until what was found and learnt is told to the other, and a part that has come to its end takes from it. */
const TURN = 2_000_000

/**
 * The best selection worth more than `floor`, by as much work as is allowed. The search is cut in parts, always the same whoever works on
 * them: the answer does not depend on the number of threads.
 */
export const bestAbove = async (
  root: Priced,
  floor: number,
  { mostWork, doAll }: { readonly mostWork: number; readonly doAll: DoAll },
): Promise<Proof> => {
  const { nodes, losses: none } = wholeSearch(root)
  let open: readonly Open[] = [nodes]
  let losses = none
  let objective = floor
  let selection: Selection | null = null
  let isSound = true
  let work = 0
  while (open.length > 0 && isSound && work < mostWork) {
    const mostOpen = open.length < PARTS ? PARTS : Number.POSITIVE_INFINITY
    const limits = { floor: objective, mostWork: Math.min(TURN, mostWork - work), mostOpen, isTrying: true }
    const done = await doAll(open.map((part) => ({ kind: 'search', part: { nodes: part, losses }, limits })))
    const searched = done.flatMap((one) => (one.kind === 'searched' ? [one.searched] : []))
    for (const found of searched) {
      work += found.work
      isSound &&= found.isSound
      if (found.objective <= objective) continue
      objective = found.objective
      selection = found.selection
    }
    losses = learntFrom(
      losses,
      searched.map(({ part }) => part.losses),
    )
    open = shared(searched.map(({ part }) => part.nodes))
  }
  return { selection, objective, isComplete: isSound && open.length === 0, work }
}

type Open = Part['nodes']

/** Parts with nodes; where one is missing, the other gives the first of its nodes, below which most is left to search. */
const shared = (all: readonly Open[]): readonly Open[] => {
  const open = all.filter((nodes) => nodes.length > 0)
  const [only] = open
  return open.length === 1 && only && only.length > 1 ? [only.slice(1), only.slice(0, 1)] : open
}
