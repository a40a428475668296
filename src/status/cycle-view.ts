import type { Locale } from '../i18n/text'
import type { Health, Trend } from '../lists/codes'
import type { CycleState } from '../lists/status-cycles'
import type { ProjectName } from './question-view'

/** What the cycle page shows. Pure types, imported by tabs. */

/** `GET /api/cycles`: newest first. */
export interface CycleListView {
  readonly cycles: readonly CycleSummary[]
  /** What opening without further input would open, so that the page can ask for one confirmation; null while a cycle is open. */
  readonly proposed: ProposedCycle | null
  /** What does not hang on a cycle: the settings are needed before there is one. */
  readonly may: { readonly settings: boolean }
}

export interface CycleSummary {
  readonly code: string
  readonly title: string
  readonly state: CycleState
  readonly openedAt: string | null
  readonly cutOff: string | null
  readonly closedAt: string | null
  readonly publishedAt: string | null
  readonly owed: number
  readonly answered: number
}

export interface ProposedCycle {
  readonly code: string
  readonly title: string
  readonly cutOff: string
  readonly projects: number
  readonly managers: number
  /** In the quiet hours: when they end. Null when messages leave now. */
  readonly sendsAt: string | null
}

/** `GET /api/cycles/:code`; `current` is the open cycle, or else the newest. */
export interface CycleOverview {
  readonly cycle: CycleSummary
  readonly accepting: boolean
  readonly figures: CycleFigures
  readonly people: readonly CyclePerson[]
  readonly projects: readonly CycleProject[]
  readonly withoutManager: readonly ProjectName[]
  /** Owed projects that this reader may not see: counted, never named. */
  readonly hidden: number
  /** The last question or reminder steps to come, for the banner. */
  readonly nextStep: { readonly kind: 'question' | 'reminder' | 'cutOff' | 'escalation'; readonly at: string } | null
  /** The organisation's language, in which reports are published unless chosen otherwise. */
  readonly language: Locale
  readonly may: CycleRights
}

export interface CycleFigures {
  readonly owed: number
  readonly answered: number
  readonly awaited: number
  readonly late: number
  readonly managersAsked: number
  readonly managersDone: number
  /** People whose question reached them neither by bot nor by e-mail; it is tried again. */
  readonly deliveriesFailed: number
  /** Declared health of the answers. */
  readonly green: number
  readonly amber: number
  readonly red: number
  /** Answers whose computed health is worse than the declared one. */
  readonly worseThanDeclared: number
  readonly openExceptions: number
}

/** `awaited` before the cut-off, `late` after it. */
export type AnswerState = 'answered' | 'awaited' | 'late'

export interface CycleProject {
  readonly number: string
  readonly title: string
  readonly programme: string | null
  /** Entra object id of the person asked; null when nobody can be. */
  readonly respondent: string | null
  readonly state: AnswerState
  readonly declared: Health | null
  readonly computed: Health | null
  readonly trend: Trend | null
  readonly answeredAt: string | null
  readonly answeredBy: string | null
  readonly worseThanDeclared: boolean
}

export interface CyclePerson {
  readonly id: string
  readonly name: string
  readonly owed: number
  readonly answered: number
  readonly projects: readonly string[]
  readonly askedAt: string | null
  readonly lastReminderAt: string | null
  /** Outcome of the last delivery; null before the first. */
  readonly delivery: DeliveryView | null
}

export interface DeliveryView {
  readonly person: string
  readonly name: string
  readonly kind: string
  readonly channel: 'bot' | 'mail'
  readonly outcome: 'sent' | 'read' | 'failed'
  /** Reason code; its words are `status:delivery.<reason>`. */
  readonly reason: string | null
  readonly at: string
}

/** What the reader may do on this cycle now: rights and state together. */
export interface CycleRights {
  readonly nudge: boolean
  readonly extend: boolean
  readonly close: boolean
  readonly reopen: boolean
  readonly publish: boolean
  readonly open: boolean
  readonly settings: boolean
}

/** `POST /api/cycles/:code/nudge` → how many people were reached; `skipped` were reminded minutes ago or have answered. */
export interface NudgeOutcome {
  readonly sent: number
  readonly skipped: number
  readonly failed: number
}

/** `GET /api/projects/:number/reports`: newest first, each with what changed since the one before. */
export interface ReportHistory {
  readonly reports: readonly ReportEntry[]
}

export interface ReportEntry {
  readonly cycle: string
  readonly cycleTitle: string
  readonly state: 'draft' | 'submitted' | 'published'
  readonly overall: Health | null
  readonly computed: Health | null
  readonly trend: Trend | null
  readonly comment: string | null
  readonly achieved: string | null
  readonly next: string | null
  readonly issues: string | null
  readonly decisionsRequested: string | null
  readonly forecastEnd: string | null
  readonly forecastCost: number | null
  readonly percentComplete: number | null
  readonly answeredAt: string | null
  /** Name, or null for an imported report. */
  readonly answeredBy: string | null
  readonly sourceRating: string | null
  readonly changes: readonly ReportChange[]
}

/** A field of StatusReports that differs from the previous report; values are codes, ISO dates, euros or percent. */
export interface ReportChange {
  readonly field: string
  readonly before: string | number | null
  readonly after: string | number | null
}
