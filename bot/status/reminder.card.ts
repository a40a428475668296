import type { Locale } from '../../src/context'
import type { TextKey } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import type { ReminderKind, ReminderModel } from '../../src/status/question-view'
import { questionCard } from './question.card'

const leadOf = (kind: ReminderKind): TextKey => {
  if (kind === 'nudge') return 'bot:reminder.nudge'
  if (kind === 'interrupted') return 'bot:reminder.interrupted'
  return kind === 'D' ? 'bot:reminder.last' : 'bot:reminder.soon'
}

/** The question again, with only what is still to do: a reminder can be answered where it is read. */
export const reminderCard = (model: ReminderModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const { question } = model
  const waiting = question.projects.filter((project) => project.recorded === null)
  const cutOff = question.cycle.cutOff
  const lead = t(leadOf(model.kind), {
    name: question.person.firstName,
    count: waiting.length,
    date: cutOff === null ? '' : format.date(cutOff),
    time: cutOff === null ? '' : format.time(cutOff),
  })
  const progress = { answered: question.answered, total: question.projects.length }
  const { card } = questionCard({ ...question, projects: waiting, answered: 0 }, locale, { lead, progress })
  return { card, summary: t('bot:reminder.summary', { title: question.cycle.title, count: waiting.length }) }
}
