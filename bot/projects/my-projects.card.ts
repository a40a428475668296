import type { Links, Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { Health } from '../../src/lists/codes'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, columns, container, heading, linkRun, openUrl, plain, quiet, runs } from '../cards/elements'
import { healthMark, healthWord } from '../cards/health-mark'

export interface MyProject {
  readonly number: string
  readonly title: string
  readonly publishedHealth: Health | null
  /** ISO date. */
  readonly forecastEnd: string | null
}

/** A card names so many projects; the portfolio tab has them all. */
const SHOWN_AT_MOST = 25

/** Answer to "my projects": what a person manages or stands in for, with the last published health. */
export const myProjectsCard = (projects: readonly MyProject[], links: Links, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const rest = projects.length - SHOWN_AT_MOST
  return {
    card: cardOf(
      [
        heading(t('bot:projects.title')),
        ...(projects.length === 0 ? [plain(t('bot:projects.none'))] : []),
        ...projects.slice(0, SHOWN_AT_MOST).map(({ number, title, publishedHealth, forecastEnd }) =>
          container(
            [
              columns([
                {
                  width: 'stretch',
                  items: [
                    runs([{ ...linkRun(`${number} · ${title}`, links.tab(`project/${number}`)), size: 'Medium' }]),
                    ...(forecastEnd === null ? [] : [quiet(t('bot:projects.end', { date: format.date(forecastEnd) }))]),
                  ],
                },
                {
                  width: 'auto',
                  items: [runs([healthMark(publishedHealth), { text: healthWord(t, publishedHealth) }])],
                },
              ]),
            ],
            { separator: true, spacing: 'Small' },
          ),
        ),
        ...(rest > 0 ? [quiet(t('bot:projects.more', { count: rest }))] : []),
      ],
      [openUrl(t('bot:action.openPortfolio'), links.tab('portfolio'))],
    ),
    summary: t('bot:projects.title'),
  }
}
