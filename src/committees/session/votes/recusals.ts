import type { CountedBallot } from '../../../ports/session'
import { goesOut, quorumOf } from '../../rules/quorum'
import type { SessionFacts } from '../session-facts'

type Ballots = ReadonlyMap<string, CountedBallot>

/** Who has left the room for this vote, where the body asks that of a conflict of interest. */
const outOf = ({ rules, voters }: SessionFacts, ballots: Ballots): ReadonlySet<string> =>
  new Set(goesOut(rules) ? voters.filter((id) => ballots.get(id)?.vote === 'recused') : [])

/**
 * Without the ballots that somebody who is out of the room has cast by a proxy which is in other hands by now: whoever must not vote on a
 * matter votes on it for nobody else either. By a proxy that has lapsed, the rules count nothing and say so. Of a secret ballot it is not
 * kept who cast it; it was whoever holds the proxy.
 */
export const withoutThoseOut = (facts: SessionFacts, ballots: Ballots): Ballots => {
  const out = outOf(facts, ballots)
  if (out.size === 0) return ballots
  const { holders } = quorumOf(facts.rules, facts.members, facts.attendance, out).proxies
  const casterOf = (voter: string, { castBy }: CountedBallot) => castBy ?? facts.quorum.proxies.holders.get(voter) ?? ''
  const fell = (voter: string, ballot: CountedBallot): boolean =>
    ballot.byProxy && holders.has(voter) && out.has(casterOf(voter, ballot))
  return new Map([...ballots].filter(([voter, ballot]) => !fell(voter, ballot)))
}

/** The meeting for this vote: proxies of holders who are out go where the body says. Of a secret vote that would tell who they are. */
export const inVote = (facts: SessionFacts, secret: boolean, ballots: Ballots): SessionFacts =>
  secret ? facts : { ...facts, quorum: quorumOf(facts.rules, facts.members, facts.attendance, outOf(facts, ballots)) }
