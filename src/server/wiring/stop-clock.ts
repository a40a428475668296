import { setTimeout as delay } from 'node:timers/promises'

/**
 * How long the parts of a stop are waited for, in milliseconds from its beginning: requests under way, the batch of the outbox in
 * hand, then all of the service. What is left of ten seconds is for the database and the process.
 */
const STOP = { requests: 6_000, outbox: 7_500, service: 8_500 } as const

/** Counts from its making. */
export interface StopClock {
  /** Resolves when `work` is over, or the time of that part is. What fails, fails in time. */
  within(part: keyof typeof STOP, work: Promise<unknown>): Promise<void>
}

export const startStopClock = (): StopClock => {
  const began = performance.now()
  return {
    within: async (part, work) => {
      const over = new AbortController()
      const left = Math.max(0, began + STOP[part] - performance.now())
      const patience = delay(left, undefined, { signal: over.signal }).catch(() => undefined)
      try {
        await Promise.race([work, patience])
      } finally {
        over.abort()
      }
    },
  }
}
