import { noAnswer } from './failure'
import { sleep } from './sleep'

/** Share of the quota that the application allows itself: above it SharePoint starts to warn and other apps suffer. */
const SHARE = 0.8
const WINDOW_MS = 60_000

export interface Budget {
  /**
   * Waits until `units` fit under the allowance of the last minute and no pause is in force, then books them. `urgent` calls
   * (a person waits) do not queue for the allowance, but do respect a pause. Fails as `throttled` when the wait would be
   * longer than `patienceMs`.
   */
  take(units: number, urgent: boolean, patienceMs: number): Promise<void>
  /** SharePoint said 429, or that the quota is nearly used: nobody calls for this long. Ignored waits count against us. */
  pause(ms: number): void
}

/** A budget of resource units per minute that all identities of the application share. */
export const createBudget = (
  unitsPerMinute: number,
  stopped: AbortSignal,
  now: () => number = () => performance.now(),
): Budget => {
  const allowance = unitsPerMinute * SHARE
  const taken: { at: number; units: number }[] = []
  let used = 0
  let pausedUntil = 0

  const forget = (at: number): void => {
    for (let oldest = taken[0]; oldest && oldest.at <= at - WINDOW_MS; oldest = taken[0]) {
      used -= oldest.units
      taken.shift()
    }
  }

  /** Milliseconds until the units fit; a call dearer than the whole allowance waits for an empty minute only. */
  const waitFor = (units: number, urgent: boolean): number => {
    const at = now()
    forget(at)
    const pause = Math.max(0, pausedUntil - at)
    if (urgent || used === 0) return pause
    let excess = used + units - allowance
    let wait = 0
    for (const entry of taken) {
      if (excess <= 0) break
      excess -= entry.units
      wait = entry.at + WINDOW_MS - at
    }
    return Math.max(pause, wait)
  }

  return {
    async take(units, urgent, patienceMs) {
      if (units === 0) return
      const deadline = now() + patienceMs
      for (let wait = waitFor(units, urgent); wait > 0; wait = waitFor(units, urgent)) {
        if (now() + wait > deadline) throw noAnswer('throttled', 'The SharePoint budget is used up', wait)
        await sleep(wait, stopped)
      }
      taken.push({ at: now(), units })
      used += units
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms)
    },
  }
}
