/** The value below which a share of the values lies (nearest rank); NaN of none. `share` from 0 to 1. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(sorted.length * share))
  return sorted[rank - 1] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export const rounded = (value: number, digits = 3): number => Math.round(value * 10 ** digits) / 10 ** digits

/**
 * How two contestants compare over rounds in which both ran: the median of the rounds' own ratios, because a neighbour on the
 * machine slows down both halves of a round alike. Rounds without a result of both are an error, not a zero.
 */
export const ratioOf = (rounds: readonly { readonly ours: number; readonly theirs: number }[]): number => {
  const ratios = rounds.map(({ ours, theirs }) => ours / theirs)
  if (ratios.length === 0 || ratios.some((ratio) => !Number.isFinite(ratio)))
    throw new Error('a round lacks the result of a contestant')
  return median(ratios)
}
