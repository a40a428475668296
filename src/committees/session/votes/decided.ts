import type { Vote } from '../../../lists/committees/ballots'
import { decideVote, type Reason, type VoteInput, type VoteResult } from '../../rules/decide-vote'
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

/**
 * What may be said of a secret vote while it is open: what holds whatever people vote. Where those recused leave the room, the quorum
 * and the proxies that they hold would name them.
 */
export const sayable = (facts: SessionFacts, ballots: ReadonlyMap<string, Vote>): readonly Reason[] =>
  decided(facts, masked(ballots), true, null).result.reasons.filter(
    ({ code }) => code.startsWith('quorum') || isOfProxies(code),
  )

/** Reasons to keep of a result; of a secret vote, only those proxies that are out of force whatever people voted. */
export const lasting = (
  facts: SessionFacts,
  ballots: ReadonlyMap<string, Vote>,
  secret: boolean,
  reasons: readonly Reason[],
): readonly Reason[] =>
  secret
    ? [
        ...reasons.filter(({ code }) => !isOfProxies(code)),
        ...sayable(facts, ballots).filter(({ code }) => isOfProxies(code)),
      ]
    : reasons

const isOfProxies = (code: Reason['code']): boolean => code === 'proxy.lapsed' || code === 'proxy.moved'

const masked = (ballots: ReadonlyMap<string, Vote>): ReadonlyMap<string, Vote> =>
  new Map([...ballots.keys()].map((voter) => [voter, 'abstain']))

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
