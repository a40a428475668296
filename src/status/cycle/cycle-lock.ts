import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'

/** One lock for all cycles: at most one is open, so there is nothing to be gained by one lock each. */
const LOCK = 'cycles'

/** For answers: many at a time, none while a cycle opens or closes, and by the cycle as the last copy to change it left it. */
export const whileAnswering = <T>(ctx: Context, cycle: string, work: () => Promise<T>): Promise<T> =>
  ctx.locks.shared(LOCK, async () => {
    await ctx.outbox.catchUp({ list: StatusCycles.name, keys: [cycle] })
    return work()
  })

/** For opening, extending, closing, reopening and freezing: one copy at a time, with every answer that was accepted. */
export const aloneOnCycles = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive(LOCK, async () => {
    await ctx.outbox.catchUp()
    return work()
  })
