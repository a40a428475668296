import type { Context } from '../../../context'
import type { CardKind } from '../../../ports/session'
import { deliverVoteCards } from '../votes/vote-cards'
import { closeDueVotes } from './close-written'
import { deliverReminders, wantReminders } from './remind-voters'
import { deliverResultCards } from './result-cards'
import { wantLateCards } from './who-may-be-asked'

const deliveries: Readonly<Record<CardKind, (ctx: Context, subject: string) => Promise<void>>> = {
  vote: deliverVoteCards,
  result: deliverResultCards,
  reminder: deliverReminders,
}

/** What meetings and written procedures do by the clock, every minute: what is due is closed, cards that wait are sent. */
export const runSessionClock = async (ctx: Context): Promise<void> => {
  await closeDueVotes(ctx)
  await wantLateCards(ctx)
  await wantReminders(ctx)
  for (const { subject, kind } of await ctx.sessionCards.waiting()) await deliveries[kind](ctx, subject)
}
