import type { Problem } from './candidates/build'
import { endOf } from './candidates/prepare'
import { assignRooms } from './candidates/rooms'
import { clashOf, occupancyOf } from './explain/clash'
import { relaxationsOf } from './explain/relax'
import { whyAlone, whyHere } from './explain/why-here'
import { type Figures, gapOf, type Placement, type Plan, type Unplaced } from './plan'
import type { Selection } from './solver/packing'

/** A selection as a plan: rooms given, every placement and every absence of one explained. */
export const planOf = (problem: Problem, selection: Selection, bound: number): Plan => {
  const { prepared, candidates } = problem
  const chosen = [...selection].flatMap((column) => candidates[column] ?? [])
  const rooms = assignRooms(
    chosen.map((candidate) => ({ ...candidate, cell: candidate.slot.cell })),
    prepared.rooms,
  )
  const roomOf = new Map([...rooms].map(([{ meeting }, room]) => [meeting, room]))
  const why = whyHere(problem, selection)
  const placed = chosen.flatMap(({ meeting: index, slot }): Placement[] => {
    const meeting = prepared.meetings[index]
    const reasons = why.get(index)
    if (!meeting || !reasons) return []
    const start = prepared.grid.instantOf(slot.cell)
    const minutes = prepared.bodies.get(meeting.body)?.body.durationMinutes ?? 0
    const room = roomOf.get(index) ?? null
    return [
      { key: meeting.key, body: meeting.body, start, end: endOf(start, minutes), room, isFixed: false, why: reasons },
    ]
  })
  const fixed = prepared.fixed.map(({ meeting, key, verdict }): Placement => {
    const { body, start, room } = meeting
    const end = meeting.end ?? endOf(start, prepared.bodies.get(body)?.body.durationMinutes ?? 0)
    return { key, body, start, end, room, isFixed: true, why: whyAlone(verdict) }
  })
  const taken = occupancyOf(problem, selection)
  const unplaced = prepared.meetings.flatMap((meeting, index): Unplaced[] =>
    (selection[index] ?? -1) >= 0
      ? []
      : [
          {
            key: meeting.key,
            body: meeting.body,
            clash: clashOf(prepared, meeting, taken),
            relaxations: relaxationsOf(problem, selection, index),
          },
        ],
  )
  return {
    placements: [...placed, ...fixed].sort((a, b) => a.start.localeCompare(b.start) || a.key.localeCompare(b.key)),
    unplaced,
    figures: figuresOf(problem, selection, bound),
  }
}

export const figuresOf = ({ prepared, candidates }: Problem, selection: Selection, bound: number): Figures => {
  const chosen = [...selection].flatMap((column) => candidates[column] ?? [])
  const objective = chosen.reduce((sum, { worth }) => sum + worth.value, 0)
  const attendance = chosen.reduce((sum, { worth }) => sum + worth.attendance, 0) / Math.max(1, chosen.length)
  return {
    meetings: prepared.meetings.length,
    placed: chosen.length,
    attendance: Math.round(attendance * 10) / 10,
    objective,
    bound: Math.max(bound, objective),
    gap: gapOf(objective, bound),
  }
}
