import { bestColumn, profitOf, TOLERANCE } from './lagrangian'
import type { Packing } from './packing'

/** Prices of the rows, and the upper bound on the best total that they prove. */
export interface Dual {
  readonly price: Float64Array
  readonly bound: number
  /** How often each column was taken lately, about what a fractional solution would take of it. */
  readonly share: Float64Array
}

export interface Steps {
  readonly rounds: number
  /** Share of Polyak's step to begin with; each time that `patience` rounds have brought nothing it shrinks by `shrink`. */
  readonly scale: number
  readonly shrink: number
  readonly patience: number
  /** Weight of the former direction in the next. */
  readonly keep: number
}

/** From no prices at all. */
export const COLD: Steps = { rounds: 600, scale: 1, shrink: 0.5, patience: 15, keep: 0.7 }
/** From prices that are good already but for a few new rows: full steps would lose them, and the rounds go to finding them again. */
export const WARM: Steps = { rounds: 250, scale: 0.05, shrink: 0.7, patience: 10, keep: 0.9 }

/** Weight of the present round in the shares. */
const MEMORY = 0.015

/** Rounds between two sortings. */
const SORTING = 50

/**
 * Lowers the bound by subgradient steps (Polyak's step towards `target`, the best total known, with a deflected direction).
 * Stops after its rounds, or once the bound cannot matter any more: below `target` + 1 nothing better exists.
 */
export const subgradient = (
  given: Packing,
  target: number,
  { rounds, scale: firstScale, shrink, patience, keep }: Steps,
  from?: Float64Array,
): Dual => {
  const packing = { ...given, rowOf: given.rowOf.slice() }
  const price = from ? from.slice() : new Float64Array(packing.rows)
  const walk = walkOf(packing, price)
  const best = price.slice()
  const share = new Float64Array(packing.columns)
  let bestBound = Number.POSITIVE_INFINITY
  let scale = firstScale
  let stale = 0
  let present = MEMORY
  for (let round = 0; round < rounds; round++) {
    if (round % SORTING === 0) sortByPrice(packing, price)
    const bound = walk.take()
    // Instead of all shares fading in every round, what is added grows; they are brought to scale in the end.
    present /= 1 - MEMORY
    for (const column of walk.taken) if (column >= 0) share[column] = (share[column] ?? 0) + present
    if (bound < bestBound) {
      if (bound < bestBound - 0.01) stale = 0
      bestBound = bound
      walk.copy(price, best)
      if (bound < target + 1 - TOLERANCE) break
    } else stale++
    if (stale > patience) {
      scale *= shrink
      stale = 0
      walk.copy(best, price)
      walk.halt()
      if (scale < 1e-3) break
    } else if (!walk.step(scale * Math.max(bound - target, 1), keep)) break
  }
  return { price: best, bound: bestBound, share: share.map((sum) => (sum / present) * MEMORY) }
}

interface Walk {
  /** Every group takes its best column; the bound that this proves. */
  readonly take: () => number
  /** The column that each group took, -1 for none. */
  readonly taken: Int32Array
  /** Moves the prices by `length` over the squared length of the new direction; false when there is no direction to go. */
  readonly step: (length: number, keep: number) => boolean
  /** Forgets the direction. */
  readonly halt: () => void
  readonly copy: (from: Float64Array, to: Float64Array) => void
}

/** Changes `price` in place. Only rows that once had a price or too many users are ever looked at: most never have. */
const walkOf = (packing: Packing, price: Float64Array): Walk => {
  const { rows, groups, start, rowOf, capacity } = packing
  const usage = new Int32Array(rows)
  const direction = new Float64Array(rows)
  const taken = new Int32Array(groups).fill(-1)
  const isActive = new Uint8Array(rows)
  const active = new Int32Array(rows)
  let count = 0
  const activate = (row: number): void => {
    isActive[row] = 1
    active[count++] = row
  }
  for (let r = 0; r < rows; r++) if ((price[r] ?? 0) > 0) activate(r)
  const use = (column: number, by: number): void => {
    for (let e = start[column] ?? 0; e < (start[column + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      const used = (usage[row] ?? 0) + by
      usage[row] = used
      if (used > (capacity[row] ?? 0) && isActive[row] === 0) activate(row)
    }
  }
  const take = (): number => {
    let bound = 0
    for (let a = 0; a < count; a++) bound += (price[active[a] ?? 0] ?? 0) * (capacity[active[a] ?? 0] ?? 0)
    for (let g = 0; g < groups; g++) {
      const before = taken[g] ?? -1
      const column = bestColumn(packing, price, g, before)
      if (column >= 0) bound += profitOf(packing, price, column, Number.NEGATIVE_INFINITY)
      if (column === before) continue
      if (before >= 0) use(before, -1)
      if (column >= 0) use(column, 1)
      taken[g] = column
    }
    return bound
  }
  const step = (length: number, keep: number): boolean => {
    let norm = 0
    for (let a = 0; a < count; a++) {
      const r = active[a] ?? 0
      const slack = (capacity[r] ?? 0) - (usage[r] ?? 0)
      const wanted = slack > 0 && price[r] === 0 ? 0 : slack
      const next = keep * (direction[r] ?? 0) + (1 - keep) * wanted
      direction[r] = next
      norm += next * next
    }
    if (norm === 0) return false
    const by = length / norm
    for (let a = 0; a < count; a++) {
      const r = active[a] ?? 0
      price[r] = Math.max(0, (price[r] ?? 0) - by * (direction[r] ?? 0))
    }
    return true
  }
  const halt = (): void => void direction.fill(0)
  const copy = (source: Float64Array, to: Float64Array): void => {
    for (let a = 0; a < count; a++) to[active[a] ?? 0] = source[active[a] ?? 0] ?? 0
  }
  return { take, taken, step, halt, copy }
}

/** Sorts the rows of each column, in place, the dearest first: a column is then seen to be no good after a row or two. */
const sortByPrice = ({ columns, start, rowOf }: Packing, price: Float64Array): void => {
  for (let j = 0; j < columns; j++) {
    const first = start[j] ?? 0
    const end = start[j + 1] ?? 0
    for (let at = first + 1; at < end; at++) {
      const row = rowOf[at] ?? 0
      const own = price[row] ?? 0
      let to = at
      for (; to > first && (price[rowOf[to - 1] ?? 0] ?? 0) < own; to--) rowOf[to] = rowOf[to - 1] ?? 0
      rowOf[to] = row
    }
  }
}
