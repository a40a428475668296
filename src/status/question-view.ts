import type { Axis, Health, Trend } from '../lists/codes'

/** What a question card or the answer form of a tab shows to one person. Pure types: drawn by `bot/` and `tabs/`. */

export interface QuestionModel {
  readonly cycle: QuestionCycle
  readonly person: { readonly id: string; readonly name: string; readonly firstName: string }
  readonly projects: readonly QuestionProject[]
  /** How many of `projects` have an answer in this cycle. */
  readonly answered: number
  /** UTC ISO 8601; ages on the card are counted from it. */
  readonly generatedAt: string
  /** Deep link to the cycle page, where the same answers can be given. */
  readonly tabUrl: string
}

export interface QuestionCycle {
  readonly code: string
  readonly title: string
  /** UTC ISO 8601; null for imported cycles. */
  readonly cutOff: string | null
  /** False once the cut-off has passed or the cycle is closed: the card is then read-only. */
  readonly accepting: boolean
}

export interface QuestionProject {
  readonly number: string
  readonly title: string
  /** The last report before this cycle, null when there is none: then nothing can be confirmed as unchanged. */
  readonly last: LastReport | null
  /** What has been recorded in this cycle, null while the answer is awaited. */
  readonly recorded: RecordedAnswer | null
  /** What the form starts with: the recorded answer, or else last health, axes, progress and the project's forecasts. */
  readonly prefill: AnswerValues
  /** True when "unchanged, confirm" is possible: open cycle, a last report with an overall health, no answer yet. */
  readonly canConfirm: boolean
  readonly computed: ComputedView
  readonly nextMilestone: { readonly title: string; readonly due: string } | null
  /** Name of the person who may answer as well or instead: the delegate for the manager, null when there is none. */
  readonly delegate: string | null
  /** Name of the absent manager for whom this person answers; null when they answer for themselves. */
  readonly onBehalfOf: string | null
  /** Deep link to the project page. */
  readonly tabUrl: string
}

export interface ComputedView {
  /** Null when neither dates nor costs are known. */
  readonly health: Health | null
  /** One sentence in the reader's language that says why; null when nothing is known. */
  readonly sentence: string | null
  /** True when the declared health (recorded, else last) is better than the computed one. */
  readonly worseThanDeclared: boolean
}

export interface LastReport {
  readonly cycle: string
  readonly cycleTitle: string
  readonly overall: Health | null
  readonly trend: Trend | null
  readonly forecastEnd: string | null
  readonly forecastCost: number | null
  /** UTC ISO 8601 of the publication, or else of the answer. */
  readonly at: string | null
}

export interface RecordedAnswer {
  readonly overall: Health
  readonly trend: Trend | null
  readonly forecastEnd: string | null
  readonly forecastCost: number | null
  readonly answeredAt: string
  /** Name of who answered. */
  readonly answeredBy: string
}

/** Health of each axis; null where the manager details nothing. */
export type AxisValues = Readonly<Record<Axis, Health | null>>

/** The fields of an answer. Dates `yyyy-MM-dd`, cost in euros, progress in percent. */
export interface AnswerValues extends AxisValues {
  readonly overall: Health | null
  readonly comment: string | null
  readonly achieved: string | null
  readonly next: string | null
  readonly issues: string | null
  readonly decisionsRequested: string | null
  readonly forecastEnd: string | null
  readonly forecastCost: number | null
  readonly percentComplete: number | null
}

/** The forecasts of an answer, which move those of the project. */
export type Forecasts = Pick<AnswerValues, 'forecastEnd' | 'forecastCost'>
export const forecastFields = ['forecastEnd', 'forecastCost'] as const

/** Longest text of an answer, in characters; longer ones are refused with `too-long`, never cut. */
export const ANSWER_TEXT_MAX = 2000

/** A reminder on the cut-off day or some business days before, a nudge by the PMO, or a question that may not have arrived. */
export type ReminderKind = 'D' | `D-${number}` | 'nudge' | 'interrupted'

export interface ReminderModel {
  readonly kind: ReminderKind
  /** Only the projects without an answer are still to do; `question.projects` holds them all. */
  readonly question: QuestionModel
}

/** To a programme manager, two business days after the cut-off: who has not answered in their programmes. */
export interface EscalationModel {
  readonly cycle: QuestionCycle
  readonly person: { readonly id: string; readonly name: string; readonly firstName: string }
  readonly late: readonly LateManager[]
  /** Projects of their programmes that nobody can be asked about. */
  readonly withoutManager: readonly ProjectName[]
  readonly tabUrl: string
}

/** To the PMO channel after the escalation, and on the command "late". */
export interface LateModel {
  readonly cycle: QuestionCycle
  readonly owed: number
  readonly answered: number
  readonly late: readonly LateManager[]
  /** Projects that nobody can be asked about. */
  readonly withoutManager: readonly ProjectName[]
  readonly tabUrl: string
}

export interface LateManager {
  readonly id: string
  readonly name: string
  readonly projects: readonly ProjectName[]
  /** UTC ISO 8601; null when the question could not be delivered. */
  readonly askedAt: string | null
  readonly lastReminderAt: string | null
  /** Reason code of a failed delivery (`not-installed`, `blocked`, …), or null. */
  readonly failure: string | null
}

export interface ProjectName {
  readonly number: string
  readonly title: string
}
