import { FORBIDDEN, FREE, isBetter, TAKEN } from './lagrangian'
import { type Packing, type Selection, totalOf } from './packing'
import { type Cutting, type Priced, tightened, wholeOf, withoutDominated } from './priced'
import { selectionOf } from './restrict'

/** A smaller problem of a search that nobody has looked at yet. */
export interface Node {
  readonly priced: Priced
  /** What the node forbids of a group, to learn from what that costs; absent at the root and where a single column is settled. */
  readonly forbidden?: Forbidden
}

interface Forbidden {
  readonly group: number
  /** How much of it was taken. */
  readonly share: number
}

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

/** Shares this near to nothing or to all count as such. */
const WHOLE = 1e-6

/** In a node: more rounds save fewer nodes than they cost. */
const IN_NODE: Cutting = { rounds: 2, pays: 0.1 }

/**
 * Looks for the best selection worth more than the floor by branch and bound on the linear relaxation, depth first. What a node can still
 * bring is summed from the row prices of its relaxation, so that nothing is believed of the simplex method but that prices are not negative;
 * by the same sums columns leave the packing below the node, as do those that others dominate, and cuts are looked for among what is left. A node splits a
 * divided group in two halves of its columns, so that both sides lose about as much: taking or forbidding a single column would leave
 * the other side as it was.
 */
export const search = async (part: Part, { floor, mostWork, mostOpen }: Limits): Promise<Searched> => {
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
    const split = bestSplit(tight, losses)
    if (split) {
      nodes.push(...nodesOf(tight, split))
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

/** The half of which more is taken stays allowed first. */
const nodesOf = (from: Priced, { group, likely, other }: Split): readonly Node[] =>
  other.columns.length === 0
    ? ([FORBIDDEN, TAKEN] as const).map((as) => ({ priced: settle(from, likely.columns, as) }))
    : [likely, other].map(({ columns, share }) => ({
        priced: settle(from, columns, FORBIDDEN),
        forbidden: { group, share },
      }))

const settle = (priced: Priced, columns: readonly number[], as: typeof FORBIDDEN | typeof TAKEN): Priced => {
  const settled = priced.settled.slice()
  for (const j of columns) settled[j] = as
  return { ...priced, settled }
}

const takenOf = ({ settled }: Priced): readonly number[] =>
  Array.from(settled.keys()).filter((j) => settled[j] === TAKEN)

interface Half {
  readonly columns: readonly number[]
  /** What is taken of them together. */
  readonly share: number
}

interface Split {
  readonly group: number
  /** The half of which more is taken. */
  readonly likely: Half
  readonly other: Half
}

/** The split from which most is to be expected on both sides; undefined when every group takes one column wholly or none. */
const bestSplit = (priced: Priced, losses: Losses): Split | undefined => {
  const { packing, share } = priced
  const expected = expectedLoss(packing, losses)
  let found: Split | undefined
  let most = 0
  for (let g = 0; g < packing.groups; g++) {
    let largest = 0
    for (let j = packing.groupStart[g] ?? 0; j < (packing.groupStart[g + 1] ?? 0); j++)
      largest = Math.max(largest, share[j] ?? 0)
    if (largest <= WHOLE || largest >= 1 - WHOLE) continue
    const split = halvesOf(priced, g)
    const score =
      expected(g) ** 2 * Math.max(LEAST_SHARE, split.likely.share) * Math.max(LEAST_SHARE, split.other.share)
    if (score <= most) continue
    most = score
    found = split
  }
  return found
}

/** A side of which next to nothing is taken still closes something. */
const LEAST_SHARE = 0.02

/** The columns of a group that are still free, cut where half of what is taken of them is reached. */
const halvesOf = ({ packing: { groupStart }, settled, share }: Priced, group: number): Split => {
  const free: number[] = []
  for (let j = groupStart[group] ?? 0; j < (groupStart[group + 1] ?? 0); j++) if (settled[j] === FREE) free.push(j)
  const half = (columns: readonly number[]): Half => ({
    columns,
    share: columns.reduce((sum, j) => sum + (share[j] ?? 0), 0),
  })
  const all = half(free).share
  let cut = 1
  while (cut < free.length - 1 && half(free.slice(0, cut + 1)).share <= all / 2) cut++
  const first = half(free.slice(0, cut))
  const second = half(free.slice(cut))
  return first.share >= all / 2 ? { group, likely: first, other: second } : { group, likely: second, other: first }
}

/**
 * What forbidding a share of a group has cost so far, in proportion to the group's value: the average of all groups counts as
 * much as `PRIOR` splits of its own.
 */
export interface Losses {
  readonly sum: Float64Array
  readonly count: Int32Array
}

const noLosses = ({ groups }: Packing): Losses => ({
  sum: new Float64Array(groups),
  count: new Int32Array(groups),
})

const copyOf = ({ sum, count }: Losses): Losses => ({ sum: sum.slice(), count: count.slice() })

export const wholeSearch = (root: Priced): Part => ({ nodes: [{ priced: root }], losses: noLosses(root.packing) })

/** What these have learnt in all, each from the same beginning. */
export const learntFrom = (beginning: Losses, all: readonly Losses[]): Losses => {
  const { sum, count } = copyOf(beginning)
  for (let g = 0; g < sum.length; g++) {
    for (const losses of all) {
      sum[g] = (sum[g] ?? 0) + (losses.sum[g] ?? 0) - (beginning.sum[g] ?? 0)
      count[g] = (count[g] ?? 0) + (losses.count[g] ?? 0) - (beginning.count[g] ?? 0)
    }
  }
  return { sum, count }
}

const worthOf = ({ groupStart, value }: Packing, group: number): number => value[groupStart[group] ?? 0] ?? 1

/** Of two halves the one forbidden, and what that took from the bound. */
const note = (losses: Losses, packing: Packing, { group, share }: Forbidden, loss: number): void => {
  if (share < NOTICEABLE) return
  losses.sum[group] = (losses.sum[group] ?? 0) + Math.min(loss, CLEAR) / share / worthOf(packing, group)
  losses.count[group] = (losses.count[group] ?? 0) + 1
}

const expectedLoss = (packing: Packing, { sum, count }: Losses): ((group: number) => number) => {
  const splits = count.reduce((all, of) => all + of, 0)
  const average = splits > 0 ? sum.reduce((all, of) => all + of, 0) / splits : 1
  return (g) => (((sum[g] ?? 0) + average * PRIOR) / ((count[g] ?? 0) + PRIOR)) * worthOf(packing, g)
}

const PRIOR = 2
const NOTICEABLE = 0.05
/** A loss that closes any node says no more than that. */
const CLEAR = 60

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
