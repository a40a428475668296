import { addDays, isoSeconds, localDay, localInstant, ZONE } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Absences } from '../../../lists/absences'
import { Bodies } from '../../../lists/bodies'
import { Attendances } from '../../../lists/committees/attendances'
import { Meetings } from '../../../lists/committees/meetings'
import type { Schedule } from '../../../ports/calendars'
import type { Adjustments, KeptCalendars } from '../../../ports/plans'
import type { CalendarEntry, FixedMeeting, OddHours, Person, SchedulingInput } from '../../../scheduling/model'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { memberId } from '../../rules/membership'
import { adjusted } from './adjusted'
import { bodyInput, noticeOf } from './body-input'
import { daysIn, type Period } from './period'
import { type PlannedBody, plannedBodies, sittersOf } from './planned-bodies'
import { type FixedRow, isExtraordinary, orphanedMeetings, type StandingMeetings, standingMeetings } from './standing'

/** Half hours: what people read, and what calendars are told in. */
const GRID_MINUTES = 30
const WEEKDAYS = [1, 2, 3, 4, 5]
/** Early, late, over lunch, and the last hours of the week; points as `src/scheduling` counts them. */
const ODD_HOURS: readonly OddHours[] = [
  { from: '00:00', to: '09:00', points: 10 },
  { from: '12:00', to: '13:30', points: 20 },
  { from: '17:00', to: '24:00', points: 15 },
  { weekdays: [5], from: '13:30', to: '17:00', points: 8 },
]

export interface Gathered {
  readonly input: SchedulingInput
  readonly standing: StandingMeetings
  readonly bodies: readonly PlannedBody[]
}

/** The bodies that are planned, as the engine takes them, and what already stands of their meetings. */
const plannedIn = (
  ctx: Pick<Context, 'lists' | 'clock'>,
  period: Period,
  schedules: ReadonlyMap<string, Schedule>,
  adjustments: Adjustments,
) => {
  const today = localDay(ctx.clock.now())
  const bodies = plannedBodies(ctx, period, adjustments)
  const isReadable = (person: string): boolean => schedules.get(person)?.isKnown === true
  const { planning } = settingsOf(ctx)
  const inputs = bodies.map(({ body, seats, cadence, lastMet }) =>
    bodyInput(body, seats, { period, cadence, planning, lastMet, isReadable }),
  )
  const codes = new Map(inputs.map((body) => [body.id, body]))
  const meetings = ctx.lists.all(Meetings).filter(({ body }) => codes.has(body))
  const standing = standingMeetings(meetings, period, today, (body) => codes.get(body)?.noticeDays ?? 0)
  return { today, bodies, inputs, standing }
}

/**
 * What already stands in the period, without anybody's calendar: each look at a plan asks for it. With it the meetings of bodies that
 * exist no more, of whatever plan: nobody else takes them out of people's calendars.
 */
export const standingIn = (
  ctx: Pick<Context, 'lists' | 'clock'>,
  period: Period,
  adjustments: Adjustments,
): StandingMeetings => {
  const { today, bodies, standing } = plannedIn(ctx, period, new Map(), adjustments)
  const planned = new Set(bodies.map(({ body }) => body.code))
  const existsOn = (code: string, day: string): boolean => {
    const body = ctx.lists.find(Bodies, code)
    return body !== undefined && (body.activeFrom ?? '') <= day && (body.activeUntil ?? '9999') >= day
  }
  const others = ctx.lists.all(Meetings).filter(({ body }) => !planned.has(body))
  // Whose cadence was only tried, and is taken back: their meetings go as well.
  const given = new Set(adjustments.cadences.flatMap(({ body, cadence }) => (cadence === null ? [body] : [])))
  const back = others.filter(({ body }) => given.has(body))
  const takenBack = standingMeetings(back, period, today, (body) => noticeOf(ctx.lists.find(Bodies, body)))
  const orphaned = orphanedMeetings(others, today, existsOn)
  const movable = new Map(
    [...standing.movable, ...takenBack.movable, ...orphaned].map((each) => [each.meeting.meetingKey, each]),
  )
  return { ...standing, movable: [...movable.values()] }
}

