import type { Body, FixedMeeting, Member, Points, SchedulingInput } from '../model'
import type { CalendarGrid, Slot } from '../time/calendar-grid'
import type { Occurrence } from '../time/occurrences'
import type { PresenceCells } from '../time/presence'
import type { Verdict } from './judge'
import type { RoomClass } from './rooms'

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
  readonly presence: ReadonlyMap<string, PresenceCells>
}

export interface PreparedBody {
  readonly body: Body
  readonly members: readonly PreparedMember[]
  /** Does somebody join or leave within the period? */
  readonly isDated: boolean
  readonly cells: number
  /** First day, of the period, that the notice allows. */
  readonly earliestDay: number
  readonly occurrences: readonly Occurrence[]
}

export interface PreparedMember {
  readonly member: Member
  readonly person: number
  readonly weight: number
  readonly hasVoice: boolean
  readonly presence: PresenceCells
  /** Days, of the period, between which the person sits in the body. */
  readonly firstDay: number
  readonly lastDay: number
}

export interface Meeting extends Occurrence {
  readonly key: string
  /** Days taken by meetings of the same body that are fixed. */
  readonly fixedDays: readonly number[]
}

export interface PlacedFixed {
  readonly meeting: FixedMeeting
  readonly key: string
  readonly slot: Slot
  readonly cells: number
  /** As if it were to be placed there, fixed meetings that start earlier being held. */
  readonly verdict: Verdict
}
