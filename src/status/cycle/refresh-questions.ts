import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import { cycleFactsOf, localeOf, questionFor } from '../question-for'
import { inParallel, SENDING_WIDTH } from './deliver'

/**
 * Redraws the question cards of a cycle where they stand, of everybody or of these people: after an answer given elsewhere, a
 * new cut-off, the closing. A card that cannot be reached stays as it is; answering on it is checked anyway.
 */
export const refreshQuestions = async (ctx: Context, code: string, people?: readonly string[]): Promise<void> => {
  const cycle = ctx.lists.find(StatusCycles, code)
  if (!cycle) return
  const facts = cycleFactsOf(ctx, cycle)
  const asks = (await ctx.asks.ofCycle(code)).filter((ask) => people === undefined || people.includes(ask.person))
  await inParallel(asks, SENDING_WIDTH, async ({ person, message }) => {
    if (message === null) return
    const locale = localeOf(ctx.directory.person(person))
    const { card, summary } = ctx.cards.question(questionFor(ctx, facts, person, locale), locale)
    const updated = await ctx.messenger.updateCard(message, card, summary)
    if (!updated.ok) ctx.log.warn({ cycle: code, person, reason: updated.reason }, 'question card not redrawn')
  })
}

/**
 * The same without waiting for it: a connector that throttles must not hold back the answer to a person. What fails is logged.
 */
export const refreshSoon = (ctx: Context, code: string, people?: readonly string[]): void => {
  refreshQuestions(ctx, code, people).catch((error: unknown) =>
    ctx.log.warn({ cycle: code, error: String(error) }, 'question cards not redrawn'),
  )
}
