import { setTimeout as delay } from 'node:timers/promises'
import { noAnswer } from './failure'

/** Waits; fails as `unavailable` at once when the door closes. */
export const sleep = async (ms: number, stopped: AbortSignal): Promise<void> => {
  try {
    await delay(ms, undefined, { signal: stopped })
  } catch {
    throw noAnswer('unavailable', 'The Graph door was closed')
  }
}

/** Exponential backoff with full jitter: 0.5 s, 1 s, 2 s … at most 30 s, times a random half to whole. */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.min(30_000, 500 * 2 ** (attempt - 1)) * (0.5 + random() / 2)
