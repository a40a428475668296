import { type Body, DEFAULT_POINTS, type FixedMeeting, type Member, type Points, type SchedulingInput } from '../model'
import { type CalendarGrid, gridOf, type Slot } from '../time/calendar-grid'
import { type Occurrence, occurrencesOf } from '../time/occurrences'
import { IN_MEETING, likelihoodOf, type PresenceCells, presenceIn, presenceOf, raise, spanKey } from '../time/presence'
import { type RoomClass, roomClassesOf } from './rooms'

/** The input, looked up once: what candidates, explanations and repairs share. */
export interface Prepared {
  readonly input: SchedulingInput
  readonly points: Points
  readonly grid: CalendarGrid
  readonly bodies: ReadonlyMap<string, PreparedBody>
  /** Meetings to place, in the order of the input; `key` is `body#number`. */
  readonly meetings: readonly Meeting[]
  readonly fixed: readonly PlacedFixed[]
  readonly rooms: readonly RoomClass[]
  readonly people: readonly string[]
}

export interface PreparedBody {
  readonly body: Body
  readonly members: readonly PreparedMember[]
  readonly totalWeight: number
  readonly cells: number
  readonly occurrences: readonly Occurrence[]
}

export interface PreparedMember {
  readonly member: Member
  readonly person: number
  readonly weight: number
  readonly hasVoice: boolean
  readonly presence: PresenceCells
}

export interface Meeting extends Occurrence {
  readonly key: string
  /** Days taken by meetings of the same body that are fixed. */
  readonly fixedDays: readonly number[]
}

export interface PlacedFixed {
  readonly meeting: FixedMeeting
  readonly key: string
  readonly cell: number
  readonly cells: number
  readonly dayIndex: number
}

const DEFAULT_WEIGHT = { mandatory: 1, expected: 1, optional: 0.5 } as const

export const meetingKey = (body: string, number: number): string => `${body}#${number}`

export const endOf = (start: string, minutes: number): string =>
  new Date(Date.parse(start) + minutes * 60_000).toISOString().replace('.000Z', 'Z')

export const prepare = (input: SchedulingInput): Prepared => {
  const grid = gridOf(input)
  const byId = new Map(input.bodies.map((body) => [body.id, body]))
  const fixedOf = input.fixed.flatMap((meeting) => {
    const body = byId.get(meeting.body)
    return body ? [{ meeting, body }] : []
  })
  const presence = presenceOf(input, grid, convenedSpans(fixedOf))
  const people = input.people.map(({ id }) => id)
  const personOf = new Map(people.map((id, index) => [id, index]))
  const bodies = new Map(
    input.bodies.map((body): [string, PreparedBody] => {
      const members = body.members.map((member): PreparedMember => {
        const cells = presence.get(member.person)
        if (!cells) throw new Error(`unknown-person: ${member.person} of ${body.id}`)
        return {
          member,
          person: personOf.get(member.person) ?? -1,
          weight: member.weight ?? DEFAULT_WEIGHT[member.kind],
          hasVoice: member.hasVoice ?? member.kind !== 'optional',
          presence: cells,
        }
      })
      return [
        body.id,
        {
          body,
          members,
          totalWeight: members.reduce((sum, { weight }) => sum + weight, 0),
          cells: Math.ceil(body.durationMinutes / input.gridMinutes),
          occurrences: occurrencesOf(body, grid, input.period.from),
        },
      ]
    }),
  )
  const slotAt = new Map(grid.slots.map((slot) => [slot.cell, slot]))
  const fixed = numberedFixed(fixedOf, bodies, grid, slotAt)
  for (const { meeting, cell, cells } of fixed) {
    const body = bodies.get(meeting.body)
    for (const { presence: own } of body?.members ?? []) {
      if (likelihoodOf(presenceIn(own, cell, cells), body?.body.isRemoteAllowed ?? false) > 0) {
        raise(own, cell, cell + cells, IN_MEETING)
      }
    }
  }
  const taken = new Set(fixed.map(({ key }) => key))
  const meetings = input.bodies.flatMap((body) =>
    (bodies.get(body.id)?.occurrences ?? []).flatMap((occurrence): Meeting[] => {
      const key = meetingKey(body.id, occurrence.number)
      const fixedDays = fixed.filter(({ meeting }) => meeting.body === body.id).map(({ dayIndex }) => dayIndex)
      return taken.has(key) ? [] : [{ ...occurrence, key, fixedDays }]
    }),
  )
  const points = { ...DEFAULT_POINTS, ...input.points }
  return { input, points, grid, bodies, meetings, fixed, rooms: roomClassesOf(input.rooms, grid, fixed), people }
}

/** Spans of convened meetings by person: the entry that such a meeting left in a calendar is the meeting itself. */
const convenedSpans = (
  fixed: readonly { readonly meeting: FixedMeeting; readonly body: Body }[],
): ReadonlyMap<string, ReadonlySet<string>> => {
  const spans = new Map<string, Set<string>>()
  for (const { meeting, body } of fixed) {
    if (!meeting.isConvened) continue
    const key = spanKey(meeting.start, endOf(meeting.start, body.durationMinutes))
    for (const { person } of body.members) spans.set(person, (spans.get(person) ?? new Set()).add(key))
  }
  return spans
}

/** Each fixed meeting stands for the occurrence whose ideal day is nearest and not yet taken; more than those have key ''. */
const numberedFixed = (
  fixed: readonly { readonly meeting: FixedMeeting; readonly body: Body }[],
  bodies: ReadonlyMap<string, PreparedBody>,
  grid: CalendarGrid,
  slotAt: ReadonlyMap<number, Slot>,
): readonly PlacedFixed[] => {
  const taken = new Set<string>()
  return [...fixed]
    .sort((a, b) => a.meeting.start.localeCompare(b.meeting.start))
    .map(({ meeting, body }): PlacedFixed => {
      const position = grid.positionOf(meeting.start)
      const cell = Math.floor(position)
      const dayIndex = slotAt.get(cell)?.dayIndex ?? grid.dayIndexOf(meeting.start.slice(0, 10))
      const nearest = (bodies.get(body.id)?.occurrences ?? [])
        .filter(({ number }) => !taken.has(meetingKey(body.id, number)))
        .sort((a, b) => Math.abs(a.idealDay - dayIndex) - Math.abs(b.idealDay - dayIndex))[0]
      const key = nearest ? meetingKey(body.id, nearest.number) : ''
      taken.add(key)
      const cells = Math.ceil(position + body.durationMinutes / (bodies.get(body.id) ? minutesPerCell(grid) : 1)) - cell
      return { meeting, key, cell, cells, dayIndex }
    })
}

const minutesPerCell = (grid: CalendarGrid): number =>
  (Date.parse(grid.instantOf(1)) - Date.parse(grid.instantOf(0))) / 60_000

