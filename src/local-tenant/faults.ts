import { z } from 'zod'
import { assumed, differenceSettings } from './differences'
import { seededRandom } from './random'

const probability = z.number().min(0).max(1)

/** Switches that make the tenant as unkind as the real one can be. All are off, except the limits that cannot be met by a well-behaved client. */
const faultSettings = differenceSettings.extend({
  /** Seed of every random choice; setting it restarts the sequence. */
  seed: z.number().int(),
  /** Share of Graph requests (and of `$batch` rows) answered 429. */
  throttle: probability,
  /** Seconds in `Retry-After` of those answers; null leaves the header out, as the real service sometimes does. */
  throttleRetryAfter: z.number().min(0).nullable(),
  /** Share of Graph requests answered 503 without being carried out. */
  unavailable: probability,
  /** Share of Graph writes answered 504 although they were carried out. */
  timeoutAfterWrite: probability,
  /** Share of Graph writes refused with 409 `resourceModified`, as concurrent saves are. */
  saveConflict: probability,
  /** Share of Graph requests whose connection is reset before anything happens. */
  reset: probability,
  /** Share of Graph requests that are never answered, as over a connection that died in silence. */
  halfOpen: probability,
  /** Milliseconds added to every Graph answer. */
  delayMs: z.number().int().min(0).max(60_000),
  /** Graph answers nothing but 503. */
  graphDown: z.boolean(),
  /** Number of delta calls with a token still to be answered 410. */
  deltaGone: z.number().int().min(0),
  /** Age in days from which delta tokens are answered 410. */
  deltaTokenDays: z.number().positive(),
  /** Delta pages repeat one row, as the real ones may. */
  repeatDeltaRows: z.boolean(),
  /** `$filter` on fields that answers 200 with every row, or with none (both seen in the field). */
  unfaithfulFilter: z.enum(['off', 'unfiltered', 'empty']),
  /** Share of activities that reach the bot twice. */
  duplicateActivities: probability,
  /** Object ids of people who blocked the bot. */
  blockedPeople: z.array(z.string()),
  /** Bot Connector limits: 7 sends in 1 s, 8 in 2 s, 60 in 30 s, 1 800 in an hour, per conversation. */
  connectorLimits: z.boolean(),
  /** The Bot Connector answers nothing but 502. */
  connectorDown: z.boolean(),
  /** Resource units per minute are counted against `unitsPerMinute`. */
  quotas: z.boolean(),
  /** Requests that one mailbox admits in ten minutes. */
  mailboxRequests: z.number().int().positive(),
  /** Milliseconds that a mailbox takes for each request: with more than four at once the fifth is refused. */
  mailboxDelayMs: z.number().int().min(0).max(60_000),
  /** Object ids of people without a mailbox. */
  withoutMailbox: z.array(z.string()),
  /** Object ids of the only mailboxes that the application may open (application access policy); null opens all. */
  mailboxScope: z.array(z.string()).nullable(),
  /** Object ids of people in whose name Entra acts only once they have consented. */
  withoutConsent: z.array(z.string()),
  /** Object ids of people of whom Entra asks a further proof before it acts in their name. */
  signInAgain: z.array(z.string()),
  /** Whether a Teams application access policy lets the application read online meetings. */
  onlineMeetingPolicy: z.boolean(),
  /** The answer to the creation of an online event does not hold the meeting yet. */
  onlineMeetingLate: z.boolean(),
  /** Join addresses are of the short form, which does not hold the chat. */
  shortJoinUrls: z.boolean(),
  /** Milliseconds before new Planner entities, installations, site grants and consents can be seen. */
  visibilityDelayMs: z.number().int().min(0),
  /** Rows above which SharePoint refuses a query that no index serves. */
  viewThreshold: z.number().int().positive(),
  /** Tasks that one plan may hold. */
  planTasks: z.number().int().positive(),
  /** Milliseconds that a subscription's address has for its handshake. */
  handshakeMs: z.number().int().positive(),
  /** Milliseconds after which an answer to a notification counts as missing. */
  notificationMs: z.number().int().positive(),
  /** Milliseconds before a notification is sent again; doubled each time, for four hours at most. */
  notificationRetryMs: z.number().int().positive(),
  /** Milliseconds from which an answer to a notification counts as slow. */
  slowNotificationMs: z.number().int().positive(),
  /** Answers of one endpoint from which the share of slow ones counts: from 10 % it is told late, from 15 % not at all. */
  slowNotificationSample: z.number().int().positive(),
  /** Milliseconds after which the answers of an endpoint are counted anew. */
  slowNotificationWindowMs: z.number().int().positive(),
  /** Milliseconds by which notifications to a slow endpoint are late. */
  throttledNotificationMs: z.number().int().positive(),
  /** Quota of the application, resource units per minute (1 250 up to 1 000 licences). */
  unitsPerMinute: z.number().int().positive(),
})

