import type { Context } from '../../context'

/**
 * One copy of the service at a time numbers, edits or builds the agenda of a meeting, or publishes it, knowing what all others wrote: an
 * edit and the end of the approval that it costs are one step, between which nothing is published.
 */
export const alone = <T>(ctx: Pick<Context, 'locks' | 'outbox'>, meeting: string, work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive(`agenda:${meeting}`, async () => {
    await ctx.outbox.catchUp()
    return work()
  })
