import type { Actor } from '../access/actor'
import { mayOn, type Relation } from '../access/policy'
import type { Row } from '../lists/kit/list'
import type { Milestones } from '../lists/milestones'
import type { Programmes } from '../lists/programmes'
import type { Projects } from '../lists/projects'
import type { StatusCycles } from '../lists/status-cycles'
import type { StatusReports } from '../lists/status-reports'
import { computedHealth, type DefaultTolerances } from '../status/health'
import type { EditRights, PortfolioRow } from './portfolio-view'
import { answerState, isFresh, latestOf } from './rules'

export type ProjectRow = Row<typeof Projects>

/** What a row of the portfolio is made of, read once for all rows. */
export interface RowSources {
  readonly programmes: ReadonlyMap<string, Row<typeof Programmes>>
  readonly milestones: ReadonlyMap<string, readonly Row<typeof Milestones>[]>
  readonly reports: ReadonlyMap<string, ReadonlyMap<string, Row<typeof StatusReports>>>
  /** Every cycle code, oldest first; the last twelve make the history. */
  readonly cycles: readonly string[]
  readonly open: Row<typeof StatusCycles> | undefined
  readonly owed: ReadonlySet<string>
  readonly tolerances: DefaultTolerances
  /** ISO date in Brussels. */
  readonly today: string
  readonly now: Date
  /** What the person who asks is to a project. */
  heldOn(project: ProjectRow): ReadonlySet<Relation>
}

/** Cycles that a history shows. */
export const HISTORY = 12

/** May the person see the project, and which of its fields may they change? */
export const rightsOn = (actor: Actor, project: ProjectRow, held: ReadonlySet<Relation>): EditRights | 'hidden' => {
  if (!mayOn(actor, 'project.read', held, project.confidentiality)) return 'hidden'
  if (mayOn(actor, 'project.steer', held, project.confidentiality)) return 'steer'
  return mayOn(actor, 'project.edit', held, project.confidentiality) ? 'edit' : 'none'
}

/** One project as the portfolio shows it. */
export const portfolioRow = (project: ProjectRow, rights: EditRights, sources: RowSources): PortfolioRow => {
  const reports = sources.reports.get(project.number)
  const last = latestOf(reports, sources.cycles)
  const fresh = isFresh(last, sources.cycles)
  const facts = { ...project, milestones: sources.milestones.get(project.number) ?? [] }
  const { health, findings } = computedHealth(facts, sources.tolerances, sources.today)
  const shown = sources.cycles.slice(-HISTORY)
  const answered = sources.open !== undefined && reports?.has(sources.open.code) === true
  return {
    number: project.number,
    title: project.title,
    programme: project.programme,
    phase: project.phase,
    lifecycle: project.lifecycle,
    priority: project.priority,
    projectManager: project.projectManager,
    sponsor: project.sponsor,
    baselineEnd: project.baselineEnd,
    forecastEnd: project.forecastEnd,
    approvedCost: project.approvedCost,
    forecastCost: project.forecastCost,
    toleranceDays: project.toleranceDays ?? sources.tolerances.days,
    toleranceCost: project.toleranceCost ?? sources.tolerances.cost,
    declared: fresh ? (last?.overall ?? null) : null,
    computed: health,
    findings,
    trend: fresh ? (last?.trend ?? null) : null,
    history: {
      declared: shown.map((cycle) => reports?.get(cycle)?.overall ?? null),
      computed: shown.map((cycle) => reports?.get(cycle)?.computedHealth ?? null),
    },
    answer: {
      state: answerState(project.number, sources.open, sources.owed, answered, sources.now),
      at: last?.answeredAt ?? null,
      by: last?.answeredBy ?? null,
      cycle: last?.cycle ?? null,
    },
    comment: last?.comment ?? null,
    decisionsRequested: last?.decisionsRequested ?? null,
    rights,
    etag: project.$item.etag,
  }
}
