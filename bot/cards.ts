import type { Cards } from '../src/ports/messaging'
import { actionsCard } from './committees/actions.card'
import { minutesCard } from './committees/minutes.card'
import { publicationCard } from './reports/publication.card'
import { escalationCard } from './status/escalation.card'
import { lateCard } from './status/late.card'
import { questionCard } from './status/question.card'
import { reminderCard } from './status/reminder.card'

/** The cards that use cases send, for the context. */
export const cards: Cards = {
  question: (model, locale) => questionCard(model, locale),
  reminder: (model, locale) => reminderCard(model, locale),
  escalation: escalationCard,
  late: lateCard,
  publication: publicationCard,
  actions: actionsCard,
  minutes: minutesCard,
}
