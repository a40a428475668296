import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { Meeting } from '../../meetings/find-meeting'
import { meetingForService } from '../as-service'
import { aloneIn } from '../in-session'
import { decisionsOf, factsOf } from '../session-facts'
import { settleVote } from '../votes/close-vote'
import { sendResultCards, wantResultCards } from './result-cards'

/** Closes a vote of a written procedure once everybody has voted. */
export const closeIfComplete = async (ctx: Context, number: string): Promise<void> => {
  const vote = await ctx.votes.find(number)
  if (vote?.state !== 'open') return
  await aloneIn(ctx, vote.meeting, async () => {
    const found = meetingForService(ctx, vote.meeting)
    if (!found) return
    const { voters } = factsOf(ctx, found)
    const cast = await ctx.votes.ballots(number, voters)
    if (cast.size === voters.length) await closeOne(ctx, number, vote.meeting)
  })
}

/** To be called alone in the meeting: the vote gets its result, and the procedure ends with its last vote. */
const closeOne = async (ctx: Context, number: string, meeting: string): Promise<void> => {
  const found = meetingForService(ctx, meeting)
  if (!found) return
  await settleVote(ctx, null, found, number, null)
  await endIfOver(ctx, meeting)
}

const isOpen = ({ form, state }: Meeting): boolean => form === 'written' && state === 'open'

/** To be called alone in the meeting. What begins an ending is noted again when it was cut short; the state of the meeting comes last. */
export const endIfOver = async (ctx: Context, meeting: string): Promise<void> => {
  const found = meetingForService(ctx, meeting)
  if (!found || !isOpen(found.meeting)) return
  // Both: a copy of the service may not know the decisions yet, and an export leaves out secret votes.
  const votes = await ctx.votes.ofMeeting(meeting)
  if (votes.length === 0 || votes.some(({ state }) => state !== 'closed')) return
  const decisions = decisionsOf(ctx, meeting)
  if (decisions.some(({ voteState }) => voteState === 'open')) return
  // Of which nothing is left, nothing was decided and there are no minutes.
  const isWithdrawn = decisions.length > 0 && decisions.every(({ voteState }) => voteState === 'withdrawn')
  const state = isWithdrawn ? 'cancelled' : 'held'
  await wantResultCards(ctx, found)
  await ctx.outbox.put(
    [{ list: Meetings, key: meeting, values: { state, closedAt: isoSeconds(ctx.clock.now()) } }],
    [{ actor: null, action: isWithdrawn ? 'written.withdraw' : 'written.close', subject: meeting, detail: {} }],
  )
  sendResultCards(ctx, meeting)
}

/** A closing that was cut short is left to whoever began it for this long. */
const STALLED_MS = 30_000

/**
 * By the clock, on whichever copy comes first: written procedures whose deadline has passed are closed, closings that were cut short are
 * finished, and so are votes that nobody is missing in and procedures whose last vote is closed. Safe to run at any time, any number of times.
 */
export const closeDueVotes = async (ctx: Context): Promise<void> => {
  const now = ctx.clock.now()
  for (const { decision, meeting } of await ctx.votes.due(now, new Date(Date.now() - STALLED_MS)))
    await aloneIn(ctx, meeting, async () => {
      const vote = await ctx.votes.find(decision)
      if (vote && vote.state !== 'closed' && vote.state !== 'tied') await closeOne(ctx, decision, meeting)
    })
  for (const { meetingKey } of ctx.lists.all(Meetings).filter(isOpen)) {
    const votes = await ctx.votes.ofMeeting(meetingKey)
    for (const { decision } of votes) await closeIfComplete(ctx, decision)
    if (votes.every(({ state }) => state === 'closed')) await aloneIn(ctx, meetingKey, () => endIfOver(ctx, meetingKey))
  }
}
