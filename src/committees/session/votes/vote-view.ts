import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { Ballots, type Vote } from '../../../lists/committees/ballots'
import type { VoteState } from '../../../ports/session'
import { isOfGate } from '../../agenda/find-agenda'
import { arbitrationIn } from '../../escalation/arbitration'
import { optionsView } from '../../escalation/option-projects'
import type { VoteResult } from '../../rules/decide-vote'
import { keptReasons, readReasons } from '../rules/explained'
import type { Decision, SessionFacts } from '../session-facts'
import type { VoteView } from '../session-view'
import { ballotsUnderWay } from './ballots-under-way'
import { decided, sayable } from './decided'
import { ownBallots } from './own-ballots'
import { inVote } from './recusals'
import { tallyOf } from './vote-card-model'
import { expectedVoters, obstacleOf } from './voters'

/** A decision of the meeting as this person sees it: an open vote as it comes in, a closed one as the lists keep it. */
export const voteView = async (
  ctx: Context,
  facts: SessionFacts,
  decision: Decision,
  open: VoteState | undefined,
  actor: Actor,
): Promise<VoteView> => {
  const { number, item, title, question, text, result, conditions, secret } = decision
  const options = optionsView(ctx, actor, arbitrationIn(decision.options))
  const ofGate = isOfGate(ctx, decision)
  const base = { number, item, ofGate, title, question, text, result, conditions, options, secret }
  const kept = {
    ...base,
    because: null,
    closesAt: null,
    cast: [],
    missing: [],
    wouldBe: null,
    mine: [],
    obstacle: null,
  }
  if (decision.voteState !== 'open') {
    if (decision.voteState === null) return { ...kept, state: 'none', tally: null, ballots: null, reasons: [] }
    if (decision.voteState === 'withdrawn')
      return {
        ...kept,
        ...{ state: 'withdrawn', because: decision.withdrawnBecause, tally: null, ballots: null, reasons: [] },
      }
    const tally = { ...tallyOf(decision), silent: 0, entitled: 0 }
    const reasons = readReasons(decision.explanation)
    return { ...kept, state: 'closed', tally, ballots: publicBallots(ctx, facts, decision), reasons }
  }
  const cast = await ballotsUnderWay(ctx, facts, number)
  const byVoter = new Map([...cast].map(([voter, { vote }]) => [voter, vote]))
  const { result: now } = decided(facts, byVoter, secret, null)
  const shown: VoteResult | null = secret ? null : now
  const { person } = actor
  const own = facts.voters.includes(person) ? obstacleOf(facts, person, person) : null
  return {
    ...base,
    because: null,
    state: open?.state === 'tied' ? 'tied' : 'open',
    closesAt: open?.closesAt?.toISOString() ?? null,
    cast: [...cast.keys()],
    missing: expectedVoters(inVote(facts, secret, cast)).filter((id) => !cast.has(id)),
    tally: shown?.tally ?? null,
    wouldBe: shown?.outcome ?? null,
    ballots: secret ? null : named(facts, byVoter),
    mine: await ownBallots(ctx, facts, decision, person),
    obstacle: own === 'not-present' || own === 'no-voice' ? own : null,
    reasons: keptReasons(secret ? sayable(facts, byVoter) : now.reasons, secret),
  }
}

const named = ({ nameOf }: SessionFacts, ballots: ReadonlyMap<string, Vote>): VoteView['ballots'] =>
  [...ballots]
    .map(([voter, vote]) => ({ name: nameOf(voter), vote }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))

const publicBallots = (ctx: Context, facts: SessionFacts, { number, secret }: Decision): VoteView['ballots'] => {
  if (secret) return null
  const rows = ctx.lists.all(Ballots).filter(({ decision }) => decision === number)
  return named(facts, new Map(rows.flatMap(({ voter, vote }) => (voter ? [[voter, vote] as const] : []))))
}
