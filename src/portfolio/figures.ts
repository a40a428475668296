import type { Health } from '../lists/codes'
import { computedHealth, slipDays } from '../status/health'
import { owesReport } from '../status/rules/owed-reports'
import type { ProjectRow, RowSources } from './portfolio-row'
import type { PortfolioFigures } from './portfolio-view'
import { isFresh, isMoreSevere, latestOf, median } from './rules'

/** Figures over every project in course, whoever reads them. */
export const figuresOf = (listed: readonly ProjectRow[], sources: RowSources): PortfolioFigures => {
  const projects = listed.filter((project) => owesReport(project))
  const healths = projects.map((project) => healthsOf(project, sources))
  const counted: Record<Health | 'none', number> = { green: 0, amber: 0, red: 0, none: 0 }
  for (const { declared } of healths) counted[declared ?? 'none'] += 1
  const severe = healths.filter(({ declared, computed }) => isMoreSevere(declared, computed))
  return {
    active: projects.length,
    priority: projects.filter((project) => project.priority).length,
    declared: counted,
    moreSevere: severe.length,
    greenToRed: severe.filter(({ declared, computed }) => declared === 'green' && computed === 'red').length,
    medianSlip: median(projects.flatMap((project) => slipDays(project) ?? [])),
    slipChange: slipChange(projects, sources),
    ...costs(projects),
  }
}

const healthsOf = (project: ProjectRow, sources: RowSources): { declared: Health | null; computed: Health | null } => {
  const last = latestOf(sources.reports.get(project.number), sources.cycles)
  const facts = { ...project, milestones: sources.milestones.get(project.number) ?? [] }
  return {
    declared: isFresh(last, sources.cycles) ? (last?.overall ?? null) : null,
    computed: computedHealth(facts, sources.tolerances, sources.today).health,
  }
}

/** Change of the median slip since the last cycle before the open one, over the projects that both measures know. */
const slipChange = (projects: readonly ProjectRow[], sources: RowSources): PortfolioFigures['slipChange'] => {
  const closed = sources.cycles.filter((cycle) => cycle !== sources.open?.code)
  const since = closed.at(sources.open ? -1 : -2)
  if (since === undefined) return null
  const pairs = projects.flatMap((project) => {
    const forecastEnd = sources.reports.get(project.number)?.get(since)?.forecastEnd ?? null
    const before = slipDays({ baselineEnd: project.baselineEnd, forecastEnd })
    const today = slipDays(project)
    return before === null || today === null ? [] : [{ before, today }]
  })
  const before = median(pairs.map((pair) => pair.before))
  const today = median(pairs.map((pair) => pair.today))
  return before === null || today === null ? null : { days: today - before, since }
}

/** The deviation compares only projects whose approved and forecast costs are both known. */
const costs = (projects: readonly ProjectRow[]): Pick<PortfolioFigures, 'forecastCost' | 'costDeviation'> => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const both = projects.filter((project) => project.approvedCost !== null && project.forecastCost !== null)
  const approved = sum(both.map((project) => project.approvedCost ?? 0))
  const forecast = sum(both.map((project) => project.forecastCost ?? 0))
  return {
    forecastCost: sum(projects.map((project) => project.forecastCost ?? 0)),
    costDeviation: approved === 0 ? null : forecast / approved - 1,
  }
}
