import type { Context } from '../context'
import type { Row, Values } from '../lists/kit/list'
import { Milestones } from '../lists/milestones'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import type { HealthFacts } from './health'
import { owedOf } from './rules/owed-reports'
import { reportStateOf } from './rules/report-state'

type Project = Values<typeof Projects>
type Milestone = Values<typeof Milestones>
export type ReportRow = Row<typeof StatusReports>
export type CycleRow = Row<typeof StatusCycles>

/** What computed health looks at: the project, its milestones, and the forecasts of an answer that is being given. */
export const healthFactsOf = (
  project: Project,
  milestones: readonly Milestone[],
  answer: { readonly forecastEnd: string | null; readonly forecastCost: number | null } | null = null,
): HealthFacts => ({
  baselineEnd: project.baselineEnd,
  forecastEnd: answer?.forecastEnd ?? project.forecastEnd,
  approvedCost: project.approvedCost,
  forecastCost: answer?.forecastCost ?? project.forecastCost,
  toleranceDays: project.toleranceDays,
  toleranceCost: project.toleranceCost,
  milestones,
})

/** The milestones of every project, by project number. */
export const milestonesByProject = (
  ctx: Pick<Context, 'lists'>,
): ReadonlyMap<string, readonly Row<typeof Milestones>[]> => {
  const byProject = new Map<string, Row<typeof Milestones>[]>()
  for (const milestone of ctx.lists.all(Milestones)) {
    const theirs = byProject.get(milestone.project)
    if (theirs) theirs.push(milestone)
    else byProject.set(milestone.project, [milestone])
  }
  return byProject
}

/** The next milestone that has not happened, by forecast or else baseline date. */
export const nextMilestoneOf = (
  milestones: readonly Milestone[],
): { readonly title: string; readonly due: string } | null => {
  const [next] = milestones
    .filter((milestone) => milestone.actualDate === null)
    .flatMap(({ title, forecastDate, baselineDate }) => {
      const due = forecastDate ?? baselineDate
      return due === null ? [] : [{ title, due }]
    })
    .toSorted((a, b) => a.due.localeCompare(b.due))
  return next ?? null
}

const startOf = (cycle: CycleRow): string => cycle.openedAt ?? cycle.cutOff ?? cycle.publishedAt ?? ''

/** All cycles, oldest first, by their opening; imported ones by what date they have, then by code. */
export const cyclesInOrder = (ctx: Pick<Context, 'lists'>): readonly CycleRow[] =>
  ctx.lists.all(StatusCycles).toSorted((a, b) => startOf(a).localeCompare(startOf(b)) || a.code.localeCompare(b.code))

/** The open cycle, if any. At most one is open: `openCycle` sees to it. */
export const openCycleOf = (ctx: Pick<Context, 'lists'>): CycleRow | undefined =>
  cyclesInOrder(ctx).findLast((cycle) => cycle.state === 'open')

/** Numbers of the projects that owe a report in a cycle, by the lists. */
export const owedNumbers = (ctx: Pick<Context, 'lists'>, cycle: CycleRow): readonly string[] =>
  owedOf(
    cycle,
    (number) => ctx.lists.find(Projects, number)?.lifecycle,
    (number) => isAnswered(ctx.lists.find(StatusReports, reportKeyOf(cycle.code, number))),
  )

/** Has this report been answered? A draft has not. */
export const isAnswered = (report: ReportRow | undefined): report is ReportRow =>
  report !== undefined && report.state !== 'draft'

/** For every project, its last report before a cycle: the last answered one, and the last one that was published. */
export interface LastReports {
  /** What a new answer starts from, so that nothing is typed again even when a cycle was closed without publication. */
  readonly answered: ReadonlyMap<string, ReportRow>
  /** What trend and the comment rule compare with: what the readers have seen. */
  readonly published: ReadonlyMap<string, ReportRow>
}

export const lastReportsBefore = (ctx: Pick<Context, 'lists'>, cycle: string): LastReports => {
  const inOrder = cyclesInOrder(ctx)
  const order = new Map(inOrder.map((row, index) => [row.code, index]))
  const cycles = new Map(inOrder.map((row) => [row.code, row]))
  const limit = order.get(cycle) ?? order.size
  const answered = new Map<string, ReportRow>()
  const published = new Map<string, ReportRow>()
  const keepLater = (last: Map<string, ReportRow>, report: ReportRow, rank: number): void => {
    const known = last.get(report.project)
    if (!known || (order.get(known.cycle) ?? -1) < rank) last.set(report.project, report)
  }
  for (const report of ctx.lists.all(StatusReports)) {
    const rank = order.get(report.cycle)
    if (!isAnswered(report) || rank === undefined || rank >= limit) continue
    keepLater(answered, report, rank)
    if (reportStateOf(report, cycles.get(report.cycle)) === 'published') keepLater(published, report, rank)
  }
  return { answered, published }
}

/** The key of the report of a project in a cycle: a second answer overwrites, never doubles. */
export const reportKeyOf = (cycle: string, project: string): string => `${cycle}:${project}`
