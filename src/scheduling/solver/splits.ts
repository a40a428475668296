import { FORBIDDEN, FREE, isBetter, TAKEN } from './lagrangian'
import { expectedLoss, type Forbidden, type Losses, note } from './losses'
import { type Priced, relaxed } from './priced'

/** A smaller problem of a search that nobody has looked at yet. */
export interface Node {
  readonly priced: Priced
  /** What the node forbids of a group, to learn from what that costs; absent at the root, where a single column is settled, and after a try. */
  readonly forbidden?: Forbidden
}

/** How splits are chosen. */
export interface Choice {
  /** Selections worth no more are of no interest. */
  readonly floor: number
  /** The most promising splits are tried where nothing is known of their groups; otherwise choosing costs nothing. */
  readonly isTrying: boolean
}

export interface Divided {
  /** Of the better split, the half of which more is taken forbidden first; none when every group takes one column wholly or none. */
  readonly nodes: readonly Node[]
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/** Shares this near to nothing or to all count as such. */
const WHOLE = 1e-6

/** So many of the most promising splits are compared; it ends after so many in a row that are no better (Achterberg, Koch and Martin, 2005). */
const COMPARED = 8
const MOST_WORSE = 4

/** A side that costs next to nothing still counts as this many points. */
const LEAST_LOSS = 0.1

/**
 * Two nodes that together are all of this one: a divided group cut in two halves of its columns, so that both sides lose about as much; taking
 * or forbidding a single column would leave the other side as it was. Losses learn from what is tried.
 */
export const divided = async (priced: Priced, losses: Losses, { floor, isTrying }: Choice): Promise<Divided> => {
  const isKnown = ({ group, other }: Split): boolean => (losses.count[group] ?? 0) > 0 || other.columns.length === 0
  let nodes: readonly Node[] = []
  let most = Number.NEGATIVE_INFINITY
  let worse = 0
  let work = 0
  for (const split of promisingSplits(priced, losses).slice(0, isTrying ? COMPARED : 1)) {
    const seen = isTrying && !isKnown(split) ? await tried(priced, split, losses, floor) : untried(priced, split)
    work += seen.work
    worse++
    if (seen.promise > most) {
      most = seen.promise
      nodes = seen.nodes
      worse = 0
    }
    if (most === Number.POSITIVE_INFINITY || worse === MOST_WORSE) break
  }
  return { nodes, work }
}

type Seen = Divided & { readonly promise: number }

const untried = (from: Priced, { group, likely, other, promise }: Split): Seen => {
  const nodes: readonly Node[] =
    other.columns.length === 0
      ? ([FORBIDDEN, TAKEN] as const).map((as) => ({ priced: settle(from, likely.columns, as) }))
      : [likely, other].map(({ columns, share }) => ({
          priced: settle(from, columns, FORBIDDEN),
          forbidden: { group, share },
        }))
  return { nodes, promise, work: 0 }
}

/** What both sides lose by the rows told already; nothing is better than a side that is closed: only the other is left to look at. */
const tried = async (priced: Priced, { group, likely, other }: Split, losses: Losses, floor: number): Promise<Seen> => {
  const nodes: Node[] = []
  let promise = 1
  let work = 0
  for (const { columns, share } of [likely, other]) {
    const side = await relaxed(settle(priced, columns, FORBIDDEN), { floor, isRough: true })
    const lost = priced.bound - side.bound
    note(losses, priced.packing, { group, share }, lost)
    promise *= isBetter(side.bound, floor) ? Math.max(LEAST_LOSS, lost) : Number.POSITIVE_INFINITY
    work += side.work
    nodes.push({ priced: side })
  }
  return { nodes, promise, work }
}

const settle = (priced: Priced, columns: readonly number[], as: typeof FORBIDDEN | typeof TAKEN): Priced => {
  const settled = priced.settled.slice()
  for (const j of columns) settled[j] = as
  return { ...priced, settled }
}

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
  /** The product of what both sides are expected to lose. */
  readonly promise: number
}

/** The most promising first. */
const promisingSplits = (priced: Priced, losses: Losses): readonly Split[] => {
  const { packing, share } = priced
  const expected = expectedLoss(packing, losses)
  const splits: Split[] = []
  for (let group = 0; group < packing.groups; group++) {
    let largest = 0
    for (let j = packing.groupStart[group] ?? 0; j < (packing.groupStart[group + 1] ?? 0); j++)
      largest = Math.max(largest, share[j] ?? 0)
    if (largest <= WHOLE || largest >= 1 - WHOLE) continue
    const { likely, other } = halvesOf(priced, group)
    const promise = expected(group) ** 2 * Math.max(LEAST_SHARE, likely.share) * Math.max(LEAST_SHARE, other.share)
    splits.push({ group, likely, other, promise })
  }
  return splits.sort((a, b) => b.promise - a.promise || a.group - b.group)
}

/** A side of which next to nothing is taken still closes something. */
const LEAST_SHARE = 0.02

/** The columns of a group that are still free, cut where half of what is taken of them is reached. */
const halvesOf = (
  { packing: { groupStart }, settled, share }: Priced,
  group: number,
): { readonly likely: Half; readonly other: Half } => {
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
  return first.share >= all / 2 ? { likely: first, other: second } : { likely: second, other: first }
}
