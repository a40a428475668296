import type { Context } from '../../context'
import type { Ask, Delivery } from '../../ports/asks'
import { type CycleFacts, localeOf, questionFor } from '../question-for'
import type { ReminderKind } from '../question-view'
import { deliver } from './deliver'
import { questionMail } from './mail-text'
import { presentFacts } from './present-facts'

export type AskOutcome = 'asked' | 'already' | 'waiting' | 'failed'

/** After so long a send without outcome was cut short, by a crash or a kill. */
const INTERRUPTED_MINUTES = 5
const MINUTE_MS = 60_000
const LONGEST_WAIT_MINUTES = 60

/** The deliveries of a person that tried to put the question. */
const attemptsOf = (deliveries: readonly Delivery[], person: string): readonly Delivery[] =>
  deliveries.filter(
    (delivery) =>
      delivery.person === person &&
      (delivery.channel === 'bot' || delivery.outcome === 'sent') &&
      (delivery.kind === 'question' || delivery.kind === 'interrupted'),
  )

const isTooSoon = (ask: Ask, attempts: number, now: Date): boolean => {
  if (ask.sendingAt === null) return false
  const age = now.getTime() - ask.sendingAt.getTime()
  if (ask.failure === null) return age < Math.max(INTERRUPTED_MINUTES * MINUTE_MS, pauseAfter(attempts))
  return age < pauseAfter(attempts)
}

const pauseAfter = (attempts: number): number => Math.min(2 ** attempts, LONGEST_WAIT_MINUTES) * MINUTE_MS

/**
 * Puts the question of a cycle to one person: claim, mark as sending, send, save. At most one question per person, whatever
 * crashes in between: a claim that was never sent is sent later; a send without outcome, which may have arrived, is followed by
 * a reminder instead of a second question. `deliveries` is the log of the cycle so far.
 */
export const askPerson = async (
  ctx: Context,
  facts: CycleFacts,
  person: string,
  deliveries: readonly Delivery[],
): Promise<AskOutcome> => {
  const cycle = facts.cycle.code
  const { ask } = await ctx.asks.claim(cycle, person)
  if (ask.askedAt !== null) return 'already'
  const attempts = attemptsOf(deliveries, person)
  const sent = attempts.find((delivery) => delivery.outcome === 'sent')
  if (sent) {
    // It was sent and logged; only saving that it was asked had been cut short.
    await ctx.asks.save(cycle, person, { askedAt: sent.at })
    return 'already'
  }
  const now = ctx.clock.now()
  if (isTooSoon(ask, attempts.length, now)) return 'waiting'
  const interrupted =
    attempts.some((delivery) => delivery.kind === 'interrupted' || delivery.reason === 'unknown') ||
    (ask.sendingAt !== null && ask.failure === null)
  const kind = interrupted ? 'interrupted' : 'question'
  await ctx.asks.save(cycle, person, { sendingAt: now, failure: null })
  // Two copies of the service may come here together: one of them sends. Should it be killed as well, another does.
  if (!(await ctx.asks.leaseStep(cycle, person, `${kind}:${attempts.length}`, INTERRUPTED_MINUTES))) return 'waiting'
  return sendQuestion(ctx, facts, person, kind)
}

const sendQuestion = async (
  ctx: Context,
  facts: CycleFacts,
  person: string,
  kind: 'question' | 'interrupted',
): Promise<AskOutcome> => {
  const cycle = facts.cycle.code
  const locale = localeOf(ctx.directory.person(person))
  const present = await presentFacts(ctx, facts, person)
  if (present === null) return 'already'
  const model = questionFor(ctx, present, person, locale)
  const drawn =
    kind === 'question' ? ctx.cards.question(model, locale) : ctx.cards.reminder({ kind, question: model }, locale)
  const delivered = await deliver(ctx, { cycle, person, kind, drawn, mailText: questionMail(model, locale) })
  await ctx.asks.save(cycle, person, {
    ...(delivered.ref ? { message: delivered.ref } : {}),
    ...(delivered.reached ? { askedAt: ctx.clock.now() } : {}),
    // A send without answer is left as it stands, under way: it is followed by a reminder, not by a second question.
    ...(delivered.reason === 'unknown' ? {} : { failure: delivered.reason }),
  })
  return delivered.reached ? 'asked' : 'failed'
}

/**
 * Reminds one person of what is still open now, however long ago the step was planned; remembers when. `kind` names the step in
 * the delivery log as `key` does. `skipped`: everything was answered meanwhile, or the cycle is over.
 */
export const remindPerson = async (
  ctx: Context,
  facts: CycleFacts,
  person: string,
  kind: ReminderKind,
  key: string,
): Promise<'sent' | 'failed' | 'skipped'> => {
  const cycle = facts.cycle.code
  const locale = localeOf(ctx.directory.person(person))
  const present = await presentFacts(ctx, facts, person)
  if (present === null) return 'skipped'
  const question = questionFor(ctx, present, person, locale)
  const drawn = ctx.cards.reminder({ kind, question }, locale)
  const delivered = await deliver(ctx, { cycle, person, kind: key, drawn, mailText: questionMail(question, locale) })
  if (!delivered.reached) return 'failed'
  await ctx.asks.save(cycle, person, { lastReminderAt: ctx.clock.now() })
  return 'sent'
}
