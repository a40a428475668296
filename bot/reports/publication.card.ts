import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import { health } from '../../src/lists/codes'
import type { DrawnCard } from '../../src/ports/messaging'
import type { PublicationModel } from '../../src/reports/reports-view'
import { cardOf, heading, linkRun, openUrl, plain, quiet, runs } from '../cards/elements'
import { healthMark, healthWord } from '../cards/health-mark'

/** The announcement in the PMO channel: the sentence that matters, the count of each health, the files. */
export const publicationCard = (model: PublicationModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const counts = [...health, null].map((code) => ({ code, count: model.counts[code ?? 'none'] }))
  const published = t('bot:publication.by', { name: model.publishedBy, date: format.dateTime(model.publishedAt) })
  const version =
    model.reason === null
      ? t('bot:publication.version', { version: model.version })
      : t('bot:publication.corrected', { version: model.version, reason: model.reason })
  return {
    card: cardOf(
      [
        heading(t('bot:publication.title', { title: model.cycle.title })),
        plain(model.headline, { spacing: 'Small' }),
        runs(
          counts
            .filter(({ count }) => count > 0)
            .flatMap(({ code, count }) => [
              healthMark(code),
              { text: `${t('bot:publication.count', { count, health: healthWord(t, code).toLowerCase() })}   ` },
            ]),
        ),
        ...model.files.map(({ fileName, url }) => runs([linkRun(fileName, url)], { spacing: 'Small' })),
        quiet(`${published}. ${version}`),
      ],
      [openUrl(t('bot:action.openCycle'), model.tabUrl)],
    ),
    summary: t('bot:publication.title', { title: model.cycle.title }),
  }
}
