import type { Context } from '../../../context'
import type { CountedBallot } from '../../../ports/session'
import { standing } from '../../rules/standing-ballots'
import type { SessionFacts } from '../session-facts'

/** The ballots of these voters as they would count now. Once a vote is frozen nobody who comes in changes them. */
export const ballotsUnderWay = async (
  ctx: Pick<Context, 'votes'>,
  { attendance }: SessionFacts,
  decision: string,
  voters: readonly string[],
): Promise<ReadonlyMap<string, CountedBallot>> => {
  const [ballots, vote] = await Promise.all([ctx.votes.ballots(decision, voters), ctx.votes.find(decision)])
  return vote?.state === 'open' ? standing(ballots, attendance.present) : ballots
}
