import type { PackModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, heading, linkRun, openUrl, quiet, runs } from '../cards/elements'
import { agendaLines, meetingLine } from './agenda-lines'

/** To each member, once a version: the pack is there, and this is what it holds. */
export const packCard = (model: PackModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const { meeting, version, reason, lines, file } = model
  const isFirst = version === 1
  const title = t(isFirst ? 'agenda:card.pack' : 'agenda:card.packAgain', { meeting: meeting.title, version })
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, format, meeting),
        ...(reason === null ? [] : [quiet(t('agenda:card.reason', { reason }))]),
        ...agendaLines(t, lines),
        ...(file === null ? [] : [runs([linkRun(file.name, file.url)], { separator: true, spacing: 'Small' })]),
      ],
      [openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
