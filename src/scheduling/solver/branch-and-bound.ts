import { boundsWith, FORBIDDEN, FREE, TAKEN, TOLERANCE } from './lagrangian'
import { type Packing, type Selection, totalOf } from './packing'
import { relaxing } from './relaxation'
import { selectionOf } from './restrict'

export interface Search {
  /** The best selection worth more than the floor; null when none was found. */
  readonly selection: Selection | null
  /** True when there is no better one: the search came to its end before its nodes. */
  readonly isComplete: boolean
  readonly nodes: number
}

/** Shares this near to nothing or to all count as such. */
const WHOLE = 1e-6

/**
 * Looks for the best selection worth more than `floor` by branch and bound on the linear relaxation. What a node can still bring is
 * summed from the row prices of its relaxation, so that nothing is believed of the simplex method but that prices are not negative;
 * the same sums forbid columns below the node. A node splits the group that is most divided in two halves of its columns, in
 * which both sides lose about as much: taking or forbidding a single column would leave the other side as it was.
 */
export const bestAbove = (packing: Packing, floor: number, mostNodes: number): Promise<Search> =>
  relaxing(packing, (relaxation) => {
    const settled = new Uint8Array(packing.columns)
    let best = floor
    let selection: Selection | null = null
    let nodes = 0
    let isComplete = true
    const taken: number[] = []
    const settle = (columns: readonly number[], as: typeof FREE | typeof FORBIDDEN | typeof TAKEN): void => {
      for (const j of columns) settled[j] = as
      relaxation.limit(columns, as === TAKEN ? 1 : 0, as === FORBIDDEN ? 0 : 1)
    }
    const visit = (): void => {
      if (nodes === mostNodes) {
        isComplete = false
        return
      }
      nodes++
      if (!fits(packing, taken)) return
      const { share, price } = relaxation.solve()
      const { bound, column } = boundsWith(packing, price, settled)
      const isBetter = (value: number): boolean => value >= best + 1 - TOLERANCE
      if (!isBetter(bound)) return
      const hopeless = freeColumns(packing, settled).filter((j) => !isBetter(column[j] ?? 0))
      const group = mostDivided(packing, share)
      if (group < 0) {
        const found = wholeSelection(packing, share)
        const value = found ? totalOf(packing, found) : 0
        if (found && value > best) {
          selection = found
          best = value
        }
        // Whole shares whose prices do not close the node: the simplex method has gone astray.
        if (isBetter(bound)) isComplete = false
        return
      }
      settle(hopeless, FORBIDDEN)
      branch(group, share)
      settle(hopeless, FREE)
    }
    const branch = (group: number, share: Float64Array): void => {
      const [likely, other] = halves(packing, settled, group, share)
      if (other.length > 0) {
        for (const side of [other, likely]) {
          settle(side, FORBIDDEN)
          visit()
          settle(side, FREE)
        }
      } else {
        taken.push(...likely)
        settle(likely, TAKEN)
        visit()
        taken.pop()
        settle(likely, FORBIDDEN)
        visit()
        settle(likely, FREE)
      }
    }
    visit()
    return { selection, isComplete, nodes }
  })

const freeColumns = ({ columns }: Packing, settled: Uint8Array): readonly number[] =>
  Array.from({ length: columns }, (_, j) => j).filter((j) => settled[j] === FREE)

/** The group whose largest share is the smallest; -1 when every group takes one column wholly or none at all. */
const mostDivided = ({ groups, groupStart, value }: Packing, share: Float64Array): number => {
  let divided = -1
  let smallest = 0
  for (let g = 0; g < groups; g++) {
    let largest = 0
    for (let j = groupStart[g] ?? 0; j < (groupStart[g + 1] ?? 0); j++) largest = Math.max(largest, share[j] ?? 0)
    const score = (1 - largest) * (value[groupStart[g] ?? 0] ?? 0)
    if (largest > WHOLE && largest < 1 - WHOLE && score > smallest) {
      smallest = score
      divided = g
    }
  }
  return divided
}

/** The columns of a group that are still free, cut where half of the shares are reached; the half with more of them first. */
const halves = (
  { groupStart }: Packing,
  settled: Uint8Array,
  group: number,
  share: Float64Array,
): readonly [readonly number[], readonly number[]] => {
  const first = groupStart[group] ?? 0
  const free = Array.from({ length: (groupStart[group + 1] ?? 0) - first }, (_, k) => first + k).filter(
    (j) => settled[j] === FREE,
  )
  const sumOf = (some: readonly number[]): number => some.reduce((sum, j) => sum + (share[j] ?? 0), 0)
  const half = sumOf(free) / 2
  let cut = 1
  while (cut < free.length - 1 && sumOf(free.slice(0, cut + 1)) <= half) cut++
  const sides = [free.slice(0, cut), free.slice(cut)] as const
  return sumOf(sides[0]) >= half ? sides : [sides[1], sides[0]]
}

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
