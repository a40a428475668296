import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../context'

/**
 * How long the parts of a stop are waited for, in milliseconds from its beginning: requests under way, the batch of the outbox in
 * hand, then all of the service. What is left of ten seconds is for the database and the process.
 */
const STOP = { requests: 5_000, outbox: 6_000, service: 6_500 } as const

/** Counts from its making. */
export interface StopClock {
  /** Resolves when `work` is over, or the time of that part is. What fails, fails in time. */
  within(part: keyof typeof STOP, work: Promise<unknown>): Promise<void>
}

/** Ends one part of the service; it may ask the clock for how long. */
export type Closer = (stop: StopClock) => unknown

/** Closes one part after the other. What fails is said, and the rest is closed all the same. */
export const closeAll = async (closers: readonly Closer[], log: Log): Promise<void> => {
  const clock = startStopClock()
  for (const close of closers) {
    const ending = (async () => close(clock))()
    try {
      await clock.within('service', ending)
    } catch (error) {
      log.warn({ error: String(error) }, 'a part of the service did not close as it should')
    }
  }
}

const startStopClock = (): StopClock => {
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
