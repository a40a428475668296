import type { ConflictRule, Majority, MajorityBase, TieRule } from '../../lists/bodies'
import type { Vote } from '../../lists/committees/ballots'
import type { BodyRules } from './body-rules'
import { isTied, measure } from './majority'
import { type Attendance, chairOf, type Member, type ProxyLapse } from './proxies'
import { type Quorum, type QuorumCheck, quorumOf } from './quorum'

export interface VoteInput {
  readonly members: readonly Member[]
  readonly attendance: Attendance
  /** By voter; for somebody represented, what the holder cast in their name. */
  readonly ballots: ReadonlyMap<string, Vote>
  /** Was the quorum there when the meeting opened? Asked only where the body checks it once. */
  readonly quorumAtOpening?: boolean
  /** What the chair says openly to break a tie; else the chair's own ballot counts once more, unless the ballot is secret. */
  readonly casting?: 'for' | 'against'
}

export interface Tally {
  readonly for: number
  readonly against: number
  readonly abstain: number
  /** Recusals; with the rule `declares` those who made them vote, and they are counted as abstentions instead. */
  readonly recused: number
  /** Entitled and without a ballot: they weigh like abstentions. */
  readonly silent: number
  readonly entitled: number
}

export type Casting = 'for' | 'against' | 'none'

/** Why a vote gave its result, for each surface to put into words. */
export type Reason =
  | { readonly code: 'quorum'; readonly ok: boolean; readonly counted: number; readonly base: number }
  | { readonly code: 'quorum.opening' }
  | { readonly code: 'quorum.check'; readonly check: QuorumCheck }
  | { readonly code: 'proxy.lapsed'; readonly from: string; readonly to: string; readonly why: ProxyLapse }
  | { readonly code: 'proxy.moved'; readonly from: string; readonly to: string; readonly chair: string }
  | { readonly code: 'recused'; readonly who: readonly string[]; readonly rule: ConflictRule }
  | { readonly code: 'ballot.ignored' | 'ballot.silent'; readonly who: readonly string[] }
  | {
      readonly code: 'majority'
      readonly rule: Majority
      readonly base: MajorityBase
      readonly votesFor: number
      readonly votesAgainst: number
      readonly of: number
      readonly required: number
      readonly ok: boolean
    }
  | { readonly code: 'tie'; readonly votes: number; readonly rule: TieRule; readonly casting: Casting }

export interface VoteResult {
  readonly outcome: 'adopted' | 'rejected' | 'deferred'
  readonly tally: Tally
  readonly quorum: Quorum
  readonly reasons: readonly Reason[]
}

/** The result of a vote by the rules of the body, and why. Pure: the same input always gives the same result. */
export const decideVote = (rules: BodyRules, input: VoteInput): VoteResult => {
  const { ballots } = input
  const voters = input.members.filter(({ voice }) => voice === 'vote').map(({ id }) => id)
  const recused = new Set(voters.filter((id) => ballots.get(id) === 'recused'))
  const barred: ReadonlySet<string> = rules.conflict === 'declares' ? new Set() : recused
  const quorum = quorumOf(rules, input.members, input.attendance, barred)
  const entitled = [...quorum.inPerson, ...quorum.represented].filter((id) => !barred.has(id))
  const tally = tallyOf(entitled, ballots, barred.size)
  const stands = rules.quorum.onlyAtOpening && input.quorumAtOpening === true
  const before: readonly Reason[] = [
    ...(stands ? [{ code: 'quorum.opening' as const }] : quorumReasons(quorum)),
    ...quorum.proxies.lapsed.map((lapse) => ({ code: 'proxy.lapsed' as const, ...lapse })),
    ...quorum.proxies.moved.map((move) => ({ code: 'proxy.moved' as const, ...move })),
    ...ballotReasons(rules, ballots, entitled, recused),
  ]
  if (!stands && !quorum.reached) return { outcome: rules.quorum.whenLost, tally, quorum, reasons: before }
  const { outcome, reasons } = outcomeOf(rules, input, quorum, tally, barred)
  return { outcome, tally, quorum, reasons: [...before, ...reasons] }
}

const tallyOf = (entitled: readonly string[], ballots: VoteInput['ballots'], recused: number): Tally => {
  const count = (vote: Vote): number => entitled.filter((id) => ballots.get(id) === vote).length
  return {
    for: count('for'),
    against: count('against'),
    abstain: count('abstain') + count('recused'),
    recused,
    silent: entitled.filter((id) => !ballots.has(id)).length,
    entitled: entitled.length,
  }
}

const quorumReasons = ({ reached, counted, base, checks }: Quorum): readonly Reason[] =>
  checks.length === 0
    ? []
    : [
        { code: 'quorum', ok: reached, counted, base },
        ...checks.map((check) => ({ code: 'quorum.check' as const, check })),
      ]

const ballotReasons = (
  rules: BodyRules,
  ballots: VoteInput['ballots'],
  entitled: readonly string[],
  recused: ReadonlySet<string>,
): readonly Reason[] => {
  const ignored = [...ballots.keys()].filter((id) => !entitled.includes(id) && !recused.has(id))
  const silent = entitled.filter((id) => !ballots.has(id))
  return [
    ...(recused.size > 0 ? [{ code: 'recused' as const, who: [...recused], rule: rules.conflict }] : []),
    ...(ignored.length > 0 ? [{ code: 'ballot.ignored' as const, who: ignored }] : []),
    ...(silent.length > 0 ? [{ code: 'ballot.silent' as const, who: silent }] : []),
  ]
}

const outcomeOf = (
  rules: BodyRules,
  input: VoteInput,
  quorum: Quorum,
  tally: Tally,
  barred: ReadonlySet<string>,
): Pick<VoteResult, 'outcome' | 'reasons'> => {
  const counted = { for: tally.for, against: tally.against, entitled: tally.entitled, members: quorum.base }
  const measured = measure(rules.majority, rules.base, counted)
  const { majority: rule, base } = rules
  const votes = { votesFor: tally.for, votesAgainst: tally.against }
  const reason: Reason = { code: 'majority', rule, base, ...votes, ...measured }
  if (measured.ok) return { outcome: 'adopted', reasons: [reason] }
  if (!isTied(rules.majority, tally)) return { outcome: 'rejected', reasons: [reason] }
  const casting = rules.tie === 'chair' ? castingVote(rules, input, quorum, barred) : 'none'
  const reasons: Reason[] = [reason, { code: 'tie', votes: tally.for, rule: rules.tie, casting }]
  if (rules.tie === 'deferred') return { outcome: 'deferred', reasons }
  // The vote that breaks a tie is one more vote for; the base stays what it was.
  const broken = casting === 'for' && tally.for + 1 >= measured.required
  return { outcome: broken ? 'adopted' : 'rejected', reasons }
}

/**
 * The chair's casting vote (voix prépondérante). It is personal: a chair who is not in the room, has no vote or is recused has none.
 * In a secret ballot nobody knows what the chair voted, so only what the chair then says openly can break the tie.
 */
const castingVote = (
  rules: BodyRules,
  { members, ballots, casting }: VoteInput,
  quorum: Quorum,
  barred: ReadonlySet<string>,
): Casting => {
  const chair = chairOf(members)
  if (!chair || !quorum.inPerson.includes(chair.id) || barred.has(chair.id)) return 'none'
  if (casting) return casting
  const own = rules.secret ? undefined : ballots.get(chair.id)
  return own === 'for' || own === 'against' ? own : 'none'
}
