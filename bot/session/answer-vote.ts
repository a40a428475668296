import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { findMeeting } from '../../src/committees/meetings/find-meeting'
import { castVote } from '../../src/committees/session/votes/cast-vote'
import { voteCardModel } from '../../src/committees/session/votes/vote-card-model'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { vote } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import type { CardAnswer } from '../status/answer-status'
import type { VerbCall } from '../verbs'

/** No key holds such characters, and PostgreSQL keeps none of them. */
const part = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u)
const Payload = z.looseObject({ decision: part, voter: part, vote: z.enum(vote) })

/**
 * Answers a press on the card of a vote with the card as the vote now stands. Nothing goes through the ledger of answers, which would
 * keep whose secret vote it was: the ballot box itself knows a delivery that is repeated.
 */
export const answerVote = async (ctx: Context, actor: Actor, call: VerbCall): Promise<CardAnswer> => {
  const t = translate(actor.locale)
  const sentence = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })
  const payload = Payload.safeParse(call.fields)
  if (!payload.success) return sentence(t('bot:problem.unreadable'))
  const { decision, voter, vote: said } = payload.data
  const { activity: delivery, sentAt } = call
  const outcome = await castVote(ctx, actor, { decision, meeting: null, voter, vote: said, delivery, sentAt })
  if (!outcome.ok && outcome.reason !== 'vote-closed') {
    const isHidden = outcome.reason === 'unknown-meeting' || outcome.reason === 'not-allowed'
    return sentence(t(isHidden ? 'session:error.unknown-vote' : `session:error.${outcome.reason}`, { line: '' }))
  }
  const meeting = ctx.lists.find(Decisions, decision)?.meeting
  const found = meeting ? findMeeting(ctx, actor, meeting) : undefined
  const model = found && (await voteCardModel(ctx, found, decision, actor.person))
  if (!model) return sentence(t('session:error.unknown-vote'))
  return { reply: ctx.cards.vote(model, actor.locale), redraw: [], recorded: true }
}
