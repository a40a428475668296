import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { localeOf } from '../../src/status/question-for'
import type { BotOptions } from '../bot-options'
import { BACKGROUND_MAX, proposeCard } from '../committees/propose.card'
import { answerProposal, proposeModel } from '../committees/propose-reply'
import type { Inbound } from '../inbound'
import { dialogCard, dialogMessage } from '../reply'
import { isCommand, mayCommand } from '../verbs'
import { proposedText } from './message-text'

const Value = z.looseObject({
  commandId: z.string(),
  messagePayload: z.unknown().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})

/** What Teams sends when somebody chooses an action on a message, and when they send the dialog that it opened. */
const invokeNames = ['composeExtension/fetchTask', 'composeExtension/submitAction'] as const
type ExtensionInvoke = (typeof invokeNames)[number]

export const isExtensionInvoke = (name: string | undefined): name is ExtensionInvoke =>
  invokeNames.some((each) => each === name)

/**
 * "Put forward to an agenda", on a message: a dialog with the meetings of the bodies to which the person may propose, and title and reason
 * from the message. Teams repeats both invokes when no answer comes: the first only draws, the second counts once by the stamp of its form.
 */
export const answerExtension = async (
  options: BotOptions,
  inbound: Inbound,
  name: ExtensionInvoke,
  person: string,
): Promise<object> => {
  const { ctx } = options
  const locale = localeOf(ctx.directory.person(person))
  const t = translate(locale)
  const value = Value.safeParse(inbound.value).data
  if (!value || !isCommand(value.commandId)) return dialogMessage(t('bot:problem.unreadable'))
  const actor: Actor = { person, roles: await options.ctx.roles.of(person), locale }
  if (!mayCommand(actor, value.commandId)) return dialogMessage(t('errors:forbidden'))
  return name === 'composeExtension/fetchTask'
    ? form(ctx, actor, value.messagePayload)
    : sent(ctx, actor, value.data ?? {})
}

const form = (ctx: Context, actor: Actor, message: unknown): object => {
  const t = translate(actor.locale)
  const blank = proposeModel(ctx, actor)
  if (blank.meetings.length === 0) return dialogMessage(t('agenda:card.noMeeting'))
  const typed = { ...blank.typed, ...proposedText(message, BACKGROUND_MAX) }
  return dialogCard(proposeCard({ ...blank, typed }, actor.locale, true))
}

const sent = async (ctx: Context, actor: Actor, fields: Readonly<Record<string, unknown>>): Promise<object> => {
  const answer = await answerProposal(ctx, actor, fields)
  return 'text' in answer ? dialogMessage(answer.text) : dialogCard(proposeCard(answer.model, actor.locale, true))
}