export type FaultSettings = z.infer<typeof faultSettings>
export const faultPatch = faultSettings.partial().strict()

const calm: FaultSettings = {
  ...assumed,
  seed: 1,
  throttle: 0,
  throttleRetryAfter: 1,
  unavailable: 0,
  timeoutAfterWrite: 0,
  saveConflict: 0,
  reset: 0,
  halfOpen: 0,
  delayMs: 0,
  graphDown: false,
  deltaGone: 0,
  deltaTokenDays: 30,
  repeatDeltaRows: false,
  unfaithfulFilter: 'off',
  duplicateActivities: 0,
  blockedPeople: [],
  connectorLimits: true,
  connectorDown: false,
  quotas: false,
  mailboxRequests: 10_000,
  mailboxDelayMs: 0,
  withoutMailbox: [],
  mailboxScope: null,
  withoutConsent: [],
  signInAgain: [],
  onlineMeetingPolicy: true,
  onlineMeetingLate: false,
  shortJoinUrls: false,
  visibilityDelayMs: 0,
  viewThreshold: 5_000,
  planTasks: 9_000,
  handshakeMs: 10_000,
  notificationMs: 3_000,
  notificationRetryMs: 10_000,
  slowNotificationMs: 2_900,
  slowNotificationSample: 100,
  slowNotificationWindowMs: 600_000,
  throttledNotificationMs: 600_000,
  unitsPerMinute: 1_250,
}

export class Faults {
  readonly #initial: FaultSettings
  #current: FaultSettings
  #random: () => number
  #struck = 0

  constructor(initial: Partial<FaultSettings> = {}) {
    this.#initial = { ...calm, ...initial }
    this.#current = this.#initial
    this.#random = seededRandom(this.#initial.seed)
  }

  get current(): FaultSettings {
    return this.#current
  }

  /** Changes some switches. */
  set(patch: Partial<FaultSettings>): void {
    this.#current = { ...this.#current, ...patch }
    if (patch.seed !== undefined) this.#random = seededRandom(patch.seed)
  }

  /** Back to what the tenant was started with. */
  clear(): void {
    this.#current = this.#initial
    this.#random = seededRandom(this.#initial.seed)
  }

  /** The next number of the seeded sequence. */
  random(): number {
    return this.#random()
  }

  /** True in the given share of calls; costs no random number when the share is nought. */
  strikes(share: number): boolean {
    const struck = share > 0 && this.#random() < share
    if (struck) this.#struck += 1
    return struck
  }

  /** How often a fault has struck since the start. */
  get struck(): number {
    return this.#struck
  }

  /** Whether something made at this time (milliseconds) can be seen by now. */
  shows(madeAt: number): boolean {
    return Date.now() - madeAt >= this.#current.visibilityDelayMs
  }

  /** Uses up one of a number of announced failures. */
  takeDeltaGone(): boolean {
    if (this.#current.deltaGone === 0) return false
    this.set({ deltaGone: this.#current.deltaGone - 1 })
    this.#struck += 1
    return true
  }
}
