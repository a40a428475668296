import type { Locale } from '../../context'
import { formatsIn, translate } from '../../i18n/translate'
import type { EscalationModel, QuestionModel } from '../question-view'

/** The e-mail that stands in for a question or a reminder: plain text with the link to answer in the tab. */
export const questionMail = (model: QuestionModel, locale: Locale): string => {
  const t = translate(locale)
  const open = model.projects.filter((project) => project.recorded === null)
  return [
    t('status:mail.question', { count: open.length, cycle: model.cycle.title }),
    open.map((project) => `- ${project.number} · ${project.title}`).join('\n'),
    ...(model.cycle.cutOff === null
      ? []
      : [t('status:mail.cutOff', { cutOff: formatsIn(locale).dateTime(model.cycle.cutOff) })]),
    t('status:mail.answer', { url: model.tabUrl }),
  ].join('\n\n')
}

/** The e-mail that stands in for an escalation to a programme manager. */
export const escalationMail = (model: EscalationModel, locale: Locale): string => {
  const t = translate(locale)
  const lines = [
    ...model.late.flatMap((manager) =>
      manager.projects.map((project) => `- ${project.number} · ${project.title} (${manager.name})`),
    ),
    ...model.withoutManager.map((project) => `- ${project.number} · ${project.title} (${t('status:person.none')})`),
  ]
  return [
    t('status:mail.escalation', { count: lines.length, cycle: model.cycle.title }),
    lines.join('\n'),
    t('status:mail.open', { url: model.tabUrl }),
  ].join('\n\n')
}
