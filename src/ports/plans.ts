import type { Cadence } from '../scheduling/model'
import type { Plan, Relaxation } from '../scheduling/plan'
import type { Schedule } from './calendars'
import type { Logged, OutboxWrite } from './outbox'

/** Plans of meetings and the work of convening them, in PostgreSQL: every copy of the service shows and goes on with them. */
export interface Plans {
  /** Begins a version, unless a run is going on somewhere; one whose copy has died is given up first. */
  begin(run: NewRun): Promise<{ readonly ok: true; readonly version: number } | { readonly ok: false }>
  /** Says that the run lives, and how far it is. False: somebody wants it to stop. */
  beat(version: number, progress: RunProgress | null): Promise<boolean>
  end(version: number, end: RunEnd): Promise<void>
  /** Asks the run that is going on to stop. */
  stop(): Promise<void>
  running(): Promise<PlanRun | null>
  /** The newest version of the period that is ready. */
  latest(period: string): Promise<PlanVersion | null>
  find(version: number): Promise<PlanVersion | null>
  /** What the last run of the period ended with when it gave no plan; null when a newer plan is there. */
  lastFailure(period: string): Promise<string | null>
  keepCalendars(period: string, calendars: KeptCalendars): Promise<void>
  calendars(period: string): Promise<KeptCalendars | null>
}

export interface NewRun {
  readonly period: string
  readonly madeBy: string
  readonly startedAt: Date
  readonly base: number | null
  readonly adjustments: Adjustments
}

export interface RunProgress {
  readonly phase: string
  readonly meetings: number
  readonly placed: number
  readonly gap: number
}

export type RunEnd =
  | { readonly state: 'ready'; readonly plan: Plan }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly failure: string }

export interface PlanRun {
  readonly version: number
  readonly period: string
  readonly madeBy: string
  readonly startedAt: Date
  readonly progress: RunProgress | null
  readonly isStopping: boolean
}

export interface PlanVersion {
  readonly version: number
  readonly period: string
  readonly madeBy: string
  readonly startedAt: Date
  readonly base: number | null
  readonly adjustments: Adjustments
  readonly plan: Plan
  readonly confirmedAt: Date | null
}

/** What people changed by hand; each version carries all that hold in it. */
export interface Adjustments {
  /** Meetings that stay where somebody put them. */
  readonly pins: readonly Pin[]
  /** Not then: intervals in which a body does not meet. */
  readonly excluded: readonly { readonly body: string; readonly from: string; readonly to: string }[]
  /** Null: meets on demand, and not by this plan. */
  readonly cadences: readonly { readonly body: string; readonly cadence: Cadence | null }[]
  readonly relaxed: readonly { readonly body: string; readonly changes: Relaxation['changes'] }[]
}

export interface Pin {
  readonly body: string
  readonly start: string
  readonly room: string | null
}

export interface KeptCalendars {
  readonly readAt: string
  /** By person, or by the address of a room. */
  readonly schedules: readonly (readonly [string, Schedule])[]
}

/** `invite`: who sits in the body has changed since the meeting was convened. */
export const actsOfConvening = ['create', 'update', 'cancel', 'equip', 'invite'] as const
export type ConveningAct = (typeof actsOfConvening)[number]

/** Version of steps that no plan asked for. */
export const WITHOUT_PLAN = 0

/** One thing to do for one meeting, after a plan was confirmed or by itself. */
export interface NewStep {
  readonly act: ConveningAct
  readonly meeting: string
  readonly payload: StepPayload
}

export interface StepPayload {
  readonly body: string
  readonly number: number
  readonly start: string
  readonly end: string
  readonly room: string | null
  /** Of the event to create; never changes for one step. */
  readonly transactionId: string
  /** What the row of the meeting says of the plan, JSON; of `invite`, who is to be invited. */
  readonly placement: string
}

export interface Step extends NewStep {
  readonly id: number
  readonly version: number
  /** How often it was begun, this time included. */
  readonly tries: number
}

export interface ConveningState {
  readonly total: number
  readonly done: number
  readonly waiting: number
  /** Left as they are, because they had begun before their turn came. */
  readonly kept: readonly { readonly act: ConveningAct; readonly meeting: string }[]
  /** Given up, with what Microsoft said. */
  readonly failed: readonly { readonly act: ConveningAct; readonly meeting: string; readonly detail: string }[]
}

/** The steps of convening: each is done once, whichever copy does it, and survives the copy that began it. */
export interface ConveningSteps {
  /** Confirms a version and writes down what that asks for; false when it was confirmed before or steps are still waiting. */
  confirm(version: number, at: Date, steps: readonly NewStep[]): Promise<boolean>
  /** Writes down one step that no plan asked for, with rows and what the log says of it, all of it or nothing. */
  convene(at: Date, step: NewStep, writes: readonly OutboxWrite[], audit: readonly Logged[]): Promise<void>
  /**
   * Wants the invitations of these meetings brought up to date. One that was sent to the same people (`placement` of the payload), or waits
   * to be, is not wanted again.
   */
  wantInvited(at: Date, steps: readonly NewStep[]): Promise<void>
  /** Up to `most` steps of one kind that are due, the oldest first, counted as tried. */
  take(at: Date, most: number): Promise<readonly Step[]>
  done(step: Step, next?: NewStep): Promise<void>
  again(step: Step, dueAt: Date, detail: string): Promise<void>
  giveUp(step: Step, detail: string): Promise<void>
  /** Ends a step that has come too late: the meeting stays as it is. */
  keep(step: Step): Promise<void>
  /**
   * Of the version confirmed last; equipping chats left aside while it goes well. What was given up of meetings that no plan asked for is
   * among what failed.
   */
  state(): Promise<ConveningState | null>
}
