import type { RoomDeclinedModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, container, heading, openUrl, plain, quiet } from '../cards/elements'
import { meetingLine } from './agenda-lines'

/** To the secretary, once: the room of a convened meeting has declined, and what can be done about it. */
export const roomDeclinedCard = ({ meeting, room }: RoomDeclinedModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t('agenda:card.roomDeclined', { meeting: meeting.title })
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, formatsIn(locale), meeting),
        plain(t('agenda:card.roomWhy', { room }), { spacing: 'Small' }),
        container(
          [
            quiet(t('agenda:card.quorumTodo')),
            plain(t('agenda:card.roomOnline')),
            plain(t('agenda:card.roomFree')),
            plain(t('agenda:card.roomPlan')),
          ],
          { separator: true, spacing: 'Medium' },
        ),
      ],
      [openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
