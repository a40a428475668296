import type { Context } from '../../context'

/** One lock for all cycles: at most one is open. Answers share it while they are recorded (`ctx.answers`). */
const LOCK = 'cycles'

/** For opening, extending, closing, reopening and freezing: one copy at a time, with every answer that was accepted. */
export const aloneOnCycles = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive(LOCK, async () => {
    await ctx.outbox.catchUp()
    return work()
  })
