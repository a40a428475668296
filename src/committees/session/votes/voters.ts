import type { SessionFacts } from '../session-facts'

export type VoteObstacle = 'no-voice' | 'not-present' | 'no-proxy'

/** Those in whose name this person may vote now: themselves first, then whose proxies in force they hold. */
export const votersFor = (facts: SessionFacts, person: string): readonly string[] => {
  const own = facts.voters.includes(person) && (facts.meeting.form === 'written' || isThere(facts, person))
  const held = facts.meeting.form === 'written' ? [] : [...facts.quorum.proxies.holders]
  return [...(own ? [person] : []), ...held.flatMap(([giver, holder]) => (holder === person ? [giver] : []))]
}

const isThere = ({ attendance }: SessionFacts, person: string): boolean => attendance.present.has(person)

/** Why this person may not vote in the name of `voter`, or null. */
export const obstacleOf = (facts: SessionFacts, person: string, voter: string): VoteObstacle | null => {
  if (votersFor(facts, person).includes(voter)) return null
  if (voter !== person) return 'no-proxy'
  return facts.voters.includes(person) ? 'not-present' : 'no-voice'
}

/** Whose ballots a vote waits for. */
export const expectedVoters = (facts: SessionFacts): readonly string[] =>
  facts.meeting.form === 'written' ? facts.voters : [...facts.quorum.inPerson, ...facts.quorum.represented]
