import { DateTime } from 'luxon'
import type { TenantPerson } from '../../people'
import { seededRandom } from '../../random'
import type { GraphParts } from '../parts'
import { createEvent } from './event-writes'
import { mailboxAt } from './mailboxes'

const ZONE = 'Europe/Brussels'
const WEEKS = 30
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const MEETINGS = [
  'Suivi d’équipe',
  'Point fournisseur',
  'Atelier',
  'Entretien',
  'Revue',
  'Groupe de travail',
  'Formation',
]

/**
 * Ordinary working lives in everybody's calendar, the same for the same person and week: weekly meetings, a day at home, single
 * appointments, some of them tentative, leave at the end of the year and once more.
 */
export const seedCalendars = (parts: GraphParts, people: Iterable<TenantPerson>): void => {
  const monday = DateTime.fromJSDate(parts.state.instant(), { zone: ZONE }).startOf('week')
  for (const person of people) {
    const mailbox = mailboxAt(parts, person.id)
    if (!mailbox) continue
    const add = (event: object): void => void createEvent(parts, mailbox, event)
    const life = lifeOf(person, monday)
    for (const event of life) add(event)
  }
}

const lifeOf = ({ id }: TenantPerson, monday: DateTime): readonly object[] => {
  const random = seededRandom(Number.parseInt(id.slice(0, 8), 16))
  const among = (count: number): number => Math.floor(random() * count)
  const series = Array.from({ length: 3 + among(3) }, () =>
    weekly(monday, among(5), startOf(among), 30 + 30 * among(3)),
  )
  const atHome = random() < 0.7 ? [homeDay(monday, among(5))] : []
  const singles = Array.from({ length: WEEKS * 2 }, () => {
    const at = timeOn(monday.plus({ weeks: among(WEEKS), days: among(5) }), startOf(among))
    return single(at, 30 + 30 * among(5), random() < 0.2 ? 'tentative' : 'busy', MEETINGS[among(MEETINGS.length)] ?? '')
  })
  return [...series, ...atHome, ...singles, ...leaves(monday, among)]
}

/** Half hours from nine to half past four, in minutes. */
const startOf = (among: (count: number) => number): number => 9 * 60 + 30 * among(15)

const timeOn = (day: DateTime, minutes: number): DateTime => day.plus({ minutes })

const span = (start: DateTime, end: DateTime): object => ({
  start: { dateTime: start.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: ZONE },
  end: { dateTime: end.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: ZONE },
})

const single = (start: DateTime, minutes: number, showAs: string, subject: string): object => ({
  subject,
  showAs,
  ...span(start, start.plus({ minutes })),
})

const everyWeek = (day: number, start: DateTime): object => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: [WEEKDAYS[day]], firstDayOfWeek: 'monday' },
  range: {
    type: 'endDate',
    startDate: start.toISODate(),
    endDate: start.plus({ weeks: WEEKS }).toISODate(),
    recurrenceTimeZone: ZONE,
  },
})

const weekly = (monday: DateTime, day: number, startMinutes: number, minutes: number): object => {
  const start = timeOn(monday.plus({ days: day }), startMinutes)
  return { ...single(start, minutes, 'busy', 'Réunion hebdomadaire'), recurrence: everyWeek(day, start) }
}

const homeDay = (monday: DateTime, day: number): object => {
  const start = timeOn(monday.plus({ days: day }), 8 * 60)
  return { ...single(start, 9 * 60, 'workingElsewhere', 'Télétravail'), recurrence: everyWeek(day, start) }
}

/** From Christmas Eve to New Year, and one week of the person's own. */
const leaves = (monday: DateTime, among: (count: number) => number): readonly object[] => {
  const eve = DateTime.fromObject({ year: monday.year, month: 12, day: 24 }, { zone: ZONE })
  const own = monday.plus({ weeks: 1 + among(WEEKS - 2) })
  return [
    { subject: 'Congé', showAs: 'oof', ...span(eve, eve.plus({ days: 9 })) },
    { subject: 'Congé', showAs: 'oof', ...span(own, own.plus({ days: 5 })) },
  ]
}
