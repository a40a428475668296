import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import type { EscalationModel } from '../../src/status/question-view'
import { cardOf, heading, openUrl, plain } from '../cards/elements'
import { latePeople, withoutManagerLine } from './late-people'

/** To a programme manager: whose answers are missing in their programmes, after the reminders had no effect. */
export const escalationCard = (model: EscalationModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const projects = model.late.reduce((sum, { projects: missing }) => sum + missing.length, 0)
  const lead = t('bot:escalation.lead', { name: model.person.firstName, count: projects })
  return {
    card: cardOf(
      [
        heading(t('bot:escalation.title', { title: model.cycle.title })),
        plain(lead, { spacing: 'Small' }),
        ...latePeople(t, format, model.late),
        ...withoutManagerLine(t, model.withoutManager),
      ],
      [openUrl(t('bot:action.openCycle'), model.tabUrl)],
    ),
    summary: t('bot:escalation.title', { title: model.cycle.title }),
  }
}
