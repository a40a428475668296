import type { Faults } from '../faults'
import { GraphError, throttled } from './exchange'

const WINDOW_MS = 60_000
const FIRST_PENALTY_S = 5
const LONGEST_PENALTY_S = 300
const ABUSE_AFTER = 10

export interface Usage {
  /** HTTP requests to Graph, a `$batch` counting once. */
  readonly requests: number
  readonly batches: number
  readonly batchRows: number
  /** SharePoint resource units (GRAPH-FACTS 3.1). */
  readonly resourceUnits: number
  readonly throttled: number
}

const nothing: Usage = { requests: 0, batches: 0, batchRows: 0, resourceUnits: 0, throttled: 0 }

/** Counts resource units, and refuses what exceeds the quota of a minute when quotas are on. */
export class Metering {
  #usage: Usage = nothing
  #windowStart = 0
  #windowUnits = 0
  #blockedUntil = 0
  #ignoredWaits = 0

  constructor(private readonly faults: Faults) {}

  usage(): Usage {
    return this.#usage
  }

  reset(): void {
    this.#usage = nothing
    this.#windowStart = 0
    this.#blockedUntil = 0
    this.#ignoredWaits = 0
  }

  count(part: Partial<Usage>): void {
    this.#usage = {
      requests: this.#usage.requests + (part.requests ?? 0),
      batches: this.#usage.batches + (part.batches ?? 0),
      batchRows: this.#usage.batchRows + (part.batchRows ?? 0),
      resourceUnits: this.#usage.resourceUnits + (part.resourceUnits ?? 0),
      throttled: this.#usage.throttled + (part.throttled ?? 0),
    }
  }

  /**
   * Books the units of one call and returns the RateLimit headers it deserves (from 80 % of the quota on). Throws 429 beyond
   * the quota, with a wait that doubles when the client does not wait, and 503 when it persists.
   */
  admit(units: number): Record<string, string> {
    const { quotas, unitsPerMinute } = this.faults.current
    if (!quotas) {
      this.count({ resourceUnits: units })
      return {}
    }
    const now = Date.now()
    if (now < this.#blockedUntil) throw this.#punish(now, unitsPerMinute)
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now
      this.#windowUnits = 0
      this.#ignoredWaits = 0
    }
    if (this.#windowUnits + units > unitsPerMinute) {
      this.#blockedUntil = now + FIRST_PENALTY_S * 1_000
      return this.#refuse(FIRST_PENALTY_S, unitsPerMinute)
    }
    this.#windowUnits += units
    this.count({ resourceUnits: units })
    if (this.#windowUnits < unitsPerMinute * 0.8) return {}
    return rateLimit(unitsPerMinute, unitsPerMinute - this.#windowUnits, (this.#windowStart + WINDOW_MS - now) / 1_000)
  }

  #punish(now: number, limit: number): GraphError {
    this.#ignoredWaits += 1
    if (this.#ignoredWaits >= ABUSE_AFTER) {
      this.count({ throttled: 1 })
      return new GraphError(
        503,
        'serviceNotAvailable',
        'The application is blocked for ignoring throttling.',
        undefined,
        {
          'Retry-After': String(LONGEST_PENALTY_S),
        },
      )
    }
    const seconds = Math.min(LONGEST_PENALTY_S, FIRST_PENALTY_S * 2 ** this.#ignoredWaits)
    this.#blockedUntil = now + seconds * 1_000
    this.count({ throttled: 1 })
    return throttled(seconds, rateLimit(limit, 0, seconds))
  }

  #refuse(seconds: number, limit: number): never {
    this.count({ throttled: 1 })
    throw throttled(seconds, rateLimit(limit, 0, seconds))
  }
}

const rateLimit = (limit: number, remaining: number, resetSeconds: number): Record<string, string> => ({
  'RateLimit-Limit': String(limit),
  'RateLimit-Remaining': String(remaining),
  'RateLimit-Reset': String(Math.ceil(resetSeconds)),
})
