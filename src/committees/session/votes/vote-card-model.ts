import type { Context } from '../../../context'
import { Decisions } from '../../../lists/committees/decisions'
import { isOfGate } from '../../agenda/find-agenda'
import { arbitrationIn } from '../../escalation/arbitration'
import { shownToAll } from '../../escalation/option-projects'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { readReasons } from '../rules/explained'
import { type Decision, factsOf } from '../session-facts'
import { ownBallots } from './own-ballots'
import type { CardOption, VoteCardModel, Withdrawal } from './vote-card-view'

export const tallyOf = (decision: Decision): NonNullable<VoteCardModel['closed']>['tally'] => ({
  for: decision.votesFor ?? 0,
  against: decision.votesAgainst ?? 0,
  abstain: decision.abstentions ?? 0,
  recused: decision.recusals ?? 0,
})

export const withdrawalOf = ({ voteState, withdrawnBecause }: Decision): Withdrawal | null =>
  voteState === 'withdrawn' ? { because: withdrawnBecause } : null

/** The card of a vote as it stands now for this person; undefined when there is no such vote in the meeting. */
export const voteCardModel = async (
  ctx: Context,
  found: FoundMeeting,
  number: string,
  person: string,
): Promise<VoteCardModel | undefined> => {
  const decision = ctx.lists.find(Decisions, number)
  if (!decision || decision.voteState === null || decision.meeting !== found.meeting.meetingKey) return undefined
  const isOpen = decision.voteState === 'open'
  const facts = factsOf(ctx, found)
  return {
    number,
    title: decision.title,
    bodyTitle: found.found.body.title,
    question: decision.question,
    secret: decision.secret,
    options: optionsOf(ctx, decision),
    deadline: found.meeting.deadline,
    ballots: isOpen ? await ownBallots(ctx, facts, decision, person) : [],
    closed: isOpen
      ? null
      : {
          result: decision.result,
          ofGate: isOfGate(ctx, decision),
          tally: tallyOf(decision),
          withdrawn: withdrawalOf(decision),
          quorum: !readReasons(decision.explanation).some((reason) => reason.code === 'quorum' && !reason.ok),
        },
    url: ctx.links.tab(`panel/${found.meeting.meetingKey}`),
  }
}

const optionsOf = (ctx: Context, { options }: Decision): readonly CardOption[] => {
  const held = arbitrationIn(options)
  if (held === null) return []
  return shownToAll(ctx, held).options.map((option, place) => ({
    ...option,
    isProposed: place === held.proposed,
    isChosen: place === held.chosen,
  }))
}
