import type { Packing } from './packing'

/** Of two halves of a group's columns the one forbidden. */
export interface Forbidden {
  readonly group: number
  /** How much of it was taken. */
  readonly share: number
}

/**
 * What forbidding a share of a group has cost so far, in proportion to the group's value: the average of all groups counts as
 * much as `PRIOR` splits of its own.
 */
export interface Losses {
  readonly sum: Float64Array
  readonly count: Int32Array
}

export const noLosses = ({ groups }: Packing): Losses => ({
  sum: new Float64Array(groups),
  count: new Int32Array(groups),
})

export const copyOf = ({ sum, count }: Losses): Losses => ({ sum: sum.slice(), count: count.slice() })

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

/** Keeps in mind what forbidding a half took from the bound. */
export const note = (losses: Losses, packing: Packing, { group, share }: Forbidden, loss: number): void => {
  if (share < NOTICEABLE) return
  losses.sum[group] = (losses.sum[group] ?? 0) + Math.min(loss, CLEAR) / share / worthOf(packing, group)
  losses.count[group] = (losses.count[group] ?? 0) + 1
}

/** What forbidding all of a group's columns is expected to cost. */
export const expectedLoss = (packing: Packing, { sum, count }: Losses): ((group: number) => number) => {
  const splits = count.reduce((all, of) => all + of, 0)
  const average = splits > 0 ? sum.reduce((all, of) => all + of, 0) / splits : 1
  return (g) => (((sum[g] ?? 0) + average * PRIOR) / ((count[g] ?? 0) + PRIOR)) * worthOf(packing, g)
}

const PRIOR = 2
const NOTICEABLE = 0.05
/** A loss that closes any node says no more than that. */
const CLEAR = 60
