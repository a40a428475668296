import type { Formats } from '../../src/i18n/format'
import type { TextKey, Translate } from '../../src/i18n/text'
import type { LateManager, ProjectName } from '../../src/status/question-view'
import { container, type Element, quiet, runs, strong } from '../cards/elements'

/** So many people are named on a card; the tab has them all, and the card says how many there are. */
const SHOWN_AT_MOST = 20

const failures: Readonly<Record<string, TextKey>> = {
  'not-installed': 'bot:late.notInstalled',
  blocked: 'bot:late.blocked',
}

const nameOf = ({ number, title }: ProjectName): string => `${number} · ${title}`

/** When a person was asked and reminded, or why the question did not arrive. */
const askedLine = (t: Translate, format: Formats, late: LateManager): string => {
  if (late.failure !== null) return t(failures[late.failure] ?? 'bot:late.unreachable')
  if (late.askedAt === null) return t('bot:late.notAsked')
  const asked = t('bot:late.askedOn', { date: format.date(late.askedAt) })
  if (late.lastReminderAt === null) return asked
  return `${asked}, ${t('bot:late.remindedOn', { date: format.dateTime(late.lastReminderAt) })}`
}

/** One block per person who has not answered, with the projects that are missing. */
export const latePeople = (t: Translate, format: Formats, late: readonly LateManager[]): readonly Element[] => {
  const shown = late.slice(0, SHOWN_AT_MOST)
  const rest = late.length - shown.length
  return [
    ...shown.map((person) =>
      container(
        [
          strong(person.name),
          runs([{ text: person.projects.map(nameOf).join(t('bot:late.between')), size: 'Small' }], { spacing: 'None' }),
          quiet(askedLine(t, format, person)),
        ],
        { separator: true, spacing: 'Small' },
      ),
    ),
    ...(rest > 0 ? [quiet(t('bot:late.more', { count: rest }))] : []),
  ]
}

/** Projects about which nobody can be asked, on one line; nothing when there are none. */
export const withoutManagerLine = (t: Translate, projects: readonly ProjectName[]): readonly Element[] => {
  if (projects.length === 0) return []
  const shown = projects.slice(0, SHOWN_AT_MOST).map(nameOf)
  const names = [...shown, ...(projects.length > shown.length ? ['…'] : [])].join(t('bot:late.between'))
  const text = t('bot:late.withoutManager', { count: projects.length, projects: names })
  return [runs([{ text, size: 'Small' }], { separator: true, spacing: 'Small' })]
}
