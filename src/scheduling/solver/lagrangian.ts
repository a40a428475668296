import type { Packing } from './packing'

/** Room for the rounding of sums of prices: a bound is only believed this much above what was computed. */
export const TOLERANCE = 1e-6

/** What a bound must reach for a selection worth more than `floor` to be possible: values are whole. */
export const leastBetter = (floor: number): number => floor + 1 - TOLERANCE
export const isBetter = (bound: number, floor: number): boolean => bound >= leastBetter(floor)

/**
 * Upper bound from row prices: every group takes the column with the best value left after paying for its rows. True for any
 * prices that are not negative, whatever method they come from.
 */
export const boundOf = (packing: Packing, price: Float64Array): number => {
  let bound = 0
  for (let r = 0; r < packing.rows; r++) bound += (price[r] ?? 0) * (packing.capacity[r] ?? 0)
  for (let g = 0; g < packing.groups; g++) {
    const column = bestColumn(packing, price, g, -1)
    if (column >= 0) bound += profitOf(packing, price, column, Number.NEGATIVE_INFINITY)
  }
  return bound
}

/** Value of a column after paying for its rows; anything up to `floor` when it is not above `floor`. */
export const profitOf = ({ value, start, rowOf }: Packing, price: Float64Array, j: number, floor: number): number => {
  const end = start[j + 1] ?? 0
  let profit = value[j] ?? 0
  for (let e = start[j] ?? 0; e < end && profit > floor; e++) profit -= price[rowOf[e] ?? 0] ?? 0
  return profit
}

/** The column of the group with the highest profit, -1 when none has any. The nearer the guess, the sooner it is found. */
export const bestColumn = (packing: Packing, price: Float64Array, group: number, guess: number): number => {
  const { groupStart, value } = packing
  let best = guess < 0 ? 0 : Math.max(0, profitOf(packing, price, guess, 0))
  let column = best > 0 ? guess : -1
  const end = groupStart[group + 1] ?? 0
  // The most valuable first: once a value alone is no better than the best profit, no later column is.
  for (let j = groupStart[group] ?? 0; j < end && (value[j] ?? 0) > best; j++) {
    const profit = profitOf(packing, price, j, best)
    if (profit > best) {
      best = profit
      column = j
    }
  }
  return column
}

/** What a search has settled about a column. */
export const FREE = 0
export const FORBIDDEN = 1
export const TAKEN = 2

/**
 * For each column, an upper bound on the best total of a selection that has it, and the bound on all; of selections without the
 * `FORBIDDEN` columns and with the `TAKEN` ones, where a search has settled some.
 */
export const boundsWith = (
  packing: Packing,
  price: Float64Array,
  settled?: Uint8Array,
): { readonly bound: number; readonly column: Float64Array } => {
  const { rows, capacity, groups, groupStart } = packing
  const column = new Float64Array(packing.columns)
  const best = new Float64Array(groups)
  let bound = 0
  for (let r = 0; r < rows; r++) bound += (price[r] ?? 0) * (capacity[r] ?? 0)
  for (let g = 0; g < groups; g++) {
    let most = 0
    let taken: number | undefined
    for (let j = groupStart[g] ?? 0; j < (groupStart[g + 1] ?? 0); j++) {
      const state = settled?.[j] ?? FREE
      const profit =
        state === FORBIDDEN ? Number.NEGATIVE_INFINITY : profitOf(packing, price, j, Number.NEGATIVE_INFINITY)
      column[j] = profit
      if (state === TAKEN) taken = profit
      if (profit > most) most = profit
    }
    best[g] = taken ?? most
    bound += taken ?? most
  }
  for (let j = 0; j < packing.columns; j++) column[j] = bound - (best[packing.groupOf[j] ?? 0] ?? 0) + (column[j] ?? 0)
  return { bound, column }
}
