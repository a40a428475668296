/** [most, in milliseconds] */
type Limits = readonly (readonly [number, number])[]

/** Messages to one conversation, and openings of one (GRAPH-FACTS 3.2). */
const OF_A_CONVERSATION: Limits = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
]
/** Requests of any kind, of one bot in one tenant. */
const OF_THE_BOT: Limits = [[50, 1_000]]
const LONGEST = 3_600_000

/** Sliding windows of what a bot asked for, in real time. */
export class SendLimits {
  readonly #sent = new Map<string, number[]>()

  /** Books a message to a conversation, or an opening of one; returns the seconds to wait when it exceeds a limit. */
  book(conversation: string): number | null {
    return this.#book(conversation, OF_A_CONVERSATION, LONGEST)
  }

  /** The same for a request of any kind. */
  bookRequest(): number | null {
    return this.#book('', OF_THE_BOT, 1_000)
  }

  #book(subject: string, limits: Limits, longest: number): number | null {
    const now = Date.now()
    const sent = (this.#sent.get(subject) ?? []).filter((at) => now - at < longest)
    for (const [most, window] of limits) {
      const within = sent.filter((at) => now - at < window)
      const oldest = within[0]
      if (within.length >= most && oldest !== undefined) return Math.max(1, Math.ceil((oldest + window - now) / 1_000))
    }
    this.#sent.set(subject, [...sent, now])
    return null
  }
}
