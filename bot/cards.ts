import type { Cards } from '../src/ports/messaging'
import { actionsCard } from './committees/actions.card'
import { approvalCard } from './committees/approval.card'
import { guestCard } from './committees/guest.card'
import { minutesCard } from './committees/minutes.card'
import { packCard } from './committees/pack.card'
import { papersCard } from './committees/papers.card'
import { quorumRiskCard } from './committees/quorum-risk.card'
import { roomDeclinedCard } from './committees/room-declined.card'
import { publicationCard } from './reports/publication.card'
import { procedureResultCard } from './session/procedure-result.card'
import { voteCard } from './session/vote.card'
import { voteReminderCard } from './session/vote-reminder.card'
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
  vote: voteCard,
  voteReminder: voteReminderCard,
  procedureResult: procedureResultCard,
  pack: packCard,
  papers: papersCard,
  guest: guestCard,
  approval: approvalCard,
  quorumRisk: quorumRiskCard,
  roomDeclined: roomDeclinedCard,
  actions: actionsCard,
  minutes: minutesCard,
}
