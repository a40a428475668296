import type { Actor } from '../../../access/actor'
import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Ballots } from '../../../lists/committees/ballots'
import { Decisions } from '../../../lists/committees/decisions'
import type { OutboxWrite } from '../../../ports/outbox'
import type { CountedBallot, VoteState } from '../../../ports/session'
import { settledBy } from '../../escalation/arbitration'
import type { FoundMeeting } from '../../meetings/find-meeting'
import type { VoteResult } from '../../rules/decide-vote'
import { inSession, type Refused, refused } from '../in-session'
import { keptReasons } from '../rules/explained'
import { type Decision, factsOf } from '../session-facts'
import { type CastingWord, decided, lasting } from './decided'
import { withoutThoseOut } from './recusals'
import { sendVoteCards } from './vote-cards'

export type CloseOutcome = { readonly ok: true; readonly outcome: VoteResult['outcome'] } | Refused

/** Closes a vote: the rules of the body give the result and explain it. `casting`: what the chair says when it is tied. */
export const closeVote = (
  ctx: Context,
  actor: Actor,
  key: string,
  number: string,
  casting: CastingWord | null,
): Promise<CloseOutcome> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) =>
    // Who has not voted yet has until the deadline.
    found.meeting.form === 'written' ? refused('deadline-ahead') : settleVote(ctx, actor, found, number, casting),
  )

/**
 * To be called alone in the meeting. Safe to repeat wherever it was cut short: the box is sealed first, result and ballots are written
 * together under keys that repeat, and only then are the ballots forgotten.
 */
export const settleVote = async (
  ctx: Context,
  actor: Actor | null,
  found: FoundMeeting,
  number: string,
  casting: CastingWord | null,
): Promise<CloseOutcome> => {
  const vote = await ctx.votes.find(number)
  const decision = ctx.lists.find(Decisions, number)
  if (!vote || decision?.meeting !== found.meeting.meetingKey) return refused('unknown-vote')
  if (vote.state === 'closed') return refused('vote-closed')
  const facts = factsOf(ctx, found)
  const present = [...facts.attendance.present]
  await ctx.votes.freeze(number, 'closing', present)
  const ballots = withoutThoseOut(facts, await ctx.votes.ballots(number, facts.voters))
  const byVoter = new Map([...ballots].map(([voter, ballot]) => [voter, ballot.vote]))
  const { result, needsCasting } = decided(facts, byVoter, vote.secret, casting)
  if (needsCasting) {
    await ctx.votes.freeze(number, 'tied', present)
    ctx.live.changed('Votes')
    return refused('needs-casting')
  }
  const { outcome, tally } = result
  if (decision.voteState !== 'closed')
    await ctx.outbox.put(
      [
        resultOf(ctx, actor, decision, vote, {
          ...result,
          reasons: lasting(facts, byVoter, vote.secret, result.reasons),
        }),
        ...ballotRows(vote, ballots),
      ],
      [{ actor, action: 'vote.close', subject: number, detail: { outcome, tally, casting } }],
    )
  await ctx.votes.settle(number)
  ctx.live.changed('Votes')
  sendVoteCards(ctx, number)
  return { ok: true, outcome }
}

/** What was put as a statement is decided in its words; a question is not what was decided. */
const statementIn = (question: string | null): string | null => (question?.trim().endsWith('?') ? null : question)

const resultOf = (
  ctx: Context,
  actor: Actor | null,
  decision: Decision,
  { secret }: VoteState,
  { outcome, tally, reasons }: VoteResult,
): OutboxWrite<typeof Decisions> => ({
  list: Decisions,
  key: decision.number,
  values: {
    result: outcome,
    ...settledBy(decision, outcome),
    text: decision.text ?? statementIn(decision.question),
    voteState: 'closed',
    decidedAt: isoSeconds(ctx.clock.now()),
    recordedBy: actor?.person ?? null,
    votesFor: tally.for,
    votesAgainst: tally.against,
    abstentions: tally.abstain + tally.silent,
    recusals: tally.recused,
    explanation: JSON.stringify(keptReasons(reasons, secret)),
  },
})

/** In the order of their keys, which in a secret vote is no order of the voters. */
const ballotRows = (
  { decision, secret }: VoteState,
  ballots: ReadonlyMap<string, CountedBallot>,
): readonly OutboxWrite<typeof Ballots>[] =>
  [...ballots]
    .map(
      ([voter, { rowKey, vote, castBy, castAt }]): OutboxWrite<typeof Ballots> => ({
        list: Ballots,
        key: rowKey,
        values: {
          ballotKey: rowKey,
          decision,
          voter: secret ? null : voter,
          castBy: secret ? null : castBy,
          vote,
          castAt: secret || castAt === null ? null : isoSeconds(castAt),
        },
      }),
    )
    .sort((a, b) => a.key.localeCompare(b.key))
