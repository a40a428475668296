import { type Body, DEFAULT_POINTS, type SchedulingInput } from '../model'
import { type CalendarGrid, gridOf } from '../time/calendar-grid'
import { type Occurrence, occurrencesOf } from '../time/occurrences'
import {
  DECLINED,
  IN_MEETING,
  likelihoodOf,
  type PresenceCells,
  presenceIn,
  presenceOf,
  raise,
  spanKey,
} from '../time/presence'
import { seatedOn, type Verdict, verdictOf } from './judge'
import type { Meeting, PlacedFixed, Prepared, PreparedBody, PreparedMember } from './prepared'
import { roomClassesOf } from './rooms'

const DEFAULT_WEIGHT = { mandatory: 1, expected: 1, optional: 0.5 } as const

export const meetingKey = (body: string, number: number): string => `${body}#${number}`

export const endOf = (start: string, minutes: number): string =>
  new Date(Date.parse(start) + minutes * 60_000).toISOString().replace('.000Z', 'Z')

export const prepare = (input: SchedulingInput): Prepared => {
  const grid = gridOf(input)
  const presence = presenceOf(input, grid, convenedSpans(input))
  const people = input.people.map(({ id }) => id)
  const bodies = new Map(
    input.bodies.map((body): [string, PreparedBody] => [body.id, prepareBody(body, input, grid, presence)]),
  )
  const numbered = numberedFixed(input, bodies, grid)
  const points = { ...DEFAULT_POINTS, ...input.points }
  const alone = {
    input,
    points,
    grid,
    bodies,
    meetings: [],
    fixed: [],
    rooms: roomClassesOf(input.rooms, grid, []),
    people,
    presence,
  }
  const fixed = numbered.map((each): PlacedFixed => {
    const of = bodies.get(each.meeting.body)
    const occurrence = of?.occurrences.find(({ number }) => meetingKey(each.meeting.body, number) === each.key)
    const verdict = of
      ? verdictOf(alone, of, { ...(occurrence ?? noWindow(each)), key: each.key, fixedDays: [] }, each.slot)
      : each.verdict
    for (const { presence: own, member } of of ? seatedOn(of, each.slot.dayIndex) : []) {
      const isComing = likelihoodOf(presenceIn(own, each.slot.cell, each.cells), of?.body.isRemoteAllowed ?? false) > 0
      if (isComing && !member.isExcused) raise(own, each.slot.cell, each.slot.cell + each.cells, IN_MEETING)
    }
    return { ...each, verdict }
  })
  const taken = new Set(fixed.map(({ key }) => key))
  const meetings = input.bodies.flatMap((body) =>
    (bodies.get(body.id)?.occurrences ?? []).flatMap((occurrence): Meeting[] => {
      const key = meetingKey(body.id, occurrence.number)
      const fixedDays = fixed.flatMap(({ meeting, slot }) =>
        meeting.body === body.id && !meeting.isExtraordinary ? [slot.dayIndex] : [],
      )
      return taken.has(key) ? [] : [{ ...occurrence, key, fixedDays }]
    }),
  )
  const rooms = roomClassesOf(input.rooms, grid, fixed)
  return { input, points, grid, bodies, meetings, fixed, rooms, people, presence }
}

const prepareBody = (
  body: Body,
  input: SchedulingInput,
  grid: CalendarGrid,
  presence: ReadonlyMap<string, PresenceCells>,
): PreparedBody => {
  const numbers = new Map([...presence.keys()].map((person, index) => [person, index]))
  const members = body.members.map((member): PreparedMember => {
    const cells = presence.get(member.person)
    if (!cells) throw new Error(`unknown-person: ${member.person} of ${body.id}`)
    return {
      member,
      person: numbers.get(member.person) ?? -1,
      weight: member.weight ?? DEFAULT_WEIGHT[member.kind],
      hasVoice: member.hasVoice ?? member.kind !== 'optional',
      presence: member.isExcused ? new Uint8Array(grid.cells).fill(DECLINED) : cells,
      firstDay: member.from === undefined ? -Infinity : grid.dayIndexOf(member.from),
      lastDay: member.until === undefined ? Infinity : grid.dayIndexOf(member.until),
    }
  })
  return {
    body,
    members,
    isDated: body.members.some(({ from, until }) => from !== undefined || until !== undefined),
    cells: Math.ceil(body.durationMinutes / input.gridMinutes),
    earliestDay: grid.dayIndexOf(input.today) + body.noticeDays,
    occurrences: occurrencesOf(body, grid, input.period.from),
  }
}

/** The same with one body changed in its rules or members; its cadence and the calendars stay. */
export const withBody = (prepared: Prepared, body: Body): Prepared => ({
  ...prepared,
  bodies: new Map(prepared.bodies).set(body.id, prepareBody(body, prepared.input, prepared.grid, prepared.presence)),
})

/** Spans of convened meetings by person: the entry that such a meeting left in a calendar is the meeting itself. */
const convenedSpans = ({ convened, bodies }: SchedulingInput): ReadonlyMap<string, ReadonlySet<string>> => {
  const members = new Map(bodies.map((body) => [body.id, body.members]))
  const spans = new Map<string, Set<string>>()
  for (const { body, start, end } of convened) {
    for (const { person } of members.get(body) ?? []) {
      spans.set(person, (spans.get(person) ?? new Set()).add(spanKey(start, end)))
    }
  }
  return spans
}

/** Each fixed meeting stands for the occurrence whose ideal day is nearest and not yet taken; those beyond, and extraordinary ones, have key ''. */
const numberedFixed = (
  { fixed, gridMinutes }: SchedulingInput,
  bodies: ReadonlyMap<string, PreparedBody>,
  grid: CalendarGrid,
): readonly PlacedFixed[] => {
  const taken = new Set<string>()
  return [...fixed]
    .sort((a, b) => a.start.localeCompare(b.start))
    .flatMap((meeting): PlacedFixed[] => {
      const of = bodies.get(meeting.body)
      if (!of) return []
      const slot = grid.slotAt(meeting.start)
      const nearest = (meeting.isExtraordinary ? [] : of.occurrences)
        .filter(({ number }) => !taken.has(meetingKey(meeting.body, number)))
        .sort((a, b) => Math.abs(a.idealDay - slot.dayIndex) - Math.abs(b.idealDay - slot.dayIndex))[0]
      const key = nearest ? meetingKey(meeting.body, nearest.number) : ''
      taken.add(key)
      const usual = grid.positionOf(meeting.start) + of.body.durationMinutes / gridMinutes
      const cells = Math.ceil(meeting.end ? grid.positionOf(meeting.end) : usual) - slot.cell
      return [{ meeting, key, slot, cells, verdict: UNJUDGED }]
    })
}

const UNJUDGED: Verdict = {
  worth: { attendance: 0, odd: 0, spread: 0, unpreferred: 0, value: 0 },
  broken: [],
  doubtful: [],
}

/** A fixed meeting beyond the cadence is neither early nor late. */
const noWindow = ({ meeting, slot }: PlacedFixed): Occurrence => ({
  body: meeting.body,
  number: 0,
  idealDay: slot.dayIndex + 0.5,
  firstDay: slot.dayIndex,
  lastDay: slot.dayIndex,
  spacing: 0,
})
