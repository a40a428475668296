import { bodyOf, type Problem } from '../candidates/build'
import { attendeesAt, brokenRules } from '../candidates/judge'
import type { Meeting, Prepared } from '../candidates/prepared'
import { suitableRooms } from '../candidates/rooms'
import type { ClashingRule } from '../plan'
import type { Selection } from '../solver/packing'
import type { Slot } from '../time/calendar-grid'

/** Where the other meetings are, cell by cell. */
export interface Occupancy {
  /** Key of the meeting that a person attends: `person/cell`. */
  readonly people: ReadonlyMap<string, string>
  /** Rooms of a class in use: `class/cell`. */
  readonly rooms: ReadonlyMap<string, number>
  readonly days: ReadonlyMap<
    string,
    readonly { readonly number: number; readonly day: number; readonly spacing: number }[]
  >
}

export const occupancyOf = ({ prepared, candidates }: Problem, selection: Selection): Occupancy => {
  const people = new Map<string, string>()
  const rooms = new Map<string, number>()
  const days = new Map<string, { number: number; day: number; spacing: number }[]>()
  for (const column of selection) {
    const candidate = candidates[column]
    const meeting = candidate && prepared.meetings[candidate.meeting]
    if (!meeting) continue
    const { slot, cells, roomClass } = candidate
    const attendees = attendeesAt(bodyOf(prepared, meeting), slot)
    for (let cell = slot.cell; cell < slot.cell + cells; cell++) {
      for (const { member } of attendees) people.set(`${member.person}/${cell}`, meeting.key)
      const room = `${roomClass}/${cell}`
      rooms.set(room, (rooms.get(room) ?? 0) + 1)
    }
    const { number, spacing } = meeting
    days.set(meeting.body, [...(days.get(meeting.body) ?? []), { number, day: slot.dayIndex, spacing }])
  }
  return { people, rooms, days }
}

/** Rules that a slot breaks, with all other meetings where they are. */
export const obstacles = (
  prepared: Prepared,
  meeting: Meeting,
  slot: Slot,
  taken: Occupancy,
): readonly ClashingRule[] => {
  const of = bodyOf(prepared, meeting)
  const found: ClashingRule[] = [...brokenRules(prepared, of, meeting, slot, false)]
  for (const { member } of attendeesAt(of, slot)) {
    const meetings = new Set<string>()
    for (let cell = slot.cell; cell < slot.cell + of.cells; cell++) {
      const other = taken.people.get(`${member.person}/${cell}`)
      if (other !== undefined && other !== meeting.key) meetings.add(other)
    }
    if (meetings.size > 0) found.push({ code: 'double-booking', person: member.person, meetings: [...meetings] })
  }
  const isNear = (taken.days.get(meeting.body) ?? []).some(
    ({ number, day, spacing }) => number !== meeting.number && Math.abs(day - slot.dayIndex) < spacing,
  )
  if (isNear) found.push({ code: 'spacing' })
  const suitable = suitableRooms(of.body, prepared.rooms)
  if (of.body.room !== null && !suitable.some((room) => hasRoom(prepared, taken, room, slot.cell, of.cells))) {
    found.push({ code: 'rooms-taken' })
  }
  return found
}

const hasRoom = ({ rooms }: Prepared, taken: Occupancy, roomClass: number, from: number, cells: number): boolean => {
  for (let cell = from; cell < from + cells; cell++) {
    const inUse = (taken.rooms.get(`${roomClass}/${cell}`) ?? 0) + (rooms[roomClass]?.booked[cell] ?? 0) * 1e6
    if (inUse >= (rooms[roomClass]?.ids.length ?? 0)) return false
  }
  return true
}

const nameOf = (rule: ClashingRule): string => ('person' in rule ? `${rule.code}/${rule.person}` : rule.code)

export const windowSlots = ({ grid }: Prepared, meeting: Meeting): readonly Slot[] =>
  grid.slots.filter(({ dayIndex }) => dayIndex >= meeting.firstDay && dayIndex <= meeting.lastDay)

/** Where each of several rules alone leaves no slot, the last of these is told: nobody comes to a meeting longer than the day. */
const PLAINEST: readonly string[] = ['notice', 'excluded', 'hours']

/**
 * A minimal set of rules that leaves the meeting no slot: rules are struck out one by one, those that stand in the way of the
 * fewest slots first, as long as the others still block every slot.
 */
export const clashOf = (prepared: Prepared, meeting: Meeting, taken: Occupancy): readonly ClashingRule[] => {
  const rules = new Map<string, ClashingRule>()
  const others = new Map<string, Set<string>>()
  const bySlot = windowSlots(prepared, meeting).map((slot) =>
    obstacles(prepared, meeting, slot, taken).map((rule) => {
      const name = nameOf(rule)
      rules.set(name, rule)
      if (rule.code === 'double-booking') {
        const all = others.get(name) ?? new Set()
        for (const key of rule.meetings) all.add(key)
        others.set(name, all)
      }
      return name
    }),
  )
  const count = (name: string): number => bySlot.filter((names) => names.includes(name)).length
  const order = [...rules.keys()].sort(
    (a, b) => count(a) - count(b) || PLAINEST.indexOf(a) - PLAINEST.indexOf(b) || a.localeCompare(b),
  )
  const needed = new Set(order)
  for (const name of order) {
    needed.delete(name)
    if (!bySlot.every((names) => names.some((other) => needed.has(other)))) needed.add(name)
  }
  return [...needed].reverse().flatMap((name): ClashingRule[] => {
    const rule = rules.get(name)
    if (!rule) return []
    return [rule.code === 'double-booking' ? { ...rule, meetings: [...(others.get(name) ?? [])].sort() } : rule]
  })
}
