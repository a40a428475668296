import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { type FoundMeeting, findMeeting } from '../../src/committees/meetings/find-meeting'
import { castVote } from '../../src/committees/session/votes/cast-vote'
import { redrawLater, shownInReminder, shownOf } from '../../src/committees/session/votes/redraw-cards'
import { voteCardModel } from '../../src/committees/session/votes/vote-card-model'
import { voteReminderModel } from '../../src/committees/session/written/reminder-model'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { vote } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import type { DrawnCard } from '../../src/ports/messaging'
import type { CardAnswer } from '../status/answer-status'
import type { VerbCall } from '../verbs'

/** No key holds such characters, and PostgreSQL keeps none of them. */
const part = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u)
const Payload = z.looseObject({
  decision: part,
  voter: part,
  vote: z.enum(vote),
  /** The card that was pressed, when it is not that of the vote. */
  card: z.literal('reminder').optional(),
})

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
  const drawn = found && (await drawnFor(ctx, found, actor, payload.data))
  if (!drawn) return sentence(t('session:error.unknown-vote'))
  const { reply, shown } = drawn
  // The message that was pressed is replaced by this answer; another about the same vote is redrawn.
  redrawLater(ctx, decision, [actor.person], { message: call.message, shown })
  return { reply, redraw: [], recorded: true }
}

/** The card that was pressed as it stands now, and what it shows. */
const drawnFor = async (
  ctx: Context,
  found: FoundMeeting,
  { person, locale }: Actor,
  { decision, card }: z.infer<typeof Payload>,
): Promise<{ readonly reply: DrawnCard; readonly shown: string } | undefined> => {
  if (card === 'reminder') {
    const model = await voteReminderModel(ctx, found, person)
    return model && { reply: ctx.cards.voteReminder(model, locale), shown: shownInReminder(model) }
  }
  const model = await voteCardModel(ctx, found, decision, person)
  return model && { reply: ctx.cards.vote(model, locale), shown: shownOf(model) }
}
