import type { Context } from '../../../context'
import { deliverVoteCards } from '../votes/vote-cards'
import { closeDueVotes } from './close-written'
import { deliverResultCards } from './result-cards'

/** What meetings and written procedures do by the clock, every minute: what is due is closed, cards that wait are sent. */
export const runSessionClock = async (ctx: Context): Promise<void> => {
  await closeDueVotes(ctx)
  for (const { subject, kind } of await ctx.sessionCards.waiting())
    await (kind === 'vote' ? deliverVoteCards(ctx, subject) : deliverResultCards(ctx, subject))
}
