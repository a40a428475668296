import type { Context } from '../../context'
import type { DrawnCard, MessageRef } from '../../ports/messaging'

export interface Message {
  readonly cycle: string
  readonly person: string
  /** As in the delivery log: `question`, `reminder:D-3:2026-11-27`, `nudge`, `escalation:2026-11-27` … */
  readonly kind: string
  readonly drawn: DrawnCard
  /** What the e-mail says when the bot cannot reach the person. */
  readonly mailText: string
}

export interface Delivered {
  /** Did it arrive, by bot or by e-mail? */
  readonly reached: boolean
  /** Set when the bot delivered it. */
  readonly ref: MessageRef | null
  /** Why the bot could not, or null. */
  readonly reason: string | null
}

/** Reasons that waiting does not cure: the person gets an e-mail instead. */
const LASTING: ReadonlySet<string> = new Set(['not-installed', 'blocked', 'too-large'])

/** Sends one card to one person, by e-mail when the bot is blocked or absent, and writes both attempts to the delivery log. */
export const deliver = async (ctx: Context, message: Message): Promise<Delivered> => {
  const { cycle, person, kind, drawn } = message
  const log = (channel: 'bot' | 'mail', outcome: 'sent' | 'failed', reason: string | null): Promise<void> =>
    ctx.asks.log({ cycle, person, kind, channel, outcome, reason, at: ctx.clock.now() })
  const sent = await ctx.messenger.sendCard(person, drawn.card, drawn.summary)
  if (sent.ok) {
    await log('bot', 'sent', null)
    return { reached: true, ref: sent.ref, reason: null }
  }
  await log('bot', 'failed', sent.reason)
  if (!LASTING.has(sent.reason)) return { reached: false, ref: null, reason: sent.reason }
  const mail = await ctx.messenger.sendMail(person, drawn.summary, message.mailText)
  await log('mail', mail.ok ? 'sent' : 'failed', mail.ok ? sent.reason : 'mail-refused')
  return { reached: mail.ok, ref: null, reason: sent.reason }
}

/** Runs `task` for every item, at most `width` at a time, and returns the results in order. */
export const inParallel = async <T, R>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = []
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await task(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}

/** Sends at the same time: well under the connector's limits (GRAPH-FACTS 3.1), quick enough for hundreds of people. */
export const SENDING_WIDTH = 6
