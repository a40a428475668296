import type { Context, Locale } from '../../../context'
import { formatsIn, translate } from '../../../i18n/translate'
import type { DrawnCard } from '../../../ports/messaging'
import { deliver } from '../../../status/cycle/deliver'
import { localeOf } from '../../../status/question-for'
import type { Meeting } from '../../meetings/find-meeting'
import { itemsOf } from '../find-agenda'
import { aloneWithCard, drawGuest } from '../guests/guest-card'
import type { Notice } from '../rules/agenda-calendar'
import { isOnAgenda } from '../rules/item-states'
import { needsPaper } from '../rules/papers'
import { approvalModel, packModel, papersModel } from './card-models'

/** Under this name the steps and deliveries of a meeting are kept, beside those of cycles. */
export const askName = (meeting: string): string => `meeting:${meeting}`

const HOUR_MS = 3_600_000

interface Telling {
  readonly meeting: Meeting
  readonly packDue: string
  readonly members: readonly string[]
}

/**
 * Tells one person one thing, once for all copies of the service: whoever marks the step sends it. A send that has certainly failed
 * is tried again in the next hour.
 */
export const sendNotice = async (
  ctx: Context,
  telling: Telling,
  notice: Notice,
): Promise<'sent' | 'failed' | 'skipped'> => {
  const cycle = askName(telling.meeting.meetingKey)
  const now = ctx.clock.now()
  const mark = `${notice.kind}@${Math.floor(now.getTime() / HOUR_MS)}`
  if (!(await ctx.asks.markStep(cycle, notice.person, mark, now))) return 'skipped'
  if (notice.about === 'feed') return tellFeed(ctx, telling, notice, cycle)
  if (notice.about === 'guest') return tellGuest(ctx, telling.meeting, notice, cycle)
  const locale = localeOf(ctx.directory.person(notice.person))
  const drawn = drawnNotice(ctx, telling, notice, locale)
  const mailText = translate(locale)('agenda:mail.text', {
    summary: drawn.summary,
    url: ctx.links.tab(`meeting/${telling.meeting.meetingKey}`),
  })
  const { reached } = await deliver(ctx, { cycle, person: notice.person, kind: notice.kind, drawn, mailText })
  return reached ? 'sent' : 'failed'
}

const drawnNotice = (
  ctx: Context,
  { meeting, packDue }: Telling,
  { about, person }: Notice,
  locale: Locale,
): DrawnCard => {
  if (about === 'papers') {
    const titles = itemsOf(ctx, meeting.meetingKey)
      .filter((item) => item.presenter === person && isOnAgenda(item.state) && needsPaper(item))
      .map(({ title }) => title)
    return ctx.cards.papers(papersModel(ctx, meeting, packDue, titles), locale)
  }
  if (about === 'approval') return ctx.cards.approval(approvalModel(ctx, meeting, packDue), locale)
  return ctx.cards.pack(packModel(ctx, meeting), locale)
}

/** A card of an earlier date says so first: two cards with two dates would be worse than one. */
const tellGuest = (
  ctx: Context,
  meeting: Meeting,
  { kind, person }: Notice,
  cycle: string,
): Promise<'sent' | 'failed'> =>
  aloneWithCard(ctx, meeting.meetingKey, person, async (before) => {
    const key = meeting.meetingKey
    if (before?.message) {
      const { drawn, shown } = drawGuest(ctx, meeting, person, 'moved')
      const { ok } = await ctx.messenger.updateCard(before.message, drawn.card, drawn.summary)
      // Should the new one not arrive, this one says again what is planned.
      if (ok) await ctx.guestCards.redrawn(key, person, shown)
      else ctx.log.warn({ meeting: key, person }, 'the earlier card of a guest stays as it was')
    }
    const { drawn, mailText, shown } = drawGuest(ctx, meeting, person, 'expected')
    const { reached, ref, reason } = await deliver(ctx, { cycle, person, kind, drawn, mailText })
    // What may have arrived is not sent again, and changes of it are told.
    if (reached || reason === 'unknown')
      await ctx.guestCards.sent({ meeting: key, person, message: ref, sentAt: ctx.clock.now(), shown })
    return reached ? 'sent' : 'failed'
  })

/** The bell of Teams, in as few requests as it takes: one for each language. */
const tellFeed = async (
  ctx: Context,
  { meeting, members }: Telling,
  { kind, person }: Notice,
  cycle: string,
): Promise<'sent' | 'failed'> => {
  const model = packModel(ctx, meeting)
  const languages = new Set(members.map((member) => localeOf(ctx.directory.person(member))))
  let isTold = true
  for (const locale of languages) {
    const readers = members.filter((member) => localeOf(ctx.directory.person(member)) === locale)
    const when = meeting.startsAt === null ? '' : formatsIn(locale).dateTime(meeting.startsAt)
    const told = await ctx.feed.notify(readers, {
      type: 'packPublished',
      parameters: { meeting: model.meeting.title },
      about: `${meeting.meetingKey}:v${model.version}`,
      topic: model.meeting.title,
      preview: translate(locale)('agenda:feed.preview', { when, count: model.lines.length }),
      page: `meeting/${meeting.meetingKey}`,
    })
    isTold &&= told
  }
  const [outcome, reason] = isTold ? (['sent', null] as const) : (['failed', 'unavailable'] as const)
  await ctx.asks.log({ cycle, person, kind, channel: 'feed', outcome, reason, at: ctx.clock.now() })
  return outcome
}
