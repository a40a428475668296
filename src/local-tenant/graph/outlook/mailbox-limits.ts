import type { Faults } from '../../faults'
import { GraphError } from '../exchange'

const WINDOW_MS = 600_000
const AT_ONCE = 4

interface Load {
  readonly since: number
  requests: number
  running: number
}

/** Outlook's limits per application and mailbox: 10 000 requests in ten minutes, four at once (GRAPH-FACTS 3.2). */
export class MailboxLimits {
  readonly #loads = new Map<string, Load>()

  constructor(private readonly faults: Faults) {}

  /** Carries out a call within the limits; 429 beyond them. */
  async within<T>(mailbox: string, carryOut: () => T | Promise<T>): Promise<T> {
    const { mailboxDelayMs, mailboxRequests } = this.faults.current
    const load = this.#loadOf(mailbox.toLowerCase())
    if (load.running >= AT_ONCE) throw tooMany('MailboxConcurrency limit', 1)
    if (load.requests >= mailboxRequests) {
      throw tooMany('request limit', Math.ceil((load.since + WINDOW_MS - Date.now()) / 1_000))
    }
    load.requests += 1
    load.running += 1
    try {
      if (mailboxDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, mailboxDelayMs))
      return await carryOut()
    } finally {
      load.running -= 1
    }
  }

  #loadOf(mailbox: string): Load {
    const now = Date.now()
    const known = this.#loads.get(mailbox)
    if (known && now - known.since < WINDOW_MS) return known
    const made = { since: now, requests: 0, running: known?.running ?? 0 }
    this.#loads.set(mailbox, made)
    return made
  }
}

const tooMany = (limit: string, seconds: number): GraphError =>
  new GraphError(429, 'ApplicationThrottled', `Application is over its ${limit}.`, undefined, {
    'Retry-After': String(seconds),
  })
