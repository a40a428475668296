import { DateTime } from 'luxon'
import type { TenantPerson } from '../../people'
import { seededRandom } from '../../random'
import type { GraphParts } from '../parts'
import { type Mailbox, mailboxAt } from './mailboxes'

const ZONE = 'Europe/Brussels'
const WEEKS = 30
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const SUBJECTS = [
  'Suivi d’équipe',
  'Point fournisseur',
  'Atelier',
  'Entretien',
  'Revue',
  'Groupe de travail',
  'Formation',
]
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Times in milliseconds since 1970. */
interface Entry {
  readonly subject: string
  readonly showAs: string
  readonly start: number
  readonly end: number
  readonly recurrence: Readonly<Record<string, unknown>> | null
}

/** A working day and when it begins at midnight. */
interface Day {
  readonly date: string
  readonly midnight: number
}

/**
 * Ordinary working lives in everybody's calendar, the same for the same person and week: weekly meetings, a day at home, single
 * appointments, some of them tentative, leave at the end of the year and once more.
 */
export const seedCalendars = (parts: GraphParts, people: Iterable<TenantPerson>): void => {
  const monday = DateTime.fromJSDate(parts.state.instant(), { zone: ZONE }).startOf('week')
  const days = Array.from({ length: WEEKS * 7 }, (_, offset): Day => {
    const day = monday.plus({ days: offset })
    return { date: day.toISODate() ?? '', midnight: day.toMillis() }
  })
  for (const person of people) {
    const mailbox = mailboxAt(parts, person.id)
    if (!mailbox) continue
    for (const [index, entry] of lifeOf(person, days).entries()) store(parts, mailbox, `${person.id}-${index}`, entry)
  }
}

/** Straight into the store: nobody is invited, and thousands of requests would be a slow way to say nothing more. */
const store = ({ state }: GraphParts, mailbox: Mailbox, name: string, entry: Entry): void => {
  const id = `AAMkAD${Buffer.from(name).toString('base64url')}AAA=`
  const now = state.instant().toISOString()
  state.office.events.put(id, {
    id,
    mailbox: mailbox.id,
    organizer: mailbox.address,
    uid: `040000008200E00074C5B7101A82E008${Buffer.from(name).toString('hex').toUpperCase()}`,
    ...{ createdAt: now, modifiedAt: now, version: 1, transactionId: null, zone: ZONE, cancelled: false },
    start: new Date(entry.start).toISOString(),
    end: new Date(entry.end).toISOString(),
    ...{ body: '', attendees: [], online: null },
    recurrence: entry.recurrence,
    properties: { subject: entry.subject, showAs: entry.showAs },
  })
}

const lifeOf = ({ id }: TenantPerson, days: readonly Day[]): readonly Entry[] => {
  const random = seededRandom(Number.parseInt(id.slice(0, 8), 16))
  const among = (count: number): number => Math.floor(random() * count)
  const dayAt = (week: number, weekday: number): Day => days[week * 7 + weekday] ?? { date: '', midnight: 0 }
  const weekly = (weekday: number, minute: number, minutes: number, showAs: string, subject: string): Entry => {
    const { date, midnight } = dayAt(0, weekday)
    const recurrence = everyWeek(weekday, date, days.at(-1)?.date ?? date)
    return { ...single(midnight, minute, minutes, showAs, subject), recurrence }
  }
  const series = Array.from({ length: 3 + among(3) }, () =>
    weekly(among(5), startOf(among), 30 + 30 * among(3), 'busy', 'Réunion hebdomadaire'),
  )
  const atHome = random() < 0.7 ? [weekly(among(5), 8 * 60, 9 * 60, 'workingElsewhere', 'Télétravail')] : []
  const singles = Array.from({ length: WEEKS * 2 }, () => {
    const { midnight } = dayAt(among(WEEKS), among(5))
    const showAs = random() < 0.2 ? 'tentative' : 'busy'
    return single(midnight, startOf(among), 30 + 30 * among(5), showAs, SUBJECTS[among(SUBJECTS.length)] ?? '')
  })
  const own = dayAt(1 + among(WEEKS - 2), 0).midnight
  const eve = days.find(({ date }) => date.endsWith('12-24'))?.midnight
  return [...series, ...atHome, ...singles, leave(own, 5), ...(eve === undefined ? [] : [leave(eve, 9)])]
}

/** Half hours from nine to four, in minutes. */
const startOf = (among: (count: number) => number): number => 9 * 60 + 30 * among(15)

const single = (midnight: number, minute: number, minutes: number, showAs: string, subject: string): Entry => {
  const start = midnight + minute * MINUTE_MS
  return { subject, showAs, start, end: start + minutes * MINUTE_MS, recurrence: null }
}

const everyWeek = (weekday: number, startDate: string, endDate: string): Entry['recurrence'] => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: [WEEKDAYS[weekday]], firstDayOfWeek: 'monday' },
  range: { type: 'endDate', startDate, endDate, recurrenceTimeZone: ZONE },
})

const leave = (start: number, days: number): Entry => ({
  ...{ subject: 'Congé', showAs: 'oof', recurrence: null },
  ...{ start, end: start + days * DAY_MS },
})
