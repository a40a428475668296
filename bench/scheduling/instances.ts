import type { Body, CalendarEntry, Member, Person, Room, SchedulingInput } from '../../src/scheduling/model'
import { type Random, randomFrom } from './random'

export interface InstanceSize {
  readonly bodies: number
  readonly people: number
  readonly rooms: number
}

/**
 * From the demo's organisation to ten times as many bodies; the people grow more slowly, so that they sit in more of them. Rooms
 * are 8 % of the bodies, and every meeting takes one.
 */
export const SIZES: Readonly<Record<number, InstanceSize>> = {
  50: { bodies: 50, people: 60, rooms: 4 },
  200: { bodies: 200, people: 140, rooms: 16 },
  500: { bodies: 500, people: 300, rooms: 40 },
}

const ZONE = 'Europe/Brussels'
/** Eight weeks in which clocks go back. */
const PERIOD = { from: '2026-10-05', to: '2026-11-29' }
const HOLIDAYS = ['2026-11-02', '2026-11-11']
const ODD_HOURS = [
  { from: '08:00', to: '09:00', points: 8 },
  { from: '12:00', to: '13:30', points: 8 },
  { from: '17:00', to: '18:00', points: 12 },
  { from: '15:00', to: '18:00', weekdays: [5], points: 8 },
]

const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1))

/**
 * Working days of the period, and the UTC hour at which 08:00 of the organisation's wall clock falls on each. Made once: clocks
 * are large, and one for each person would be most of the memory that the bench measures.
 */
const workingDays = (): { readonly day: string; readonly eight: number }[] => {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit' })
  const days: { day: string; eight: number }[] = []
  for (let at = Date.parse(`${PERIOD.from}T12:00Z`); at <= Date.parse(`${PERIOD.to}T12:00Z`); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const weekday = new Date(at).getUTCDay()
    if (weekday === 0 || weekday === 6 || HOLIDAYS.includes(day)) continue
    const noon = clock.format(new Date(at))
    days.push({ day, eight: Date.parse(`${day}T00:00Z`) + (8 - (Number(noon) - 12)) * 3_600_000 })
  }
  return days
}

const WORKING_DAYS = workingDays()

/**
 * A calendar that is 40 to 60 % busy between 08:00 and 18:00: own meetings of half an hour to two hours, some of them tentative,
 * a day at home, a few days off in a row.
 */
const calendarOf = (random: Random, busyShare: number): readonly CalendarEntry[] => {
  const days = WORKING_DAYS
  const offFrom = between(random, 0, days.length - 1)
  const offDays = random() < 0.4 ? between(random, 1, 4) : 0
  const homeDay = between(random, 0, 4)
  return days.flatMap(({ eight }, index): CalendarEntry[] => {
    const at = (halfHours: number): string =>
      new Date(eight + halfHours * 1_800_000).toISOString().replace('.000Z', 'Z')
    if (index >= offFrom && index < offFrom + offDays) return [{ from: at(-8), to: at(24), status: 'out-of-office' }]
    const entries: CalendarEntry[] = []
    if (random() < 0.8 && index % 5 === homeDay) entries.push({ from: at(0), to: at(20), status: 'working-elsewhere' })
    const taken = new Set<number>()
    for (let tries = 0; tries < 60 && taken.size < busyShare * 20 - 2.5; tries++) {
      const length = between(random, 2, 8)
      const start = between(random, 0, 20 - length)
      const cells = Array.from({ length }, (_, k) => start + k)
      if (cells.some((cell) => taken.has(cell))) continue
      for (const cell of cells) taken.add(cell)
      entries.push({ from: at(start), to: at(start + length), status: random() < 0.08 ? 'tentative' : 'busy' })
    }
    return entries
  })
}

const personOf = (random: Random, id: string): Person => ({
  id,
  zone: ZONE,
  workingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  entries: calendarOf(random, 0.4 + random() * 0.2),
  isCalendarKnown: true,
})

