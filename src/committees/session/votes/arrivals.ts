import type { Context } from '../../../context'
import type { SessionFacts } from '../session-facts'
import { wantCards } from './open-vote'
import { redrawLater } from './redraw-cards'
import { sendVoteCards } from './vote-cards'

/**
 * Whoever comes into the room votes themselves in what is open: what was cast for them falls, also if they leave again, and without the
 * panel in front of them they get the card.
 */
export const letVote = async (ctx: Context, before: SessionFacts, arrived: readonly string[]): Promise<void> => {
  const { meeting, attendance, voters } = before
  const own = arrived.filter((person) => voters.includes(person) && !attendance.present.has(person))
  if (own.length === 0) return
  const open = (await ctx.votes.ofMeeting(meeting.meetingKey)).filter(({ state }) => state === 'open')
  if (open.length === 0) return
  await ctx.votes.lapse(meeting.meetingKey, own)
  const holders = attendance.proxies.flatMap(({ from, to }) => (own.includes(from) ? [to] : []))
  for (const { decision } of open) {
    await wantCards(ctx, meeting, decision, own)
    redrawLater(ctx, decision, holders)
    sendVoteCards(ctx, decision)
  }
  ctx.live.changed('Votes')
}
