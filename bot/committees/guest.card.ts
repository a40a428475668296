import type { GuestModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, heading, openUrl, plain } from '../cards/elements'
import { agendaLines, meetingLine } from './agenda-lines'

/**
 * To somebody who is no member and is expected for some items, once the agenda is published: those items and no other, and the way into
 * the meeting. What is no longer so says that instead.
 */
export const guestCard = ({ meeting, joinUrl, lines, standing }: GuestModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const title = t(`agenda:card.guest.${standing}`, { meeting: meeting.title })
  const timed = lines.map((line) => ({ ...line, time: line.startsAt === null ? null : format.time(line.startsAt) }))
  const actions = [
    ...(joinUrl === null ? [] : [openUrl(t('agenda:action.join'), joinUrl)]),
    openUrl(t('agenda:card.open'), meeting.tabUrl),
  ]
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, format, meeting),
        plain(t(standing === 'expected' ? 'agenda:page.guest' : `agenda:card.guestLead.${standing}`)),
        ...agendaLines(t, timed),
      ],
      standing === 'expected' ? actions : [],
    ),
    summary: title,
  }
}
