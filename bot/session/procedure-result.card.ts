import type { ProcedureResultModel } from '../../src/committees/session/votes/vote-card-view'
import type { Locale } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, container, heading, openUrl, plain, quiet } from '../cards/elements'
import { resultPart } from './result-words'

/** How a written procedure ended, for all members of the body. */
export const procedureResultCard = (model: ProcedureResultModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t(model.withdrawn ? 'session:card.procedureWithdrawn' : 'session:card.procedure', {
    title: model.title,
  })
  return {
    card: cardOf(
      [
        heading(title),
        quiet(model.bodyTitle),
        ...model.decisions.map((decision) =>
          container([plain(`${decision.number} · ${decision.title}`), ...resultPart(t, decision)]),
        ),
      ],
      [openUrl(t('session:card.openProcedure'), model.url)],
    ),
    summary: title,
  }
}
