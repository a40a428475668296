/**
 * How much one person may ask for: a bucket per person that holds a minute's allowance and fills steadily, so that a burst passes
 * and a loop does not. Each copy of the service counts for itself: with n copies a person has n times as much, which still
 * stops a loop and costs no round trip.
 */
export interface RequestBudget {
  /** 0 when the request may pass; otherwise the seconds after which the next one may. */
  spend(person: string, now: number): number
}

/** No limit, where none is configured. */
const boundless: RequestBudget = { spend: () => 0 }

/** Buckets that are full again are forgotten from this many on. */
const REMEMBERED = 1_000

export const createRequestBudget = (perMinute: number | null): RequestBudget => {
  if (perMinute === null) return boundless
  const perMs = perMinute / 60_000
  const buckets = new Map<string, { left: number; at: number }>()
  const leftAt = ({ left, at }: { left: number; at: number }, now: number): number =>
    Math.min(perMinute, left + Math.max(0, now - at) * perMs)
  return {
    spend: (person, now) => {
      if (buckets.size >= REMEMBERED)
        for (const [key, bucket] of buckets) if (leftAt(bucket, now) >= perMinute) buckets.delete(key)
      const left = leftAt(buckets.get(person) ?? { left: perMinute, at: now }, now)
      const passes = left >= 1
      buckets.set(person, { left: passes ? left - 1 : left, at: now })
      return passes ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1_000))
    },
  }
}
