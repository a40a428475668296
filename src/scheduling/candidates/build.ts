import type { Packing, PackingColumn } from '../solver/packing'
import { packingOf } from '../solver/packing-of'
import type { Slot } from '../time/calendar-grid'
import { cliquesAmong, type Gathering } from './cliques'
import { attendeesAt, brokenRules, type Worth, worthOf } from './judge'
import type { Meeting, Prepared, PreparedBody } from './prepared'
import { isBooked, suitableRooms } from './rooms'

/** A place where a meeting could be held: every rule holds, other meetings left aside. */
export interface Candidate {
  /** Number of the meeting in `Prepared.meetings`. */
  readonly meeting: number
  readonly slot: Slot
  /** Number of the room class, -1 when no room is needed. */
  readonly roomClass: number
  readonly cells: number
  readonly worth: Worth
}

export interface Problem {
  readonly prepared: Prepared
  /** In the order of the packing's columns. */
  readonly candidates: readonly Candidate[]
  readonly packing: Packing
}

export const bodyOf = (prepared: Prepared, meeting: Meeting): PreparedBody => {
  const body = prepared.bodies.get(meeting.body)
  if (!body) throw new Error(`unknown-body: ${meeting.body}`)
  return body
}

/** Candidates of one meeting, the most valuable first, then the earliest. */
export const candidatesOf = (prepared: Prepared, index: number): Candidate[] => {
  const meeting = prepared.meetings[index]
  if (!meeting) return []
  const of = bodyOf(prepared, meeting)
  const suitable = suitableRooms(of.body, prepared.rooms)
  const found: Candidate[] = []
  for (const slot of prepared.grid.slots) {
    if (slot.dayIndex < meeting.firstDay || slot.dayIndex > meeting.lastDay) continue
    if (brokenRules(prepared, of, meeting, slot, true).length > 0) continue
    const worth = worthOf(prepared, of, meeting, slot)
    const at = { meeting: index, slot, cells: of.cells, worth }
    if (of.body.room === null) found.push({ ...at, roomClass: -1 })
    for (const roomClass of suitable) {
      const room = prepared.rooms[roomClass]
      if (room && !isBooked(room, slot.cell, of.cells)) found.push({ ...at, roomClass })
    }
  }
  return found.sort((a, b) => b.worth.value - a.worth.value || a.slot.cell - b.slot.cell || a.roomClass - b.roomClass)
}

/**
 * The plan as a packing problem: a group per meeting, a column per candidate; rows of capacity 1 for the meetings that would
 * tear somebody apart and for the days that keep two meetings of one body apart, rows for every room class and cell.
 */
export const problemOf = (prepared: Prepared): Problem => {
  const { cells } = prepared.grid
  const candidates = prepared.meetings.flatMap((_, index) => candidatesOf(prepared, index))
  const capacities: number[] = []
  const rows: number[][] = candidates.map(() => [])
  const active: number[][] = Array.from({ length: cells }, () => [])
  const numbers = new Map<number, number>()
  const use = (j: number, key: number, capacity: number): void => {
    const row = numbers.get(key) ?? capacities.push(capacity) - 1
    numbers.set(key, row)
    rows[j]?.push(row)
  }
  const gatherings = candidates.map((candidate, j): Gathering => {
    const { meeting: index, slot, cells: length, roomClass } = candidate
    const room = prepared.rooms[roomClass]
    for (let cell = slot.cell; cell < slot.cell + length; cell++) {
      active[cell]?.push(j)
      if (room) use(j, roomClass * cells + cell, room.ids.length)
    }
    for (const key of spacingRows(prepared, index, candidate)) use(j, prepared.rooms.length * cells + key, 1)
    const meeting = prepared.meetings[index]
    const people = meeting ? attendeesAt(bodyOf(prepared, meeting), slot).map(({ person }) => person) : []
    return { group: index, value: candidate.worth.value, people }
  })
  for (const here of active) {
    for (const clique of cliquesAmong(here.map((j) => gatherings[j] ?? NOBODY))) {
      const row = capacities.push(1) - 1
      for (const local of clique) rows[here[local] ?? 0]?.push(row)
    }
  }
  const columns = gatherings.map(({ group, value }, j): PackingColumn => ({ group, value, rows: rows[j] ?? [] }))
  return { prepared, candidates, packing: packingOf(prepared.meetings.length, columns, capacities) }
}

const NOBODY: Gathering = { group: -1, value: 0, people: [] }

/**
 * Two neighbours of a body are at least `spacing` days apart when for every day `d` of the earlier one's window it is not held
 * on or after `d` while the later is before `d + spacing`: one row of capacity 1 for each such day.
 */
const spacingRows = ({ meetings, grid }: Prepared, index: number, { slot }: Candidate): readonly number[] => {
  const meeting = meetings[index]
  const next = meetings[index + 1]
  const previous = meetings[index - 1]
  const keys: number[] = []
  if (!meeting) return keys
  const key = (pair: number, day: number): number => pair * grid.days + day
  if (next?.body === meeting.body) {
    for (let day = meeting.firstDay; day <= slot.dayIndex; day++) {
      if (day + meeting.spacing > next.firstDay) keys.push(key(index, day))
    }
  }
  if (previous?.body === meeting.body) {
    for (let day = previous.firstDay; day <= previous.lastDay; day++) {
      if (slot.dayIndex < day + previous.spacing) keys.push(key(index - 1, day))
    }
  }
  return keys
}
