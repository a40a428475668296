import { FORBIDDEN, FREE, isBetter, TAKEN } from './lagrangian'
import { type Packing, type Selection, totalOf } from './packing'
import { type Cutting, type Priced, tightened, wholeOf } from './priced'
import { selectionOf } from './restrict'

export interface Search {
  /** The best selection worth more than the floor, in terms of the packing that all began with; null when none was found. */
  readonly selection: Selection | null
  /** What it is worth; the floor when there is none. */
  readonly objective: number
  /** True when there is no better one: the search came to its end within its work. */
  readonly isComplete: boolean
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/** Shares this near to nothing or to all count as such. */
const WHOLE = 1e-6

/** In a node: more rounds save fewer nodes than they cost. */
const IN_NODE: Cutting = { rounds: 2, pays: 0.1 }

/**
 * Looks for the best selection worth more than `floor` by branch and bound on the linear relaxation. What a node can still bring is
 * summed from the row prices of its relaxation, so that nothing is believed of the simplex method but that prices are not negative;
 * by the same sums columns leave the packing below the node, and cuts are looked for among what is left. A node splits a
 * divided group in two halves of its columns, so that both sides lose about as much: taking or forbidding a single column would leave
 * the other side as it was.
 */
export const bestAbove = async (root: Priced, floor: number, mostWork: number): Promise<Search> => {
  const losses = lossesOf(root.packing)
  let best = floor
  let selection: Selection | null = null
  let isComplete = true
  let work = 0
  /** The most that a selection below this node can be worth; undefined when nobody looked. */
  const visit = async (node: Priced): Promise<number | undefined> => {
    if (work >= mostWork) isComplete = false
    if (work >= mostWork || !fits(node.packing, takenOf(node))) return undefined
    const tight = await tightened(node, best, IN_NODE)
    work += tight.work
    if (!isBetter(tight.bound, best)) return tight.bound
    const split = bestSplit(tight, losses.expected)
    if (split) await branch(tight, split)
    else {
      const found = wholeSelection(tight.packing, tight.share)
      if (found && totalOf(tight.packing, found) > best) {
        selection = wholeOf(tight, found)
        best = totalOf(tight.packing, found)
      }
      // Whole shares whose prices do not close the node: the simplex method has gone astray.
      if (isBetter(tight.bound, best)) isComplete = false
    }
    return tight.bound
  }
  const branch = async (from: Priced, { group, likely, other }: Split): Promise<void> => {
    if (other.columns.length === 0) {
      for (const as of [TAKEN, FORBIDDEN] as const) await visit(settle(from, likely.columns, as))
      return
    }
    for (const { columns, share } of [other, likely]) {
      const below = await visit(settle(from, columns, FORBIDDEN))
      if (below !== undefined) losses.note(group, share, from.bound - below)
    }
  }
  await visit(root)
  return { selection, objective: best, isComplete, work }
}

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
const bestSplit = (priced: Priced, expected: (group: number) => number): Split | undefined => {
  const { packing, share } = priced
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
const lossesOf = ({ groups, groupStart, value }: Packing) => {
  const sum = new Float64Array(groups)
  const count = new Int32Array(groups)
  let total = 0
  let splits = 0
  const worthOf = (group: number): number => value[groupStart[group] ?? 0] ?? 1
  return {
    note: (group: number, share: number, loss: number): void => {
      if (share < NOTICEABLE) return
      const unit = Math.min(loss, CLEAR) / share / worthOf(group)
      sum[group] = (sum[group] ?? 0) + unit
      count[group] = (count[group] ?? 0) + 1
      total += unit
      splits++
    },
    expected: (group: number): number => {
      const average = splits > 0 ? total / splits : 1
      return (((sum[group] ?? 0) + average * PRIOR) / ((count[group] ?? 0) + PRIOR)) * worthOf(group)
    },
  }
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
