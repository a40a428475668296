import type { PapersModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, heading, openUrl, plain, quiet, strong } from '../cards/elements'
import { meetingLine } from './agenda-lines'

/** To somebody who presents items that still lack their papers, once, before the deadline. */
export const papersCard = (model: PapersModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const { meeting, dueOn, titles, folder } = model
  const title = t('agenda:card.papers', { meeting: meeting.title })
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, format, meeting),
        plain(t('agenda:card.papersLead', { count: titles.length, date: format.date(dueOn) })),
        ...titles.map(strong),
        quiet(t('agenda:card.papersFolder', { folder })),
      ],
      [openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
