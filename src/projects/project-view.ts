import type { ExceptionLadder } from '../committees/escalation/escalation-view'
import type { Health, Trend } from '../lists/codes'
import type { Values } from '../lists/kit/list'
import type { Projects } from '../lists/projects'
import type { EditRights } from '../portfolio/portfolio-view'
import type { Finding } from '../status/health'

/** What `GET /api/projects/:number` answers; its reports are at `/api/projects/:number/reports`. Types only: shared by the service and the tabs. */
export interface ProjectView {
  readonly fields: Values<typeof Projects>
  /** For `If-Match`; empty while the row still waits to be written to SharePoint. */
  readonly etag: string
  readonly modifiedAt: string
  readonly modifiedBy: PersonName | null
  readonly programme: { readonly code: string; readonly title: string; readonly manager: PersonName | null } | null
  /** Everyone the page names, and, for those who may change the people of a project, everyone who can be chosen. */
  readonly people: readonly PersonName[]
  readonly programmes: readonly { readonly code: string; readonly title: string }[]
  readonly health: ProjectHealth
  readonly tolerances: { readonly days: number; readonly cost: number }
  readonly milestones: readonly MilestoneView[]
  readonly budgetLines: readonly BudgetLineView[]
  readonly exceptions: readonly ExceptionView[]
  readonly rights: ProjectRights
  /** `yyyy-MM-dd` in Brussels: the day the rules were applied. */
  readonly today: string
  /** UTC ISO 8601 of the last synchronisation with SharePoint. */
  readonly syncedAt: string | null
}

export interface PersonName {
  readonly id: string
  readonly name: string
}

export interface ProjectHealth {
  readonly declared: Health | null
  readonly declaredAt: string | null
  readonly declaredBy: PersonName | null
  readonly declaredCycle: string | null
  readonly trend: Trend | null
  readonly computed: Health | null
  readonly findings: readonly Finding[]
}

export interface MilestoneView {
  readonly key: string
  readonly title: string
  readonly baselineDate: string | null
  readonly forecastDate: string | null
  readonly actualDate: string | null
  readonly gate: boolean
  readonly etag: string
  readonly late: boolean
  /** Calendar days between baseline and forecast (or actual) date. */
  readonly slip: number | null
}

export interface BudgetLineView {
  readonly key: string
  readonly title: string
  readonly year: number
  readonly approved: number | null
  readonly committed: number | null
  readonly paid: number | null
  readonly forecast: number | null
}

export interface ExceptionView {
  readonly key: string
  readonly tolerance: 'time' | 'cost'
  readonly state: 'open' | 'decided' | 'withdrawn'
  readonly cycle: string | null
  readonly openedAt: string | null
  readonly closedAt: string | null
  readonly deviation: number | null
  readonly allowed: number | null
  readonly cause: string | null
  /** Bodies before which it lies, each with the meeting; only those that the reader knows of. */
  readonly escalatedTo: ExceptionLadder['escalatedTo']
  readonly mayEscalate: ExceptionLadder['mayEscalate']
}

export interface ProjectRights {
  /** Which fields of the project this person may change (`mayEditField`). */
  readonly project: EditRights
  readonly milestones: boolean
  /** Baselines are agreed by the board: only those who steer may move them. */
  readonly baselines: boolean
}

/** A stale edit: what is there now, who put it there and when. Nothing was written. */
export interface MilestoneConflict {
  readonly current: MilestoneView
  readonly by: string | null
  readonly at: string
}
