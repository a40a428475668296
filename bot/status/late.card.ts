import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import type { LateModel } from '../../src/status/question-view'
import { cardOf, heading, openUrl, plain } from '../cards/elements'
import { latePeople, withoutManagerLine } from './late-people'

/** The PMO's digest, in its channel and on the command "late": how many answers there are and whose are missing. */
export const lateCard = (model: LateModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const summary = t('bot:late.summary', { title: model.cycle.title, count: model.answered, total: model.owed })
  return {
    card: cardOf(
      [
        heading(t('bot:late.title', { title: model.cycle.title })),
        plain(t('bot:late.figures', { count: model.answered, total: model.owed }), { spacing: 'Small' }),
        ...(model.late.length === 0 ? [plain(t('bot:late.nobody'))] : latePeople(t, format, model.late)),
        ...withoutManagerLine(t, model.withoutManager),
      ],
      [openUrl(t('bot:action.openCycle'), model.tabUrl)],
    ),
    summary,
  }
}
