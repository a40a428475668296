import type { Context } from '../../../context'
import type { Translate } from '../../../i18n/text'
import { Decisions } from '../../../lists/committees/decisions'
import { localeOf } from '../../../status/question-for'
import { meetingForService } from '../as-service'
import { sendOrMail } from './send-or-mail'
import { voteCardModel } from './vote-card-model'

/** The cards of a vote: those that wait are sent, and once it is closed all of them say the result. Repeating it sends nothing twice. */
export const deliverVoteCards = async (ctx: Context, number: string): Promise<void> => {
  const decision = ctx.lists.find(Decisions, number)
  const found = decision?.meeting ? meetingForService(ctx, decision.meeting) : undefined
  if (!found) return
  const shown = decision?.voteState === 'open' ? 'open' : 'closed'
  for (const person of await ctx.sessionCards.claim(number, 'vote')) {
    const drawn = await draw(ctx, found, number, person)
    // A vote that was closed before its card left needs none any more.
    if (!drawn || shown === 'closed') continue
    const text = (t: Translate): string =>
      t('session:mail.vote', {
        question: decision?.question ?? '',
        url: ctx.links.tab(`panel/${found.meeting.meetingKey}`),
      })
    await sendOrMail(ctx, { subject: number, kind: 'vote', person, shown }, drawn, text)
  }
  if (shown === 'open') return
  for (const { person, message } of await ctx.sessionCards.outdated(number, 'vote', shown)) {
    const drawn = await draw(ctx, found, number, person)
    if (!drawn) continue
    const updated = await ctx.messenger.updateCard(message, drawn.card, drawn.summary)
    if (!updated.ok)
      ctx.log.warn({ decision: number, person, reason: updated.reason }, 'the card of a vote was not redrawn')
    await ctx.sessionCards.sent(number, 'vote', person, null, shown)
  }
}

const draw = async (ctx: Context, found: Parameters<typeof voteCardModel>[1], number: string, person: string) => {
  const locale = localeOf(ctx.directory.person(person))
  const model = await voteCardModel(ctx, found, number, person)
  return model && ctx.cards.vote(model, locale)
}

/** Without waiting for it: a connector that throttles must not hold a meeting up. What fails is logged, and tried again by the clock. */
export const sendVoteCards = (ctx: Context, number: string): void => {
  deliverVoteCards(ctx, number).catch((error: unknown) =>
    ctx.log.warn({ decision: number, error: String(error) }, 'the cards of a vote were not sent'),
  )
}
