import type { Vote } from '../../../lists/committees/ballots'
import { decideVote, type VoteInput, type VoteResult } from '../../rules/decide-vote'
import type { Attendance } from '../../rules/proxies'
import type { SessionFacts } from '../session-facts'

export type CastingWord = 'for' | 'against' | 'none'

export interface Decided {
  readonly result: VoteResult
  /** The vote is tied, and the chair, whose ballot is secret, is asked to say openly which way. */
  readonly needsCasting: boolean
}

/** In a written procedure nobody is in a room: who has voted has taken part. */
const attendanceOf = ({ meeting, attendance }: SessionFacts, ballots: ReadonlyMap<string, Vote>): Attendance =>
  meeting.form === 'written' ? { present: new Set(ballots.keys()), proxies: [] } : attendance

/** The result of these ballots by the rules of the body, as the meeting stands now. */
export const decided = (
  facts: SessionFacts,
  ballots: ReadonlyMap<string, Vote>,
  secret: boolean,
  casting: CastingWord | null,
): Decided => {
  const rules = { ...facts.rules, secret }
  const input: VoteInput = {
    members: facts.members,
    attendance: attendanceOf(facts, ballots),
    ballots,
    quorumAtOpening: facts.quorumStands,
  }
  const result = decideVote(rules, casting === null || casting === 'none' ? input : { ...input, casting })
  return { result, needsCasting: secret && casting === null && asksChair(facts, input, rules, result) }
}

/** Would a word of the chair be heard? Only then is there something to ask. */
const asksChair = (
  { meeting }: SessionFacts,
  input: VoteInput,
  rules: SessionFacts['rules'],
  { reasons }: VoteResult,
): boolean => {
  if (meeting.form === 'written') return false
  const isTied = reasons.some((reason) => reason.code === 'tie' && reason.rule === 'chair')
  return isTied && decideVote(rules, { ...input, casting: 'for' }).outcome === 'adopted'
}
