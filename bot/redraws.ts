import { setImmediate } from 'node:timers/promises'
import type { Log } from '../src/context'
import type { MessageRef } from '../src/ports/messaging'

/** How long a stop waits for cards that are being redrawn. */
const PATIENCE_MS = 2_500

type Message = Pick<MessageRef, 'conversationId' | 'activityId'>

/** Redraws messages beside the answers that brought them about. */
export interface Redraws {
  /**
   * Runs `redraw` for one message: after the one that is under way for it, and instead of those
   * that wait. So the last state that was drawn stays, however slow the connector is.
   */
  soon(message: Message, redraw: () => Promise<unknown>): void
  /** Resolves when nothing is being redrawn, and after a moment in any case. */
  idle(): Promise<void>
}

export const createRedraws = (log: Log): Redraws => {
  const waiting = new Map<string, () => Promise<unknown>>()
  const running = new Map<string, Promise<void>>()

  const run = async (message: string): Promise<void> => {
    // The answer itself leaves first.
    await setImmediate()
    for (let redraw = waiting.get(message); redraw !== undefined; redraw = waiting.get(message)) {
      waiting.delete(message)
      try {
        await redraw()
      } catch (error) {
        log.warn({ err: error, message }, 'a card could not be redrawn')
      }
    }
    running.delete(message)
  }

  return {
    soon: ({ conversationId, activityId }, redraw) => {
      const message = `${conversationId} ${activityId}`
      waiting.set(message, redraw)
      if (!running.has(message)) running.set(message, run(message))
    },
    idle: async () => {
      const all = Promise.all(running.values()).then(() => undefined)
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS)
      })
      await Promise.race([all, patience])
      clearTimeout(timer)
    },
  }
}
