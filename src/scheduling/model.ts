/**
 * What the engine is given. Everything is data: calendars, holidays, the clock. Instants are UTC ISO 8601, days are local ISO
 * dates (`yyyy-MM-dd`), times are local `HH:mm`, weekdays are 1 (Monday) to 7.
 */
export interface SchedulingInput {
  /** The organisation's wall clock: slots, body hours and odd hours are read on it. */
  readonly zone: string
  /** First and last local day in which meetings may be held. */
  readonly period: { readonly from: string; readonly to: string }
  /** Meetings start on multiples of this many minutes of the hour (a divisor of 60). */
  readonly gridMinutes: number
  /** Meetings start no earlier and end no later than this. */
  readonly day: TimeSpan
  readonly weekdays: readonly number[]
  /** Local days without meetings. */
  readonly holidays: readonly string[]
  readonly oddHours: readonly OddHours[]
  /** The day on which the plan is made: notice periods count from it. */
  readonly today: string
  readonly bodies: readonly Body[]
  readonly people: readonly Person[]
  readonly rooms: readonly Room[]
  /** Meetings that stay where they are, whatever the rules say: already convened, or pinned by hand. */
  readonly fixed: readonly FixedMeeting[]
  /** Meetings that stand in their members' calendars already: entries of exactly that span do not make them busy. */
  readonly convened: readonly ConvenedMeeting[]
  readonly points?: Partial<Points>
}

export interface TimeSpan {
  readonly from: string
  readonly to: string
}

/** Times of day, on some weekdays or all, that cost points in proportion to how much of the meeting falls into them. */
export interface OddHours extends TimeSpan {
  readonly weekdays?: readonly number[]
  readonly points: number
}

export interface WeekTime extends Partial<TimeSpan> {
  readonly weekdays?: readonly number[]
}

export interface Body {
  readonly id: string
  /** Multiplies every point of this body's meetings; a whole number from 1. */
  readonly importance: number
  readonly cadence: Cadence
  readonly durationMinutes: number
  readonly members: readonly Member[]
  readonly quorum: Quorum
  /** When the body likes to meet; empty: any time. */
  readonly preferred: readonly WeekTime[]
  /** When the body does not meet. */
  readonly excluded: readonly WeekTime[]
  /** Further local days on which it does not meet. */
  readonly excludedDays: readonly string[]
  /** Single intervals in which it does not meet: the *not then* of an officer. */
  readonly excludedSlots: readonly Interval[]
  /** Whole days between today and its first meeting that may be placed. */
  readonly noticeDays: number
  /** Null: online, or in a place that is no concern of the plan. */
  readonly room: { readonly seats: number; readonly site?: string } | null
  /** Whether somebody who works elsewhere can attend. */
  readonly isRemoteAllowed: boolean
  /** Local day of the last meeting before the period: the cadence is counted from it. */
  readonly lastMet?: string
  /** First and last local day on which the body exists; it meets on none before or after. */
  readonly activeFrom?: string
  readonly activeUntil?: string
}

export type Cadence =
  | { readonly unit: 'week'; readonly every: number }
  | { readonly unit: 'month'; readonly every: number }
  | { readonly unit: 'once' }

export interface Member {
  readonly person: string
  /** `mandatory`: no meeting without. `expected`: counts in full. `optional`: counts by a smaller weight. */
  readonly kind: 'mandatory' | 'expected' | 'optional'
  /** In attendance; by default 1, for optional members 0.5. */
  readonly weight?: number
  /** Roles that a quorum may ask for. */
  readonly roles?: readonly string[]
  /** Has a vote and counts for the quorum; by default yes, optional members no. */
  readonly hasVoice?: boolean
  /** A tentative or unknown calendar entry does not keep this mandatory member away. */
  readonly isTentativeAccepted?: boolean
  /** First and last local day of sitting in the body; on others the person is neither needed nor counted. */
  readonly from?: string
  readonly until?: string
  /** Will not come and is not needed; still counts in attendance. */
  readonly isExcused?: boolean
}

/** All that is given must hold, counted over members with voice whose presence is certain. Somebody must be able to come in any case. */
export interface Quorum {
  readonly count?: number
  readonly share?: number
  /** At least one holder of each role. */
  readonly roles?: readonly string[]
}

export interface Interval {
  readonly from: string
  readonly to: string
}

export type CalendarStatus = 'busy' | 'tentative' | 'out-of-office' | 'working-elsewhere' | 'declined'

export interface CalendarEntry extends Interval {
  readonly status: CalendarStatus
}

export interface Person {
  readonly id: string
  readonly zone: string
  /** Empty: every weekday, all day. */
  readonly workingHours: readonly WorkingHours[]
  readonly entries: readonly CalendarEntry[]
  /** False when the calendar could not be read: the person may be free or not. */
  readonly isCalendarKnown: boolean
}

export interface WorkingHours extends TimeSpan {
  readonly weekday: number
}

export interface Room {
  readonly id: string
  readonly seats: number
  readonly site?: string
  readonly busy: readonly Interval[]
}

export interface ConvenedMeeting {
  readonly body: string
  readonly start: string
  readonly end: string
}

export interface FixedMeeting {
  readonly body: string
  readonly start: string
  /** By default as long as the body usually meets. */
  readonly end?: string
  /** Extraordinary: stands for no meeting of the cadence, which goes on around it. */
  readonly isExtraordinary?: boolean
  readonly room: string | null
}

/** The objective, in points per meeting held, before the body's importance multiplies them. */
export interface Points {
  /** For being held at all. */
  readonly held: number
  /** For everybody attending; less in proportion to expected attendance. */
  readonly attendance: number
  /** Lost at the far end of the meeting's window, in proportion to the days from the ideal one. */
  readonly spread: number
  /** Lost outside the body's preferred times. */
  readonly unpreferred: number
}

export const DEFAULT_POINTS: Points = { held: 200, attendance: 100, spread: 10, unpreferred: 10 }

/** Percent likely to attend, by what the calendar says. */
export const LIKELIHOOD = { free: 100, elsewhere: 80, tentative: 50, unknown: 50 } as const
