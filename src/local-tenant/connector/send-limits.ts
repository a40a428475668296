/** Sends per conversation: [most, in milliseconds] (GRAPH-FACTS 3.2). */
const LIMITS = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const
const LONGEST = 3_600_000

/** Sliding windows of what a bot sent to each conversation, in real time. */
export class SendLimits {
  readonly #sent = new Map<string, number[]>()

  /** Books a send, or returns the seconds to wait when it exceeds a limit. */
  book(conversationId: string, now = Date.now()): number | null {
    const sent = (this.#sent.get(conversationId) ?? []).filter((at) => now - at < LONGEST)
    for (const [most, window] of LIMITS) {
      const within = sent.filter((at) => now - at < window)
      const oldest = within[0]
      if (within.length >= most && oldest !== undefined) return Math.max(1, Math.ceil((oldest + window - now) / 1_000))
    }
    this.#sent.set(conversationId, [...sent, now])
    return null
  }
}
