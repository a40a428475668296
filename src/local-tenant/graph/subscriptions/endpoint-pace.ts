/** What becomes of notifications to an endpoint: sent at once, sent late, or not at all. */
export type Treatment = 'prompt' | 'throttled' | 'dropped'

export interface PaceRules {
  /** An answer that takes longer counts as slow. */
  readonly slowMs: number
  /** Answers from which the share of slow ones counts. */
  readonly sample: number
  /** Age at which what was counted is forgotten. */
  readonly windowMs: number
}

const THROTTLED_FROM = 0.1
const DROPPED_FROM = 0.15

interface Count {
  readonly since: number
  answers: number
  slow: number
}

/**
 * How quickly the endpoints of subscriptions answer (GRAPH-FACTS 9). All addresses of one host are one endpoint: what is said of
 * "all subscriptions associated with the endpoint", read strictly.
 */
export class EndpointPace {
  readonly #counts = new Map<string, Count>()

  answered(address: string, tookMs: number, rules: PaceRules): void {
    const count = this.#countOf(address, rules)
    count.answers += 1
    if (tookMs > rules.slowMs) count.slow += 1
  }

  treatment(address: string, rules: PaceRules): Treatment {
    const { answers, slow } = this.#countOf(address, rules)
    if (answers < rules.sample) return 'prompt'
    const share = slow / answers
    if (share >= DROPPED_FROM) return 'dropped'
    return share >= THROTTLED_FROM ? 'throttled' : 'prompt'
  }

  #countOf(address: string, { windowMs }: PaceRules): Count {
    const { host } = new URL(address)
    const known = this.#counts.get(host)
    if (known && performance.now() - known.since < windowMs) return known
    const count = { since: performance.now(), answers: 0, slow: 0 }
    this.#counts.set(host, count)
    return count
  }
}
