import { LIKELIHOOD } from '../model'
import { minuteOf, type Slot } from '../time/calendar-grid'
import {
  ELSEWHERE,
  FREE,
  likelihoodOf,
  PRESENCES,
  type Presence,
  presenceIn,
  TENTATIVE,
  UNKNOWN,
} from '../time/presence'
import { isWithin } from '../time/week-times'
import type { Meeting, Prepared, PreparedBody, PreparedMember } from './prepared'
import { isBooked, suitableRooms } from './rooms'

/** A rule that a slot breaks, other meetings left aside. */
export type BrokenRule =
  | { readonly code: 'hours' | 'excluded' | 'notice' | 'spacing' | 'quorum' | 'room' }
  | { readonly code: 'mandatory'; readonly person: string }

/** All that a slot is worth to a meeting, in points before importance. */
export interface Worth {
  /** Whole percent of the members' weight expected to attend. */
  readonly attendance: number
  readonly odd: number
  readonly spread: number
  readonly unpreferred: number
  /** Points of the objective, importance included. */
  readonly value: number
}

/** Who sits in the body on a day of the period. */
export const seatedOn = ({ members, isDated }: PreparedBody, day: number): readonly PreparedMember[] =>
  isDated ? members.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay) : members

const presenceAt = ({ presence }: PreparedMember, slot: Slot, cells: number): number =>
  presenceIn(presence, slot.cell, cells)

/** A mandatory member is there for certain, or by consent of the body perhaps. */
const canAttendMandatory = ({ member }: PreparedMember, code: number, isRemoteAllowed: boolean): boolean =>
  code === FREE ||
  (code === ELSEWHERE && isRemoteAllowed) ||
  ((code === TENTATIVE || code === UNKNOWN) && member.isTentativeAccepted === true)

/** Rules of the calendar, the body and its rooms that the slot breaks. `isFirstEnough` stops at the first. */
export const brokenRules = (
  prepared: Prepared,
  of: PreparedBody,
  meeting: Meeting,
  slot: Slot,
  isFirstEnough: boolean,
): readonly BrokenRule[] => {
  const { body, cells } = of
  const broken = brokenByCalendar(prepared, of, meeting, slot)
  if (isFirstEnough && broken.length > 0) return broken
  const certain: PreparedMember[] = []
  let voices = 0
  let isAnybodyThere = of.members.length === 0
  for (const each of seatedOn(of, slot.dayIndex)) {
    const code = presenceAt(each, slot, cells)
    if (each.hasVoice) voices += 1
    if (likelihoodOf(code, body.isRemoteAllowed) > 0) isAnybodyThere = true
    if (each.hasVoice && (code === FREE || (code === ELSEWHERE && body.isRemoteAllowed))) certain.push(each)
    if (each.member.kind !== 'mandatory' || canAttendMandatory(each, code, body.isRemoteAllowed)) continue
    broken.push({ code: 'mandatory', person: each.member.person })
    if (isFirstEnough) return broken
  }
  const { count = 0, share = 0, roles = [] } = body.quorum
  const needed = Math.max(count, Math.ceil(share * voices - 1e-9))
  const hasQuorum = isAnybodyThere && certain.length >= needed && hasRoles(certain, roles)
  if (!hasQuorum) {
    broken.push({ code: 'quorum' })
    if (isFirstEnough) return broken
  }
  if (!hasRoom(prepared, of, slot)) broken.push({ code: 'room' })
  return broken
}

const brokenByCalendar = (prepared: Prepared, of: PreparedBody, meeting: Meeting, slot: Slot): BrokenRule[] => {
  const { opens, closes } = prepared.grid
  const broken: BrokenRule[] = []
  if (slot.minute < opens || slot.minute + of.body.durationMinutes > closes) broken.push({ code: 'hours' })
  if (slot.dayIndex < of.earliestDay) broken.push({ code: 'notice' })
  if (isExcluded(prepared, of, slot)) broken.push({ code: 'excluded' })
  if (meeting.fixedDays.some((day) => Math.abs(day - slot.dayIndex) < meeting.spacing)) broken.push({ code: 'spacing' })
  return broken
}

