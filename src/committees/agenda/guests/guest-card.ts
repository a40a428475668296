import { createHash } from 'node:crypto'
import type { Context } from '../../../context'
import { formatsIn, translate } from '../../../i18n/translate'
import type { GuestCard } from '../../../ports/guests'
import type { DrawnCard } from '../../../ports/messaging'
import { localeOf } from '../../../status/question-for'
import type { Meeting } from '../../meetings/find-meeting'
import { guestModel } from '../pack/card-models'
import type { GuestModel } from '../pack/notice-models'

const DIGEST_LENGTH = 16

/** Nobody else tells this guest anything or changes their card meanwhile; `card` is the one that stands. */
export const aloneWithCard = <T>(
  ctx: Pick<Context, 'locks' | 'guestCards'>,
  meeting: string,
  person: string,
  work: (card: GuestCard | undefined) => Promise<T>,
): Promise<T> =>
  ctx.locks.exclusive(`guest card ${meeting} ${person}`, async () =>
    work((await ctx.guestCards.ofMeeting(meeting)).find((card) => card.person === person && !card.ended)),
  )

/** The card of one guest as it is now, what the e-mail in its place says, and what tells it from another. */
export interface GuestDrawing {
  readonly drawn: DrawnCard
  readonly mailText: string
  readonly shown: string
}

export const drawGuest = (
  ctx: Context,
  meeting: Meeting,
  person: string,
  standing: GuestModel['standing'],
): GuestDrawing => {
  const locale = localeOf(ctx.directory.person(person))
  const t = translate(locale)
  const format = formatsIn(locale)
  const model = guestModel(ctx, meeting, person, standing)
  const drawn = ctx.cards.guest(model, locale)
  const shown = createHash('sha256').update(JSON.stringify(drawn)).digest('hex').slice(0, DIGEST_LENGTH)
  const when = model.meeting.startsAt === null ? t('agenda:when.none') : format.dateTime(model.meeting.startsAt)
  const lines = model.lines.map(
    ({ title, startsAt }) =>
      `– ${title}${startsAt === null ? '' : ` (${t('agenda:card.at', { time: format.time(startsAt) })})`}`,
  )
  const links =
    standing === 'expected'
      ? [...(model.joinUrl ? [`${t('agenda:action.join')}\n${model.joinUrl}`] : []), model.meeting.tabUrl]
      : []
  const mailText = [drawn.summary, [when, ...lines].join('\n'), ...links].join('\n\n')
  return { drawn, mailText, shown }
}
