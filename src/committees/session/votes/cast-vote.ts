import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { Attendances } from '../../../lists/committees/attendances'
import type { Vote } from '../../../lists/committees/ballots'
import { Decisions } from '../../../lists/committees/decisions'
import { Meetings } from '../../../lists/committees/meetings'
import { permitted, type Refused, refused } from '../in-session'
import { attendanceKeyOf, factsOf } from '../session-facts'
import { closeIfComplete } from '../written/close-written'
import { holdersChanged } from './arrivals'
import { ballotsUnderWay } from './ballots-under-way'
import { inVote } from './recusals'
import { redrawLater } from './redraw-cards'
import { obstacleOf } from './voters'

export interface BallotInput {
  readonly decision: string
  /** Under which a tab names it; a card knows its decision alone. */
  readonly meeting: string | null
  /** In whose name; the person's own unless told. */
  readonly voter: string | null
  readonly vote: Vote
  /** Id and instant of a delivery by the channel; null from a tab. */
  readonly delivery: string | null
  readonly sentAt: Date | null
}

const isOther =
  ({ person }: Actor) =>
  (voter: string): boolean =>
    voter !== person

/**
 * Casts a vote, or changes it while the vote is open. It counts once, whichever copies of the service take in how many deliveries: the
 * ballot box is one row per voter in PostgreSQL, and closes for all at one moment. Of a secret vote the log says who voted, not what.
 */
export const castVote = async (
  ctx: Context,
  actor: Actor,
  input: BallotInput,
): Promise<{ readonly ok: true; readonly counted: boolean } | Refused> => {
  const voter = input.voter ?? actor.person
  const meeting = ctx.lists.find(Decisions, input.decision)?.meeting ?? (await ctx.votes.find(input.decision))?.meeting
  if (!meeting) return refused(input.meeting === null ? 'unknown-meeting' : 'unknown-vote')
  if (input.meeting !== null && input.meeting !== meeting) return refused('unknown-vote')
  const known = permitted(ctx, actor, meeting, 'vote.cast')
  if ('ok' in known) return known
  // A giver who comes and votes from here on keeps what they cast.
  const overOwn =
    isOther(actor)(voter) && (await ctx.votes.ballots(input.decision, [voter])).get(voter)?.byProxy === false
  // Whom the last copy to change it let in and gave a proxy.
  await ctx.outbox.catchUp([
    { list: Decisions.name, keys: [input.decision] },
    { list: Meetings.name, keys: [meeting] },
    {
      list: Attendances.name,
      keys: known.members.flatMap(({ person }) => (person ? [attendanceKeyOf(meeting, person)] : [])),
    },
  ])
  const found = permitted(ctx, actor, meeting, 'vote.cast')
  if ('ok' in found) return found
  const facts = factsOf(ctx, found)
  const decision = ctx.lists.find(Decisions, input.decision)
  if (decision?.voteState !== 'open') return refused('vote-closed')
  // Whoever closes it may be a minute late; the deadline is not.
  if (found.meeting.deadline !== null && new Date(found.meeting.deadline) <= ctx.clock.now())
    return refused('vote-closed')
  const before = inVote(facts, decision.secret, await ballotsUnderWay(ctx, facts, decision.number))
  const obstacle = obstacleOf(before, actor.person, voter)
  if (obstacle) return refused(obstacle)
  const { vote, delivery, sentAt } = input
  const at = ctx.clock.now()
  const detail = decision.secret ? { voter } : { voter, vote }
  const outcome = await ctx.votes.cast(
    { decision: decision.number, voter, castBy: actor.person, overOwn, vote, at, delivery, sentAt },
    [{ actor, action: 'vote.cast', subject: decision.number, detail }],
  )
  if (outcome === 'closed') return refused('vote-closed')
  if (outcome === 'cast') {
    ctx.live.changed('Votes')
    if (found.meeting.form === 'written') await closeIfComplete(ctx, decision.number)
    // Whoever leaves the room for a conflict of interest leaves the proxies that they hold to somebody else, or to nobody.
    const after = inVote(facts, decision.secret, await ballotsUnderWay(ctx, facts, decision.number))
    const moved = holdersChanged(before.quorum.proxies.holders, after.quorum.proxies.holders)
    // Whoever pressed a card has it drawn by the answer.
    const pressed = delivery === null ? [actor.person, voter] : [voter].filter(isOther(actor))
    redrawLater(ctx, decision.number, [...pressed, ...moved])
  }
  return { ok: true, counted: outcome === 'cast' }
}
