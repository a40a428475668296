import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { Decisions } from '../../../lists/committees/decisions'
import { inSession, type Refused, refused } from '../in-session'
import { endIfOver } from '../written/close-written'
import { sendVoteCards } from './vote-cards'

/**
 * Takes back what was put to the vote by mistake, or with another text than meant. Nobody's ballot is kept and there is no result; the number
 * stays, and everybody who was asked is told. What has been counted is not taken back.
 */
export const withdrawVote = (
  ctx: Context,
  actor: Actor,
  key: string,
  number: string,
  because: string | null,
): Promise<{ readonly ok: true } | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async ({ meeting }) => {
    const decision = ctx.lists.find(Decisions, number)
    if (decision?.meeting !== key || decision.voteState === null) return refused('unknown-vote')
    const values = { voteState: 'withdrawn' as const, withdrawnBecause: because, recordedBy: actor.person }
    const isWithdrawn = await ctx.votes.withdraw(
      number,
      [{ list: Decisions, key: number, values }],
      [{ actor, action: 'vote.withdraw', subject: number, detail: { meeting: key, because } }],
    )
    if (!isWithdrawn) return refused('vote-closed')
    ctx.live.changed('Votes')
    if (meeting.form === 'written') await endIfOver(ctx, key)
    sendVoteCards(ctx, number)
    return { ok: true }
  })
