import type { Locale } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { DrawnCard, MinutesModel } from '../../src/ports/messaging'
import { cardOf, heading, openUrl, plain, quiet } from '../cards/elements'

/** To the members of a body: minutes wait for their comments. */
export const minutesCard = ({ body, meeting, version, tabUrl }: MinutesModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t('followUp:card.minutes.title', { body, meeting })
  return {
    card: cardOf(
      [
        heading(title),
        plain(t('followUp:card.minutes.lead'), { spacing: 'Small' }),
        quiet(t('followUp:card.minutes.version', { version })),
      ],
      [openUrl(t('followUp:card.minutes.open'), tabUrl)],
    ),
    summary: title,
  }
}