const hasRoom = ({ rooms }: Prepared, { body, cells }: PreparedBody, slot: Slot): boolean =>
  body.room === null ||
  suitableRooms(body, rooms).some((index) => {
    const room = rooms[index]
    return room !== undefined && !isBooked(room, slot.cell, cells)
  })

const hasRoles = (certain: readonly PreparedMember[], roles: readonly string[]): boolean =>
  roles.every((role) => certain.some(({ member }) => member.roles?.includes(role)))

const isExcluded = ({ input, grid }: Prepared, { body, cells }: PreparedBody, slot: Slot): boolean =>
  body.excludedDays.includes(slot.day) ||
  isWithin(body.excluded, slot, body.durationMinutes, 'touches') ||
  body.excludedSlots.some(
    ({ from, to }) => grid.positionOf(from) < slot.cell + cells && grid.positionOf(to) > slot.cell,
  ) ||
  input.holidays.includes(slot.day) ||
  !input.weekdays.includes(slot.weekday)

export const worthOf = (prepared: Prepared, of: PreparedBody, meeting: Meeting, slot: Slot): Worth => {
  const { input, points } = prepared
  const { body, cells } = of
  let totalWeight = 0
  let expected = 0
  for (const each of seatedOn(of, slot.dayIndex)) {
    totalWeight += each.weight
    expected += each.weight * likelihoodOf(presenceAt(each, slot, cells), body.isRemoteAllowed)
  }
  const attendance = totalWeight === 0 ? 100 : Math.round(expected / totalWeight)
  const odd = Math.round(
    input.oddHours.reduce((sum, { weekdays, from, to, points: cost }) => {
      if (weekdays && !weekdays.includes(slot.weekday)) return sum
      const overlap = Math.min(minuteOf(to), slot.minute + body.durationMinutes) - Math.max(minuteOf(from), slot.minute)
      return sum + (cost * Math.max(0, overlap)) / body.durationMinutes
    }, 0),
  )
  const half = Math.max(1, (meeting.lastDay - meeting.firstDay + 1) / 2)
  const spread = Math.round(points.spread * Math.min(1, Math.abs(slot.dayIndex + 0.5 - meeting.idealDay) / half))
  const isPreferred = body.preferred.length === 0 || isWithin(body.preferred, slot, body.durationMinutes, 'inside')
  const unpreferred = isPreferred ? 0 : points.unpreferred
  const each = points.held + Math.round((points.attendance * attendance) / 100) - odd - spread - unpreferred
  return { attendance, odd, spread, unpreferred, value: body.importance * Math.max(1, each) }
}

/** Members who would attend, perhaps: those whom a second meeting at the time would tear apart. */
export const attendeesAt = (of: PreparedBody, slot: Slot): readonly PreparedMember[] =>
  seatedOn(of, slot.dayIndex).filter(
    (each) => likelihoodOf(presenceAt(each, slot, of.cells), of.body.isRemoteAllowed) > 0,
  )

/** A member who is not certain to come, and what the calendar says. */
export interface Doubt {
  readonly person: string
  readonly presence: Presence
}

const doubtfulAt = (of: PreparedBody, slot: Slot): readonly Doubt[] =>
  seatedOn(of, slot.dayIndex).flatMap((each): Doubt[] => {
    const code = presenceAt(each, slot, of.cells)
    const isCertain = likelihoodOf(code, of.body.isRemoteAllowed) === LIKELIHOOD.free
    return isCertain ? [] : [{ person: each.member.person, presence: PRESENCES[code] ?? 'busy' }]
  })

/** Everything there is to say about a meeting in a slot, other meetings left aside. */
export interface Verdict {
  readonly worth: Worth
  readonly broken: readonly BrokenRule[]
  readonly doubtful: readonly Doubt[]
}

export const verdictOf = (prepared: Prepared, of: PreparedBody, meeting: Meeting, slot: Slot): Verdict => ({
  worth: worthOf(prepared, of, meeting, slot),
  broken: brokenRules(prepared, of, meeting, slot, false),
  doubtful: doubtfulAt(of, slot),
})
