import { z } from 'zod'

const Delay = z.object({
  /** Milliseconds. */
  maxMs: z.number(),
  p99Ms: z.number(),
  drawingMs: z.number(),
})
export type LoopDelay = z.infer<typeof Delay>

const none = { maxMs: 0, p99Ms: 0, drawingMs: 0 }

/** What a measured copy of the service says of itself. */
export const Measured = z.object({
  memory: z.object({ rss: z.number(), heap: z.number() }),
  loop: z.object({ inThread: Delay, inline: Delay }).default({ inThread: none, inline: none }),
})
