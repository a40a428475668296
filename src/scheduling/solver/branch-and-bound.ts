import { isBetter, TAKEN } from './lagrangian'
import { copyOf, type Losses, noLosses, note } from './losses'
import { type Packing, type Selection, totalOf } from './packing'
import { type Cutting, type Priced, tightened, wholeOf, withoutDominated } from './priced'
import { selectionOf } from './restrict'
import { divided, type Node } from './splits'

/** A part of a search: nodes, the next one last, and what splits have cost so far. */
export interface Part {
  readonly nodes: readonly Node[]
  readonly losses: Losses
}

export interface Limits {
  /** Selections worth no more are of no interest. */
  readonly floor: number
  /** Steps of the simplex method, each counted with the rows that it looks at, after which no node is begun. */
  readonly mostWork: number
  /** So many open nodes are enough: the search ends with them. */
  readonly mostOpen: number
  /** Splits are tried before one is chosen. */
  readonly isTrying: boolean
}

export interface Searched {
  /** What is left to search. */
  readonly part: Part
  /** The best selection worth more than the floor, in terms of the packing that all began with; null when none was found. */
  readonly selection: Selection | null
  /** What it is worth; the floor when there is none. */
  readonly objective: number
  /** False when a node could be neither closed nor split: what was searched proves nothing. */
  readonly isSound: boolean
  readonly work: number
}

/** In a node: more rounds save fewer nodes than they cost. */
const IN_NODE: Cutting = { rounds: 2, pays: 0.1 }

/**
 * Looks for the best selection worth more than the floor by branch and bound on the linear relaxation, depth first. What a node can still
 * bring is summed from the row prices of its relaxation, so that nothing is believed of the simplex method but that prices are not negative;
 * by the same sums columns leave the packing below the node, as do those that others dominate, and cuts are looked for among what is left.
 */
export const search = async (part: Part, { floor, mostWork, mostOpen, isTrying }: Limits): Promise<Searched> => {
  const losses = copyOf(part.losses)
  const nodes = [...part.nodes]
  let best = floor
  let selection: Selection | null = null
  let isSound = true
  let work = 0
  while (work < mostWork && nodes.length < mostOpen) {
    const node = nodes.pop()
    if (!node) break
    const { priced, forbidden } = node
    if (!isBetter(priced.bound, best) || !fits(priced.packing, takenOf(priced))) continue
    const tight = await tightened(withoutDominated(priced), best, IN_NODE)
    work += tight.work
    if (forbidden) note(losses, priced.packing, forbidden, priced.bound - tight.bound)
    if (!isBetter(tight.bound, best)) continue
    const split = await divided(tight, losses, { floor: best, isTrying })
    work += split.work
    if (split.nodes.length > 0) {
      nodes.push(...split.nodes)
      continue
    }
    const found = wholeSelection(tight.packing, tight.share)
    if (found && totalOf(tight.packing, found) > best) {
      selection = wholeOf(tight, found)
      best = totalOf(tight.packing, found)
    }
    // Whole shares whose prices do not close the node: the simplex method has gone astray.
    if (isBetter(tight.bound, best)) isSound = false
  }
  return { part: { nodes, losses }, selection, objective: best, isSound, work }
}

const takenOf = ({ settled }: Priced): readonly number[] =>
  Array.from(settled.keys()).filter((j) => settled[j] === TAKEN)

export const wholeSearch = (root: Priced): Part => ({ nodes: [{ priced: root }], losses: noLosses(root.packing) })

/** The selection that these shares are; null when it uses a row beyond its capacity. */
const wholeSelection = (packing: Packing, share: Float64Array): Selection | null => {
  const selection = selectionOf(packing, share.map(Math.round))
  return fits(packing, selection) ? selection : null
}

/** Do these columns, -1 for none, leave every row within its capacity? */
const fits = ({ rows, capacity, start, rowOf }: Packing, columns: Iterable<number>): boolean => {
  const used = new Int32Array(rows)
  for (const j of columns) {
    if (j < 0) continue
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) used[rowOf[e] ?? 0] = (used[rowOf[e] ?? 0] ?? 0) + 1
  }
  return used.every((count, row) => count <= (capacity[row] ?? 0))
}
