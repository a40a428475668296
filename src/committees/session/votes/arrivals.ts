import type { Context } from '../../../context'
import type { SessionFacts } from '../session-facts'
import { wantCards } from './open-vote'
import { redrawLater } from './redraw-cards'
import { sendVoteCards } from './vote-cards'

/**
 * What a change of attendance means for the votes that are open. Whoever comes into the room votes themselves: what was cast for them
 * falls, also if they leave again, and without the panel in front of them they get the card. Whoever holds a proxy sees in theirs those
 * for whom they vote now.
 */
export const letVote = async (ctx: Context, before: SessionFacts, after: SessionFacts): Promise<void> => {
  const isNew = (person: string): boolean =>
    after.attendance.present.has(person) && !before.attendance.present.has(person)
  const own = after.voters.filter(isNew)
  const holders = holdersChanged(before.quorum.proxies.holders, after.quorum.proxies.holders)
  if (own.length + holders.length === 0) return
  const { meeting } = after
  const open = (await ctx.votes.ofMeeting(meeting.meetingKey)).filter(({ state }) => state === 'open')
  if (open.length === 0) return
  if (own.length > 0) await ctx.votes.lapse(meeting.meetingKey, own)
  const asked = [...own, ...after.quorum.proxies.holders.values()]
  for (const { decision } of open) {
    await wantCards(ctx, meeting, decision, asked)
    redrawLater(ctx, decision, holders)
    sendVoteCards(ctx, decision)
  }
  ctx.live.changed('Votes')
}

type Holders = ReadonlyMap<string, string>

/** Who stands in for another giver than before, or no longer for the same. */
export const holdersChanged = (before: Holders, after: Holders): readonly string[] => {
  const givers = [...new Set([...before.keys(), ...after.keys()])]
  const moved = givers.filter((giver) => before.get(giver) !== after.get(giver))
  return moved.flatMap((giver) => [before.get(giver), after.get(giver)].filter((holder) => holder !== undefined))
}
