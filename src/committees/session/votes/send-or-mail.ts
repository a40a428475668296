import type { Context } from '../../../context'
import type { Translate } from '../../../i18n/text'
import { translate } from '../../../i18n/translate'
import type { DrawnCard } from '../../../ports/messaging'
import type { CardKind, Claim } from '../../../ports/session'
import { localeOf } from '../../../status/question-for'

/** One card that was claimed for sending. */
interface Claimed {
  readonly subject: string
  readonly kind: CardKind
  readonly person: string
  readonly shown: string
}

/** Those whose card waits, each claimed when its turn comes, and again later when what is done for them does not come to its end. */
export async function* claimedFor(ctx: Context, subject: string, kind: CardKind): AsyncGenerator<string> {
  const next = (after: string): Promise<Claim | undefined> => ctx.sessionCards.claim(subject, kind, after)
  for (let claim = await next(''); claim !== undefined; claim = await next(claim.person)) {
    yield claim.person
    await ctx.sessionCards.done(subject, kind, claim)
  }
}

/** Sends the card; whom the bot cannot reach gets the address of the page by mail. */
export const sendOrMail = async (
  ctx: Context,
  { subject, kind, person, shown }: Claimed,
  { card, summary }: DrawnCard,
  text: (t: Translate) => string,
): Promise<void> => {
  const sent = await ctx.messenger.sendCard(person, card, summary)
  if (sent.ok) return ctx.sessionCards.sent(subject, kind, person, sent.ref, shown)
  // Certainly not there: the clock tries again.
  if (sent.reason === 'throttled' || sent.reason === 'unavailable')
    await ctx.sessionCards.putBack(subject, kind, person)
  const isUnreachable = sent.reason === 'not-installed' || sent.reason === 'blocked'
  const words = translate(localeOf(ctx.directory.person(person)))
  const mailed = isUnreachable && (await ctx.messenger.sendMail(person, summary, text(words))).ok
  if (!mailed) ctx.log.warn({ subject, kind, person, reason: sent.reason }, 'a card about a vote was not sent')
}
