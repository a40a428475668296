/** When each item begins, and whether the agenda fits into its meeting. */
export interface Timing {
  /** UTC ISO 8601 of the beginning of each item, in their order; null while the meeting has no day. */
  readonly starts: readonly (string | null)[]
  readonly planned: number
  /** Minutes of the meeting; null while it has no end. */
  readonly available: number | null
  /** Minutes by which the agenda is too long; 0 when it fits or nobody knows. */
  readonly over: number
}

const MINUTE_MS = 60_000

export const timingOf = (
  items: readonly { readonly minutes: number | null }[],
  startsAt: string | null,
  endsAt: string | null,
): Timing => {
  let planned = 0
  const starts = items.map(({ minutes }) => {
    const at = startsAt === null ? null : new Date(Date.parse(startsAt) + planned * MINUTE_MS).toISOString()
    planned += minutes ?? 0
    return at
  })
  const available =
    startsAt === null || endsAt === null ? null : Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS)
  return { starts, planned, available, over: available === null ? 0 : Math.max(0, planned - available) }
}
