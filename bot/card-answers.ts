import { z } from 'zod'
import { translate } from '../src/i18n/translate'
import type { DrawnCard } from '../src/ports/messaging'
import { localeOf } from '../src/status/question-for'
import type { Turn } from './activity'
import type { BotOptions } from './bot-options'
import { answerActionCard, isActionVerb } from './committees/answer-action'
import { answerAgenda } from './committees/answer-agenda'
import { answerMinutes } from './committees/answer-minutes'
import { type Inbound, sentAt } from './inbound'
import { cardActivity, invokeBody, replyActivity } from './reply'
import { answerVote } from './session/answer-vote'
import { answerStatus, type CardAnswer } from './status/answer-status'
import { isAgendaVerb, isVerb, mayUse, type VerbCall } from './verbs'

const Fields = z.record(z.string(), z.unknown())
const ExecuteValue = z.looseObject({ action: z.looseObject({ verb: z.string(), data: Fields.optional() }) })
const SubmitValue = z.looseObject({ verb: z.string() })

const answerVerb = async (
  options: BotOptions,
  person: string,
  inbound: Inbound,
  verb: string,
  fields: VerbCall['fields'],
): Promise<CardAnswer> => {
  const locale = localeOf(options.ctx.directory.person(person))
  const refused = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })
  if (!isVerb(verb)) return refused(translate(locale)('bot:problem.unreadable'))
  const message = inbound.replyToId ?? null
  const call = { person, activity: inbound.id, sentAt: sentAt(inbound), message, fields }
  // Bot turns carry no roles. Most verbs are granted by relations alone, which the use case reads from the lists; where a role
  // grants one as well, the directory says who has it.
  const hasRoles = isAgendaVerb(verb) || isActionVerb(verb) || verb === 'minutes.approve'
  const actor = { person, roles: hasRoles ? await options.ctx.roles.of(person) : [], locale }
  if (!mayUse(actor, verb)) return refused(translate(locale)('errors:forbidden'))
  if (isAgendaVerb(verb)) return answerAgenda(options.ctx, actor, { ...call, verb })
  if (isActionVerb(verb)) return answerActionCard(options, actor, { ...call, verb })
  if (verb === 'minutes.approve') return answerMinutes(options.ctx, actor, { ...call, verb })
  return verb === 'vote.cast'
    ? answerVote(options.ctx, actor, { ...call, verb })
    : answerStatus(options.ctx, actor, { ...call, verb })
}

/**
 * Answers within the invoke, whose response carries the card; the stored message is redrawn after it, so that the state is there on
 * every device and a slow connector does not eat the 5 s of the invoke (GRAPH-FACTS 5.4).
 */
export const answerInvoke = async (
  options: BotOptions,
  turn: Turn,
  inbound: Inbound,
  person: string,
): Promise<object> => {
  const action = ExecuteValue.safeParse(inbound.value).data?.action
  const answer = await answerVerb(options, person, inbound, action?.verb ?? '', action?.data ?? {})
  const { reply } = answer
  if (answer.recorded && 'card' in reply) {
    const { replyToId } = inbound
    if (replyToId !== undefined)
      options.redraws.soon({ conversationId: inbound.conversation.id, activityId: replyToId }, () =>
        replaceClicked(options, turn, inbound, reply),
      )
    redrawOthers(options, inbound, answer)
  }
  return { status: 200, body: invokeBody(reply) }
}

/** Through the connector that the click came from, which need not be the one that questions are sent through. */
const replaceClicked = async (
  { ctx }: BotOptions,
  turn: Turn,
  { replyToId }: Inbound,
  drawn: DrawnCard,
): Promise<boolean> => {
  if (replyToId === undefined) return false
  try {
    await turn.updateActivity(replyToId, cardActivity(drawn.card, drawn.summary))
    return true
  } catch (error) {
    ctx.log.warn({ err: error, activity: replyToId }, 'the clicked card could not be redrawn')
    return false
  }
}

/** The original question, when a reminder or a requested card was answered instead. */
const redrawOthers = ({ ctx, redraws }: BotOptions, inbound: Inbound, { reply, redraw }: CardAnswer): void => {
  if ('text' in reply) return
  for (const ref of redraw.filter(({ activityId }) => activityId !== inbound.replyToId))
    redraws.soon(ref, async () => {
      const outcome = await ctx.messenger.updateCard(ref, reply.card, reply.summary)
      if (!outcome.ok) ctx.log.warn({ reason: outcome.reason, ...ref }, 'the original question could not be redrawn')
    })
}

/** The fallback: no response can carry the card, so the message is updated in place, or sent anew when it cannot be. */
export const answerSubmit = async (
  options: BotOptions,
  turn: Turn,
  inbound: Inbound,
  person: string,
): Promise<void> => {
  const value = SubmitValue.safeParse(inbound.value).data
  const answer = await answerVerb(options, person, inbound, value?.verb ?? '', value ?? {})
  const { reply } = answer
  if ('text' in reply || !(await replaceClicked(options, turn, inbound, reply)))
    await turn.sendActivity(replyActivity(reply))
  redrawOthers(options, inbound, answer)
}
