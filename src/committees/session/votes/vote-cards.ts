import type { Context } from '../../../context'
import type { Translate } from '../../../i18n/text'
import { Decisions } from '../../../lists/committees/decisions'
import { meetingForService } from '../as-service'
import { currentVoteCard, redrawCards } from './redraw-cards'
import { claimedFor, sendOrMail } from './send-or-mail'

/** The cards of a vote: those that wait are sent, and once it is closed all of them say the result. Repeating it sends nothing twice. */
export const deliverVoteCards = async (ctx: Context, number: string): Promise<void> => {
  const decision = ctx.lists.find(Decisions, number)
  const found = decision?.meeting ? meetingForService(ctx, decision.meeting) : undefined
  if (!found) return
  for await (const person of claimedFor(ctx, number, 'vote')) {
    const current = await currentVoteCard(ctx, number, person)
    // A vote that was closed before its card left needs none any more.
    if (!current || current.shown === 'closed') continue
    const { shown, ...drawn } = current
    const text = (t: Translate): string =>
      t('session:mail.vote', {
        question: decision?.question ?? '',
        url: ctx.links.tab(`panel/${found.meeting.meetingKey}`),
      })
    await sendOrMail(ctx, { subject: number, kind: 'vote', person, shown }, drawn, text)
    // Whoever voted in the tab meanwhile.
    await redrawCards(ctx, number, [person])
  }
  if (ctx.lists.find(Decisions, number)?.voteState === 'open') return
  const outdated = await ctx.sessionCards.outdated(number, 'vote', 'closed')
  await redrawCards(
    ctx,
    number,
    outdated.map(({ person }) => person),
  )
}

/** Without waiting for it: a connector that throttles must not hold a meeting up. What fails is logged, and tried again by the clock. */
export const sendVoteCards = (ctx: Context, number: string): void => {
  deliverVoteCards(ctx, number).catch((error: unknown) =>
    ctx.log.warn({ decision: number, error: String(error) }, 'the cards of a vote were not sent'),
  )
}