/** Some people are in many bodies, most in a few: the lower the number, the more often drawn. */
const drawn = (random: Random, people: readonly Person[], count: number): readonly Person[] => {
  const chosen = new Set<Person>()
  while (chosen.size < Math.min(count, people.length)) {
    const person = people[Math.floor(random() ** 1.3 * people.length)]
    if (person) chosen.add(person)
  }
  return [...chosen]
}

/** Most bodies count once, some two or three times. */
const importanceOf = (drawn: number): number => (drawn < 0.62 ? 1 : drawn < 0.82 ? 2 : 3)

/**
 * Drawn so that fifty bodies resemble the made instance com-50-1 (docs/decisions/0024): about 80 meetings, 45 candidates for each,
 * eight to nine people, values in three classes.
 */
const bodyOf = (random: Random, number: number, people: readonly Person[]): Body => {
  const members = drawn(random, people, between(random, 4, 12))
  const mandatory = between(random, 1, 3)
  return {
    ...rules(random, `B${number}`),
    importance: importanceOf(random()),
    cadence: { unit: 'month', every: random() < 0.62 ? 1 : 2 },
    quorum: { share: 0.5, roles: ['chair'] },
    room: { seats: members.length },
    members: members.map(({ id }, index): Member => {
      const kind =
        index < mandatory ? 'mandatory' : index < members.length - 1 || random() < 0.5 ? 'expected' : 'optional'
      return { person: id, kind, roles: index === 0 ? ['chair'] : [] }
    }),
  }
}

/** All that does not depend on who is in the body. */
const rules = (random: Random, id: string): Omit<Body, 'members'> => ({
  id,
  importance: random() < 0.1 ? 3 : 1,
  cadence: { unit: 'month', every: 1 },
  durationMinutes: [60, 60, 90][between(random, 0, 2)] ?? 60,
  quorum: { share: 0.66, roles: ['chair'] },
  preferred: random() < 0.3 ? [{ from: random() < 0.5 ? '08:00' : '13:00', to: '18:00' }] : [],
  excluded: random() < 0.3 ? [{ weekdays: [between(random, 1, 5)] }] : [],
  excludedDays: [],
  excludedSlots: [],
  noticeDays: random() < 0.5 ? 7 : 14,
  room: random() < 0.08 ? { seats: 8 } : null,
  isRemoteAllowed: true,
})

const roomsOf = (count: number): readonly Room[] =>
  Array.from({ length: count }, (_, index) => ({ id: `R${index + 1}`, seats: 12, busy: [] }))

const around = (bodies: readonly Body[], people: readonly Person[], rooms: readonly Room[]): SchedulingInput => ({
  zone: ZONE,
  period: PERIOD,
  gridMinutes: 30,
  day: { from: '08:00', to: '18:00' },
  weekdays: [1, 2, 3, 4, 5],
  holidays: HOLIDAYS,
  oddHours: ODD_HOURS,
  today: '2026-09-28',
  bodies,
  people,
  rooms,
  fixed: [],
  convened: [],
})

export const instanceOf = ({ bodies, people, rooms }: InstanceSize, seed: number): SchedulingInput => {
  const random = randomFrom(seed * 7919 + bodies)
  const everybody = Array.from({ length: people }, (_, index) => personOf(random, `P${index + 1}`))
  return around(
    Array.from({ length: bodies }, (_, index) => bodyOf(random, index + 1, everybody)),
    everybody,
    roomsOf(rooms),
  )
}

/** Bodies whose members are known, with calendars, durations and habits invented from the seed. */
export const instanceAround = (
  known: readonly { readonly id: string; readonly members: readonly Member[] }[],
  seed: number,
): SchedulingInput => {
  const random = randomFrom(seed * 7919 + known.length)
  const ids = [...new Set(known.flatMap(({ members }) => members.map(({ person }) => person)))].sort()
  const everybody = ids.map((id) => personOf(random, id))
  const bodies = known.map(({ id, members }): Body => {
    const body = { ...rules(random, id), members }
    return { ...body, quorum: { share: 1 / 3 }, room: body.room && { seats: members.length } }
  })
  const seats = Math.max(...bodies.map(({ members }) => members.length))
  return around(
    bodies,
    everybody,
    roomsOf(8).map((room) => ({ ...room, seats })),
  )
}