/** Everything that a plan of the period is made of, as the lists and the calendars say it now. */
export const gatherInput = (
  ctx: Pick<Context, 'lists' | 'clock'>,
  period: Period,
  calendars: KeptCalendars,
  adjustments: Adjustments,
): Gathered => {
  const settings = settingsOf(ctx)
  const { planning } = settings
  const schedules = new Map(calendars.schedules)
  const { today, bodies, inputs, standing } = plannedIn(ctx, period, schedules, adjustments)
  const { isBusinessDay } = calendarIn(settings)
  const away = entriesByPerson(ctx, standing)
  const people = [...new Set(bodies.flatMap((planned) => sittersOf(planned).map(memberId)))]
  const all = [...standing.movable, ...standing.fixed]
  const input: SchedulingInput = {
    zone: ZONE,
    period: { from: period.from, to: period.to },
    gridMinutes: GRID_MINUTES,
    day: { from: planning.opens, to: planning.closes },
    weekdays: WEEKDAYS,
    holidays: daysIn(period).filter((day) => !isBusinessDay(day)),
    oddHours: ODD_HOURS,
    today,
    bodies: inputs,
    people: people.map((id) => personInput(id, schedules.get(id), away.get(id) ?? [])),
    rooms: planning.rooms.map(({ address, seats }) => ({
      id: address,
      seats,
      busy: withoutOwn(schedules.get(address.toLowerCase())?.busy ?? [], all, address),
    })),
    fixed: standing.fixed.map(fixedInput),
    convened: all.map(({ meeting, start, end }) => ({ body: meeting.body, start, end })),
  }
  return { input: adjusted(input, adjustments), standing, bodies }
}

const fixedInput = ({ meeting, start, end }: FixedRow): FixedMeeting => ({
  body: meeting.body,
  start,
  room: meeting.room || null,
  ...(end > start ? { end } : {}),
  isExtraordinary: isExtraordinary(meeting),
})

const personInput = (id: string, schedule: Schedule | undefined, away: readonly CalendarEntry[]): Person => ({
  id,
  zone: schedule?.zone ?? ZONE,
  workingHours: schedule?.workingHours ?? [],
  entries: [...(schedule?.busy ?? []), ...away],
  isCalendarKnown: schedule?.isKnown === true,
})

/** A room that our own meetings hold is not taken by them. */
const withoutOwn = (
  busy: Schedule['busy'],
  own: readonly { readonly meeting: { readonly room: string | null }; readonly start: string; readonly end: string }[],
  address: string,
): Schedule['busy'] => {
  const spans = new Set(
    own.filter(({ meeting }) => meeting.room === address).map(({ start, end }) => `${start}/${end}`),
  )
  return busy.filter(({ from, to }) => !spans.has(`${from}/${to}`))
}

/** Absences that the organisation knows of, and meetings that somebody has declined. */
const entriesByPerson = (
  { lists }: Pick<Context, 'lists'>,
  { movable, fixed }: StandingMeetings,
): ReadonlyMap<string, readonly CalendarEntry[]> => {
  const entries = new Map<string, CalendarEntry[]>()
  const add = (person: string, entry: CalendarEntry): void => {
    entries.set(person, [...(entries.get(person) ?? []), entry])
  }
  for (const { person, firstDay, lastDay } of lists.all(Absences)) {
    const from = isoSeconds(localInstant(firstDay, '00:00'))
    add(person, { from, to: isoSeconds(localInstant(addDays(lastDay, 1), '00:00')), status: 'out-of-office' })
  }
  const spans = new Map([...movable, ...fixed].map(({ meeting, start, end }) => [meeting.meetingKey, { start, end }]))
  for (const { person, meeting, state } of lists.all(Attendances)) {
    const span = spans.get(meeting)
    if (person !== null && state === 'declined' && span)
      add(person, { from: span.start, to: span.end, status: 'declined' })
  }
  return entries
}
