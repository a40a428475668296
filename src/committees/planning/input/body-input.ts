import type { weekday } from '../../../lists/bodies'
import type { Body, Cadence, Member, WeekTime } from '../../../scheduling/model'
import type { Settings } from '../../../settings/settings'
import type { Body as BodyRow, Membership } from '../../find-body'
import { readHours } from '../../hours'
import { rulesOf } from '../../rules/body-rules'
import { holdsOn, memberId, type Seat } from '../../rules/membership'
import type { Period } from './period'

const CADENCES: Readonly<Record<NonNullable<BodyRow['cadence']>, Cadence | null>> = {
  weekly: { unit: 'week', every: 1 },
  fortnightly: { unit: 'week', every: 2 },
  monthly: { unit: 'month', every: 1 },
  bimonthly: { unit: 'month', every: 2 },
  quarterly: { unit: 'month', every: 3 },
  halfYearly: { unit: 'month', every: 6 },
  yearly: { unit: 'month', every: 12 },
  onDemand: null,
}
/** A meeting of a higher body gives way to none of a lower one. */
const IMPORTANCE = { strategic: 3, tactical: 2, operational: 1 } as const
const WEEKDAYS: readonly (typeof weekday)[number][] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const USUAL_MINUTES = 60
const USUAL_NOTICE = 7

/** How often the body meets by itself; null: only when somebody asks for it. */
export const cadenceOf = ({ cadence }: Pick<BodyRow, 'cadence'>): Cadence | null =>
  cadence === null ? null : CADENCES[cadence]

/** Days between the convocation and the meeting. */
export const noticeOf = (body: Pick<BodyRow, 'noticeDays'> | undefined): number => body?.noticeDays ?? USUAL_NOTICE

/** How long the body usually meets. */
export const minutesOf = ({ durationMinutes }: Pick<BodyRow, 'durationMinutes'>): number =>
  durationMinutes ?? USUAL_MINUTES

/** What the engine is told of a body. `isReadable` says whether somebody's calendar can be looked at. */
export const bodyInput = (
  body: BodyRow,
  seats: readonly Seat<Membership>[],
  facts: {
    readonly period: Period
    readonly cadence: Cadence
    readonly planning: Pick<Settings['planning'], 'rooms' | 'roomsFor'>
    readonly lastMet: string | undefined
    readonly isReadable: (person: string) => boolean
  },
): Body => {
  const { quorum } = rulesOf(body)
  return {
    id: body.code,
    importance: body.level ? IMPORTANCE[body.level] : 1,
    cadence: facts.cadence,
    durationMinutes: minutesOf(body),
    members: seats.map((seat) => memberInput(seat, facts)),
    quorum: {
      ...(quorum.count === null ? {} : { count: quorum.count }),
      ...(quorum.share === null ? {} : { share: quorum.share / 100 }),
      roles: quorum.roles,
    },
    preferred: preferredTimes(body),
    excluded: excludedTimes(body),
    excludedDays: [],
    excludedSlots: [],
    noticeDays: noticeOf(body),
    room: roomNeed(body, mostAtOnce(seats), facts.planning),
    isRemoteAllowed: true,
    ...(facts.lastMet === undefined ? {} : { lastMet: facts.lastMet }),
    ...(body.activeFrom === null ? {} : { activeFrom: body.activeFrom }),
    ...(body.activeUntil === null ? {} : { activeUntil: body.activeUntil }),
  }
}

/**
 * Whoever is mandatory must be free. Of somebody whose calendar nobody can read that cannot be asked: the body would never meet, so
 * their doubt is accepted and shows in the expected attendance. Dates are told of those alone who come or go within the period.
 */
const memberInput = (
  { member, from, until }: Seat<Membership>,
  { period, isReadable }: { readonly period: Period; readonly isReadable: (person: string) => boolean },
): Member => {
  const person = memberId(member)
  return {
    person,
    kind: member.mandatory ? 'mandatory' : member.voice === 'vote' ? 'expected' : 'optional',
    roles: [member.role],
    hasVoice: member.voice === 'vote',
    isTentativeAccepted: !isReadable(person),
    ...(from === period.from ? {} : { from }),
    ...(until === period.to ? {} : { until }),
  }
}

const mostAtOnce = (seats: readonly Seat<Membership>[]): number =>
  Math.max(0, ...seats.map(({ from }) => seats.filter((seat) => holdsOn(seat, from)).length))

const numbersOf = (days: readonly (typeof weekday)[number][]): readonly number[] =>
  days.map((day) => WEEKDAYS.indexOf(day) + 1)

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const spansOf = (text: string | null): readonly { readonly from: string; readonly to: string }[] =>
  text === null || text === ''
    ? []
    : (readHours(text) ?? []).map(({ from, until }) => ({ from: clock(from), to: clock(until) }))

export const preferredTimes = ({ preferredDays, preferredHours }: BodyRow): readonly WeekTime[] => {
  const weekdays = preferredDays.length > 0 ? { weekdays: numbersOf(preferredDays) } : {}
  const spans = spansOf(preferredHours)
  if (spans.length > 0) return spans.map((span) => ({ ...weekdays, ...span }))
  return preferredDays.length > 0 ? [weekdays] : []
}

export const excludedTimes = ({ excludedDays, excludedHours }: BodyRow): readonly WeekTime[] => [
  ...(excludedDays.length > 0 ? [{ weekdays: numbersOf(excludedDays) }] : []),
  ...spansOf(excludedHours),
]

export const roomNeed = (
  { level }: BodyRow,
  seats: number,
  { rooms, roomsFor }: Pick<Settings['planning'], 'rooms' | 'roomsFor'>,
): { readonly seats: number } | null => {
  const wanted = {
    nobody: false,
    strategic: level === 'strategic',
    tactical: level === 'strategic' || level === 'tactical',
    everybody: true,
  }[roomsFor]
  return wanted && rooms.some((room) => room.seats >= seats) ? { seats } : null
}
