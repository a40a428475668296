import type { GuestModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, heading, openUrl, plain } from '../cards/elements'
import { agendaLines, meetingLine } from './agenda-lines'

/** To somebody who is no member and is expected for some items, once the agenda is published: those items and no other. */
export const guestCard = ({ meeting, lines }: GuestModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t('agenda:card.guest', { meeting: meeting.title })
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, formatsIn(locale), meeting),
        plain(t('agenda:page.guest')),
        ...agendaLines(t, lines),
      ],
      [openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
