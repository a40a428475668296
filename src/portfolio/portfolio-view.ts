import type { Health, Lifecycle, Phase, Trend } from '../lists/codes'
import type { Finding } from '../status/health'

/** What the portfolio page shows. Pure types and constants, imported by tabs. */

/** `GET /api/portfolio` */
export interface PortfolioView {
  /** UTC ISO 8601 of the reading; ages are counted from it. */
  readonly now: string
  readonly rows: readonly PortfolioRow[]
  /** Projects in course that this person may not see: counted in the figures, never listed. */
  readonly hidden: number
  readonly programmes: readonly ProgrammeView[]
  readonly people: readonly PersonView[]
  /** Codes of the cycles that the histories cover, oldest first, at most twelve. */
  readonly cycles: readonly string[]
  readonly figures: PortfolioFigures
  /** The open cycle, or null when none is open. */
  readonly cycle: CycleBanner | null
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean; readonly pendingWrites: number }
  readonly may: { readonly create: boolean; readonly nudge: boolean }
}

/** `none` reads only, `edit` changes the running figures, `steer` also what a board agrees. */
export type EditRights = 'none' | 'edit' | 'steer'

/** `awaited` before the cut-off, `late` after it, `notOwed` when the open cycle asks nothing (or none is open). */
export const answerStates = ['answered', 'awaited', 'late', 'notOwed'] as const
export type AnswerState = (typeof answerStates)[number]

export interface PortfolioRow {
  readonly number: string
  readonly title: string
  readonly programme: string | null
  readonly phase: Phase | null
  readonly lifecycle: Lifecycle
  readonly priority: boolean
  /** Entra object ids; names are in `people`. */
  readonly projectManager: string | null
  readonly sponsor: string | null
  readonly baselineEnd: string | null
  readonly forecastEnd: string | null
  readonly approvedCost: number | null
  readonly forecastCost: number | null
  /** Tolerances that apply: the project's own, else the organisation's; calendar days, percent of the approved cost. */
  readonly toleranceDays: number
  readonly toleranceCost: number
  /** What the manager declares; null when there is no fresh answer, which is not green. */
  readonly declared: Health | null
  readonly computed: Health | null
  readonly findings: readonly Finding[]
  readonly trend: Trend | null
  readonly history: { readonly declared: readonly (Health | null)[]; readonly computed: readonly (Health | null)[] }
  readonly answer: {
    readonly state: AnswerState
    /** The last answer, of whatever cycle. */
    readonly at: string | null
    readonly by: string | null
    readonly cycle: string | null
  }
  readonly comment: string | null
  readonly decisionsRequested: string | null
  readonly rights: EditRights
  /** Identifies the version that an edit replaces; empty while the row waits to be written for the first time. */
  readonly etag: string
}

export interface ProgrammeView {
  readonly code: string
  readonly title: string
  readonly programmeManager: string | null
}

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly mail: string
}

/** Figures count every project in course, listed or not. Days, euros; deviations as ratios. */
export interface PortfolioFigures {
  readonly active: number
  readonly priority: number
  readonly declared: Readonly<Record<Health | 'none', number>>
  /** Projects whose computed health is worse than the declared one, and among them the green ones that compute red. */
  readonly moreSevere: number
  readonly greenToRed: number
  readonly medianSlip: number | null
  /** Change of the median since the cycle before, and its code; null when it cannot be compared. */
  readonly slipChange: { readonly days: number; readonly since: string } | null
  readonly forecastCost: number
  readonly costDeviation: number | null
}

export interface CycleBanner {
  readonly code: string
  readonly title: string
  readonly cutOff: string | null
  readonly owed: number
  readonly answered: number
  /** Distinct people who still owe an answer. */
  readonly peopleAwaited: number
}

/** Fields that the running of a project changes (`project.edit`). */
export const editFields = [
  'title',
  'phase',
  'startDate',
  'forecastEnd',
  'forecastCost',
  'committedCost',
  'paidCost',
  'profile',
  'method',
  'summary',
] as const

/** Fields that a board or the PMO decides (`project.steer`). */
export const steerFields = [
  'programme',
  'priority',
  'lifecycle',
  'baselineEnd',
  'approvedCost',
  'toleranceDays',
  'toleranceCost',
  'sponsor',
  'projectManager',
  'delegate',
  'businessOwner',
  'confidentiality',
] as const

export type EditableField = (typeof editFields)[number] | (typeof steerFields)[number]

export const mayEditField = (rights: EditRights, field: EditableField): boolean =>
  rights === 'steer' || (rights === 'edit' && editFields.some((name) => name === field))

export type FieldValue = string | number | boolean | null
export type ProjectPatch = { readonly [F in EditableField]?: FieldValue }

/**
 * `PATCH /api/projects/:number`. `base` holds the values the person saw: when somebody changed other fields meanwhile the
 * edit is applied to the newer version; when the same field differs the answer is 409 with a `Conflict`.
 */
export interface EditRequest {
  readonly etag: string
  readonly patch: ProjectPatch
  readonly base?: ProjectPatch
}

export interface EditedProject {
  readonly row: PortfolioRow
  readonly etag: string
}

/** Both values of each field that two people changed, and who else changed the row when. */
export interface Conflict {
  readonly number: string
  readonly etag: string
  readonly by: string | null
  readonly at: string
  readonly fields: readonly { readonly field: EditableField; readonly mine: FieldValue; readonly theirs: FieldValue }[]
}

/** `PATCH /api/projects`: the same edits on many rows, each with its own version. */
export interface BulkEdit {
  readonly updates: readonly (EditRequest & { readonly number: string })[]
}

export type BulkOutcome =
  | { readonly number: string; readonly ok: true; readonly row: PortfolioRow; readonly etag: string }
  | { readonly number: string; readonly ok: false; readonly reason: string; readonly conflict: Conflict | null }

export interface BulkEdited {
  readonly outcomes: readonly BulkOutcome[]
}

/** `POST /api/projects`; a number is proposed when it is absent. */
export interface NewProject {
  readonly number?: string
  readonly title: string
  readonly programme: string | null
  readonly projectManager: string | null
  readonly phase: Phase | null
  readonly baselineEnd: string | null
  readonly approvedCost: number | null
  readonly priority: boolean
}
