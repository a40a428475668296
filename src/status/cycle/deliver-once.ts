import type { Context } from '../../context'
import { deliver, type Message } from './deliver'

const HOUR_MS = 3_600_000

/**
 * Delivers something once, however many copies of the service want to and however often: whoever marks the step sends it. What has
 * certainly not arrived is tried again in the next hour.
 */
export const deliverOnce = async (ctx: Context, message: Message): Promise<'sent' | 'failed' | 'skipped'> => {
  const { cycle, person, kind } = message
  const now = ctx.clock.now()
  if (!(await ctx.asks.markStep(cycle, person, `${kind}@${Math.floor(now.getTime() / HOUR_MS)}`, now))) return 'skipped'
  const before = await ctx.asks.deliveries(cycle)
  // What may have arrived is not sent again.
  const isThere = before.some(
    (each) => each.person === person && each.kind === kind && (each.outcome === 'sent' || each.reason === 'unknown'),
  )
  if (isThere) return 'skipped'
  return (await deliver(ctx, message)).reached ? 'sent' : 'failed'
}
