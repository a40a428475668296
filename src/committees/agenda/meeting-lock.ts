import type { Context } from '../../context'

/** One copy of the service at a time numbers items, builds the agenda or publishes the pack of a meeting, knowing what all others wrote. */
export const alone = <T>(ctx: Pick<Context, 'locks' | 'outbox'>, meeting: string, work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive(`agenda:${meeting}`, async () => {
    await ctx.outbox.catchUp()
    return work()
  })
