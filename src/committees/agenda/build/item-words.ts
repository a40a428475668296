import type { Locale } from '../../../i18n/text'
import { formatsIn, translate } from '../../../i18n/translate'
import type { ItemWords } from '../rules/found-items'

/** What items that build themselves are called, in the language of the body. */
export const itemWords = (locale: Locale, nameOf: (person: string | null) => string | null): ItemWords => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const named = ({ number, title }: { readonly number: string; readonly title: string }): string => `${number} ${title}`
  return {
    redProject: (project) => t('agenda:found.redProject', { project: named(project) }),
    exception: (project) => t('agenda:found.exception', { project: named(project) }),
    exceptionQuestion: (project) => t('agenda:found.exceptionQuestion', { project: project.title }),
    deviation: ({ tolerance, deviation, allowed, cause }) =>
      [
        t(tolerance === 'time' ? 'agenda:found.time' : 'agenda:found.cost', {
          deviation: format.number(deviation ?? 0, tolerance === 'time' ? 0 : 1),
          allowed: format.number(allowed ?? 0),
        }),
        ...(cause === null ? [] : [cause.trim()]),
      ].join(' '),
    decision: (project) => t('agenda:found.decision', { project: named(project) }),
    milestone: (project, title) => t('agenda:found.milestone', { project: project.number, title }),
    gateQuestion: (project, title) => t('agenda:found.gateQuestion', { project: project.title, title }),
    due: (day) => t('agenda:found.due', { date: format.date(day) }),
    actions: () => t('agenda:found.actions'),
    action: ({ number, title, owner, dueOn }) =>
      t('agenda:found.action', {
        number,
        title,
        owner: nameOf(owner) ?? t('agenda:nobody'),
        date: format.date(dueOn),
      }),
    minutes: (number) => t('agenda:found.minutes', { number }),
    minutesQuestion: (number) => t('agenda:found.minutesQuestion', { number }),
  }
}
