import type { PersonName } from '../bodies-view'

/** What the page of planning shows. Pure types, imported by tabs; codes are those of `src/scheduling`. */

/** `GET /api/plan` */
export interface PlanView {
  /** First and last day. */
  readonly period: { readonly from: string; readonly to: string }
  readonly today: string
  readonly may: { readonly make: boolean; readonly confirm: boolean }
  /** Why nothing can be planned or convened. */
  readonly obstacle: 'no-mailbox' | 'mailbox-of-a-person' | 'nothing-to-plan' | null
  /** Bodies that meet by themselves in the period. */
  readonly bodies: number
  readonly run: RunView | null
  /** The last run ended without a plan. */
  readonly failed: boolean
  readonly plan: PlanShown | null
  readonly convening: ConveningView | null
}

export interface RunView {
  readonly by: string
  readonly phase: string | null
  readonly meetings: number
  readonly placed: number
  readonly gap: number | null
  readonly stopping: boolean
}

export interface ConveningView {
  readonly total: number
  readonly done: number
  readonly waiting: number
  /** Titles of meetings that had begun before their turn came, and stay as they are. */
  readonly kept: readonly string[]
  readonly failed: readonly {
    readonly act: 'create' | 'update' | 'cancel'
    readonly title: string
    readonly detail: string
  }[]
  /** Meetings whose chat does not have the app, and what Microsoft said of the first. */
  readonly withoutApp: { readonly count: number; readonly detail: string } | null
}

export interface PlanShown {
  readonly version: number
  readonly by: string
  readonly at: string
  readonly calendarsReadAt: string | null
  readonly confirmedAt: string | null
  readonly figures: {
    readonly meetings: number
    readonly placed: number
    /** Mean expected attendance in percent. */
    readonly attendance: number
    /** Percent to the proven bound; 0 when no plan can be better. */
    readonly gap: number
  }
  readonly placements: readonly PlacementView[]
  readonly unplaced: readonly UnplacedView[]
  readonly changes: { readonly create: number; readonly update: number; readonly cancel: number }
  /** Of the meetings that confirming cancels, those that the reader may know of. */
  readonly cancelled: readonly { readonly title: string; readonly start: string }[]
  readonly difference: DifferenceView | null
  readonly bodies: readonly PlannedBodyView[]
  /** Those that meet only when somebody asks for it, and are not planned. */
  readonly onDemand: readonly { readonly code: string; readonly title: string }[]
  readonly people: readonly PersonName[]
  readonly rooms: readonly { readonly address: string; readonly name: string }[]
  /** Working days of the period on which nobody meets. */
  readonly holidays: readonly string[]
  /** Members whose calendar could not be read. */
  readonly unread: readonly PersonName[]
}

export interface PlannedBodyView {
  readonly code: string
  readonly title: string
  /** What tells it from the others of its kind: its project, where it exists for one. */
  readonly short: string
  readonly members: readonly string[]
  readonly cadence: CadenceCode | null
  /** It meets on demand, and the cadence is tried in this plan alone. */
  readonly isOnDemand: boolean
}

export const cadenceCodes = ['week-1', 'week-2', 'month-1', 'month-2', 'month-3', 'once'] as const
export type CadenceCode = (typeof cadenceCodes)[number]

export interface PlacementView {
  /** Which meeting of the body's cadence it is. */
  readonly id: string
  readonly body: string
  readonly start: string
  readonly end: string
  readonly room: string | null
  /**
   * `plan`: placed by the plan; `pinned`: by hand; `stands`: held, too near, or convened otherwise; `moved`: in Outlook, since the plan was
   * made, whose reasons are those of the place before.
   */
  readonly held: 'plan' | 'pinned' | 'stands' | 'moved'
  /** What confirming would do to it. */
  readonly change: 'create' | 'update' | null
  readonly attendance: number
  readonly doubtful: readonly { readonly person: string; readonly presence: string }[]
  readonly lost: { readonly odd: number; readonly spread: number; readonly unpreferred: number }
  readonly broken: readonly ClashView[]
  /** The slot worth most to this meeting alone, and the bodies whose meetings stand in the way. */
  readonly ideal: { readonly start: string; readonly blockedBy: readonly string[] } | null
  readonly nextBest: { readonly start: string; readonly attendance: number } | null
}

export type ClashView =
  | { readonly code: 'hours' | 'excluded' | 'notice' | 'spacing' | 'quorum' | 'room' | 'rooms-taken' }
  | { readonly code: 'mandatory'; readonly person: string }
  | { readonly code: 'double-booking'; readonly person: string; readonly bodies: readonly string[] }

export interface UnplacedView {
  readonly id: string
  readonly body: string
  readonly clash: readonly ClashView[]
  readonly relaxations: readonly {
    /** Its place among the relaxations of the plan, by which it is asked for. */
    readonly option: number
    readonly changes: readonly { readonly code: string; readonly person: string | null }[]
    readonly start: string
    readonly attendance: number
  }[]
}

export interface DifferenceView {
  readonly version: number
  readonly moved: readonly {
    readonly id: string
    readonly body: string
    readonly from: string
    readonly to: string
    /** Rooms before and after, where it is another one; null for none. */
    readonly rooms: { readonly from: string | null; readonly to: string | null } | null
    readonly attendance: number
  }[]
  readonly added: readonly { readonly id: string; readonly body: string; readonly start: string }[]
  readonly dropped: readonly { readonly id: string; readonly body: string; readonly start: string }[]
  /** Points of mean attendance, after less before; null where one of the two places nothing. */
  readonly attendance: number | null
  readonly placed: number
}

/** `POST /api/plan/confirm` */
export interface Confirmed {
  readonly create: number
  readonly update: number
  readonly cancel: number
}

/** `PATCH /api/plan`: one change by hand, to the version that was on the page. */
export interface PlanAdjustment {
  readonly version: number
  readonly change: AdjustChange
}

export type AdjustChange =
  | { readonly kind: 'pin' | 'unpin' | 'exclude'; readonly meeting: string }
  | { readonly kind: 'move'; readonly meeting: string; readonly start: string }
  | { readonly kind: 'relax'; readonly meeting: string; readonly option: number }
  | { readonly kind: 'cadence'; readonly body: string; readonly cadence: PlanCadence | null }
  | { readonly kind: 'undo' }

export type PlanCadence = { readonly unit: 'week' | 'month'; readonly every: number } | { readonly unit: 'once' }
