import { createRequestBudget, type RequestBudget } from '../src/access/request-budget'
import { translate } from '../src/i18n/translate'
import { localeOf } from '../src/status/question-for'
import { inSpan } from '../src/telemetry/trace'
import type { Turn } from './activity'
import type { BotOptions } from './bot-options'
import { answerInvoke, answerSubmit } from './card-answers'
import { helpCard } from './cards/help.card'
import { commandReply } from './command-reply'
import { isKnownConnector } from './connection'
import { answerExtension, isExtensionInvoke } from './extension/propose-from-message'
import { type Inbound, isPersonal, personOf } from './inbound'
import { dialogMessage, invokeBody, replyActivity } from './reply'

/** Routes one verified activity. Deliveries repeat: whatever has an effect goes through the ledger under its activity id. */
export const createTurn = (options: BotOptions): ((turn: Turn, inbound: Inbound) => Promise<void>) => {
  const { ctx } = options
  const notices = createRequestBudget(NOTICES_PER_MINUTE)
  return async (turn, inbound) => {
    try {
      if (await isTooMany(options, notices, turn, inbound)) return
      await Promise.all([remember(options, inbound), react(options, turn, inbound)])
    } catch (error) {
      ctx.log.error({ err: error, activity: inbound.id, type: inbound.type }, 'turn failed')
      await apologise(options, turn, inbound)
    }
  }
}

/** A flood of messages is answered this often; each click is, because its card waits for an answer. */
const NOTICES_PER_MINUTE = 2

/** Refuses, in words, what a person sends beyond their allowance; nothing of it is read. */
const isTooMany = async (
  { budget, ctx }: BotOptions,
  notices: RequestBudget,
  turn: Turn,
  inbound: Inbound,
): Promise<boolean> => {
  const person = personOf(inbound)
  if (person === null) return false
  const seconds = budget.spend(person, performance.now())
  if (seconds === 0) return false
  ctx.log.warn({ person }, 'more activities than one person is allowed')
  const text = translate(localeOf(ctx.directory.person(person)))('bot:problem.tooMany', { seconds })
  if (inbound.type === 'invoke')
    await turn.sendActivity({
      type: 'invokeResponse',
      value: { status: 200, body: sentenceBody(inbound, text) },
    })
  else if (inbound.type === 'message' && notices.spend(person, performance.now()) === 0) await turn.sendActivity(text)
  return true
}

const react = async (options: BotOptions, turn: Turn, inbound: Inbound): Promise<void> => {
  if (inbound.type === 'message') await onMessage(options, turn, inbound)
  else if (inbound.type === 'invoke') await onInvoke(options, turn, inbound)
  else if (isArrival(inbound)) await greet(options, turn, inbound)
}

/** Keeps the newest address of who writes; of a team, where its connector is. */
const remember = async ({ conversations, connection }: BotOptions, inbound: Inbound): Promise<void> => {
  const person = personOf(inbound)
  // A test client beside the channel must not divert what the bot sends by itself.
  if (isKnownConnector(inbound.serviceUrl, connection.guestServiceUrls)) return
  if (isPersonal(inbound) && person !== null && inbound.from.id !== inbound.recipient.id)
    await conversations.save({
      person,
      userId: inbound.from.id,
      conversationId: inbound.conversation.id,
      serviceUrl: inbound.serviceUrl,
    })
  else if (inbound.channelData?.team) await conversations.saveChannelServiceUrl(inbound.serviceUrl)
}

const onMessage = async (options: BotOptions, turn: Turn, inbound: Inbound): Promise<void> => {
  const person = personOf(inbound)
  if (person === null) return
  await options.invokes.once(`message:${inbound.conversation.id}:${inbound.id}`, async () => {
    if (inbound.value !== undefined && inbound.value !== null) await answerSubmit(options, turn, inbound, person)
    else {
      const reply = await commandReply(options, person, inbound.text ?? '', isPersonal(inbound))
      await turn.sendActivity(replyActivity(reply))
    }
    return 'done'
  })
}

const onInvoke = async (options: BotOptions, turn: Turn, inbound: Inbound): Promise<void> => {
  const person = personOf(inbound)
  const response =
    person === null
      ? undefined
      : await inSpan('bot.invoke', { attributes: { activity: inbound.id } }, () =>
          answerOf(options, turn, inbound, person),
        )
  await turn.sendActivity({ type: 'invokeResponse', value: response ?? { status: 501, body: undefined } })
}

/** Undefined for what is not known here. */
const answerOf = async (
  options: BotOptions,
  turn: Turn,
  inbound: Inbound,
  person: string,
): Promise<object | undefined> => {
  const { name } = inbound
  if (isExtensionInvoke(name)) return { status: 200, body: await answerExtension(options, inbound, name, person) }
  return name === 'adaptiveCard/action' ? answerInvoke(options, turn, inbound, person) : undefined
}

/** A sentence, in the form in which the invoke takes one. */
const sentenceBody = ({ name }: Inbound, text: string): object =>
  isExtensionInvoke(name) ? dialogMessage(text) : invokeBody({ text })

/** Teams sends both when the app is installed, the first once per person and the second at every installation. */
const isArrival = (inbound: Inbound): boolean =>
  isPersonal(inbound) &&
  ((inbound.type === 'conversationUpdate' && (inbound.membersAdded?.length ?? 0) > 0) ||
    (inbound.type === 'installationUpdate' && inbound.action?.startsWith('add') === true))

/** Greets once per conversation, whatever is delivered again. */
const greet = async (options: BotOptions, turn: Turn, inbound: Inbound): Promise<void> => {
  const person = personOf(inbound)
  if (person === null) return
  await options.invokes.once(`greeting:${inbound.conversation.id}:${person}`, async () => {
    const locale = localeOf(options.ctx.directory.person(person))
    await turn.sendActivity(replyActivity(helpCard(options.ctx.links, locale, { welcome: true, late: false })))
    return 'done'
  })
}

/** A failure is ours: say so in the person's language, and leave what they typed where it is. */
const apologise = async (options: BotOptions, turn: Turn, inbound: Inbound): Promise<void> => {
  const t = translate(localeOf(options.ctx.directory.person(personOf(inbound) ?? '')))
  if (inbound.type === 'invoke') {
    await turn.sendActivity({
      type: 'invokeResponse',
      value: { status: 200, body: sentenceBody(inbound, t('bot:problem.invoke')) },
    })
    return
  }
  if (inbound.type !== 'message') return
  try {
    await turn.sendActivity(t('bot:problem.message'))
  } catch (error) {
    options.ctx.log.warn({ err: error }, 'the apology could not be sent either')
  }
}
