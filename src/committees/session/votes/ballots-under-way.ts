import type { Context } from '../../../context'
import type { CountedBallot } from '../../../ports/session'
import { standing } from '../../rules/standing-ballots'
import type { SessionFacts } from '../session-facts'
import { withoutThoseOut } from './recusals'

/** The ballots as they would count now. Once a vote is frozen nobody who comes in changes them. */
export const ballotsUnderWay = async (
  ctx: Pick<Context, 'votes'>,
  facts: SessionFacts,
  decision: string,
): Promise<ReadonlyMap<string, CountedBallot>> => {
  const [ballots, vote] = await Promise.all([ctx.votes.ballots(decision, facts.voters), ctx.votes.find(decision)])
  return withoutThoseOut(facts, vote?.state === 'open' ? standing(ballots, facts.attendance.present) : ballots)
}
