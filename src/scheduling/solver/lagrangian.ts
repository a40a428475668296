import type { Packing } from './packing'

/** Prices of the rows, and the upper bound on the best total that they prove. */
export interface Dual {
  readonly price: Float64Array
  readonly bound: number
  /** How often each column was taken lately, about what a fractional solution would take of it. */
  readonly share: Float64Array
}

/** Room for the rounding of sums of prices: a bound is only believed this much above what was computed. */
export const TOLERANCE = 1e-6

/** Weight of the present round in the shares. */
const MEMORY = 0.03

/**
 * Upper bound from row prices: every group takes the column with the best value left after paying for its rows. True for any
 * prices that are not negative, whatever method they come from.
 */
export const boundOf = (packing: Packing, price: Float64Array): number => relax(packing, price, undefined)

/** `usage` and `taken`, when given, receive how often each row is used, and the column that each group would take. */
const relax = (packing: Packing, price: Float64Array, usage: Int32Array | undefined, taken?: Int32Array): number => {
  const { groups, groupStart, value, start, rowOf, capacity } = packing
  let bound = 0
  for (let r = 0; r < packing.rows; r++) bound += (price[r] ?? 0) * (capacity[r] ?? 0)
  usage?.fill(0)
  for (let g = 0; g < groups; g++) {
    let best = 0
    let column = -1
    const end = groupStart[g + 1] ?? 0
    // The most valuable first: once a value alone is no better than the best profit, no later column is.
    for (let j = groupStart[g] ?? 0; j < end && (value[j] ?? 0) > best; j++) {
      let profit = value[j] ?? 0
      for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0) && profit > best; e++) profit -= price[rowOf[e] ?? 0] ?? 0
      if (profit > best) {
        best = profit
        column = j
      }
    }
    bound += best
    if (taken) taken[g] = column
    if (usage !== undefined && column >= 0) {
      for (let e = start[column] ?? 0; e < (start[column + 1] ?? 0); e++) {
        const row = rowOf[e] ?? 0
        usage[row] = (usage[row] ?? 0) + 1
      }
    }
  }
  return bound
}

/**
 * Lowers the bound by subgradient steps (Polyak's step towards `target`, the best total known, with a deflected direction).
 * Stops after `rounds`, or once the bound cannot matter any more: below `target` + 1 nothing better exists.
 */
export const subgradient = (
  packing: Packing,
  target: number,
  rounds: number,
  from?: Float64Array,
  report?: (bound: number) => void,
): Dual => {
  const rows = packing.rows
  const price = from ? from.slice() : new Float64Array(rows)
  const best = price.slice()
  const usage = new Int32Array(rows)
  const direction = new Float64Array(rows)
  const share = new Float64Array(packing.columns)
  const taken = new Int32Array(packing.groups)
  let bestBound = Number.POSITIVE_INFINITY
  let scale = 1
  let stale = 0
  for (let round = 0; round < rounds; round++) {
    const bound = relax(packing, price, usage, taken)
    for (let j = 0; j < share.length; j++) share[j] = (share[j] ?? 0) * (1 - MEMORY)
    for (const column of taken) if (column >= 0) share[column] = (share[column] ?? 0) + MEMORY
    if (bound < bestBound) {
      if (bound < bestBound - 0.01) stale = 0
      bestBound = bound
      best.set(price)
      report?.(bound)
      if (bound < target + 1 - TOLERANCE) break
    } else stale++
    if (stale > 15) {
      scale *= 0.7
      stale = 0
      price.set(best)
      direction.fill(0)
      if (scale < 1e-3) break
      continue
    }
    let norm = 0
    for (let r = 0; r < rows; r++) {
      const slack = (packing.capacity[r] ?? 0) - (usage[r] ?? 0)
      const step = slack > 0 && price[r] === 0 ? 0 : slack
      const next = 0.7 * (direction[r] ?? 0) + 0.3 * step
      direction[r] = next
      norm += next * next
    }
    if (norm === 0) break
    const length = (scale * Math.max(bound - target, 1)) / norm
    for (let r = 0; r < rows; r++) price[r] = Math.max(0, (price[r] ?? 0) - length * (direction[r] ?? 0))
  }
  return { price: best, bound: bestBound, share }
}

/** For each column, an upper bound on the best total of a selection that has it. */
export const boundsWith = (
  packing: Packing,
  price: Float64Array,
): { readonly bound: number; readonly column: Float64Array } => {
  const { groups, groupStart, value, start, rowOf } = packing
  const bound = boundOf(packing, price)
  const column = new Float64Array(packing.columns)
  for (let g = 0; g < groups; g++) {
    let best = 0
    for (let j = groupStart[g] ?? 0; j < (groupStart[g + 1] ?? 0); j++) {
      let profit = value[j] ?? 0
      for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) profit -= price[rowOf[e] ?? 0] ?? 0
      column[j] = profit
      if (profit > best) best = profit
    }
    for (let j = groupStart[g] ?? 0; j < (groupStart[g + 1] ?? 0); j++) column[j] = bound - best + (column[j] ?? 0)
  }
  return { bound, column }
}
