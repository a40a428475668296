import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Decisions } from '../../lists/committees/decisions'
import { isLocked } from '../minutes/minutes-source'
import { minutesLock } from '../minutes/submit-minutes'
import { decisionsFor } from '../register/find-decision'
import { type Arbitration, arbitrationIn, choiceOfVote, isSame, votedOn, wereVotedOn } from './arbitration'
import { shownTo, takenFrom } from './option-projects'

export type ArbitrationRefusal =
  | 'unknown-decision'
  | 'not-allowed'
  | 'locked'
  | 'unknown-project'
  | 'conflict'
  | 'voted'
  | 'contradicts-vote'

type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: ArbitrationRefusal }

/**
 * Records the options of an arbitration with their consequences, and the chosen one, unless a vote has settled it. Once the minutes of the meeting are approved
 * nothing of it changes any more: neither goes on while the other is under way.
 */
export const arbitrate = async (
  ctx: Context,
  actor: Actor,
  number: string,
  /** The version of the row, or what it held, as the person saw it: of these two, the row alone changes when a write arrives. */
  seen: { readonly etag: string } | { readonly base: Arbitration | null },
  arbitration: Arbitration,
): Promise<Outcome> => {
  const record = async (): Promise<Outcome> => {
    const found = decisionsFor(ctx, actor).find(number)
    if (!found) return { ok: false, reason: 'unknown-decision' }
    if (!found.may('decision.arbitrate')) return { ok: false, reason: 'not-allowed' }
    const { decision, meeting } = found
    if (meeting && isLocked(meeting)) return { ok: false, reason: 'locked' }
    const held = arbitrationIn(decision.options)
    const isSeen =
      'etag' in seen ? decision.$item.etag === seen.etag : isSame(held && shownTo(ctx, actor, held), seen.base)
    if (!isSeen) return { ok: false, reason: 'conflict' }
    const taken = takenFrom(ctx, actor, arbitration, held)
    if (!taken) return { ok: false, reason: 'unknown-project' }
    if (wereVotedOn(decision) && held && !isSame(votedOn(taken), votedOn(held))) return { ok: false, reason: 'voted' }
    // Which option was put to the vote is nobody's to say afterwards.
    if (decision.voteState !== null && taken.proposed !== held?.proposed) return { ok: false, reason: 'voted' }
    const settled = choiceOfVote(decision)
    const isKept = taken.chosen === (held?.chosen ?? null)
    if (settled !== undefined && taken.chosen !== settled && !isKept) return { ok: false, reason: 'contradicts-vote' }
    const options = JSON.stringify(taken)
    const replaces = { type: decision.type, options: decision.options }
    const detail = { before: decision.options, after: options }
    await ctx.outbox.put(
      [{ list: Decisions, key: number, values: { type: 'arbitration', options }, replaces }],
      [{ actor, action: 'decision.arbitrate', subject: number, detail }],
    )
    return { ok: true }
  }
  const of = decisionsFor(ctx, actor).find(number)?.meeting
  if (!of) return record()
  return ctx.locks.exclusive(minutesLock(of.meetingKey), async () => {
    await ctx.outbox.catchUp()
    return record()
  })
}
