import type { Context } from '../../../context'
import type { Decision, SessionFacts } from '../session-facts'
import type { OwnBallot } from '../session-view'
import { ballotsUnderWay } from './ballots-under-way'
import { inVote } from './recusals'
import { votersFor } from './voters'

/** What a person may cast in a vote, with what they have cast; of a secret vote, only that they have. */
export const ownBallots = async (
  ctx: Context,
  facts: SessionFacts,
  { number, secret }: Pick<Decision, 'number' | 'secret'>,
  person: string,
): Promise<readonly OwnBallot[]> => {
  const cast = await ballotsUnderWay(ctx, facts, number)
  const voters = votersFor(inVote(facts, secret, cast), person)
  return voters.map((voter) => ({
    voter,
    name: facts.nameOf(voter),
    self: voter === person,
    hasCast: cast.has(voter),
    vote: secret ? null : (cast.get(voter)?.vote ?? null),
  }))
}
