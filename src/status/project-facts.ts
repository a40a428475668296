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

type MilestonesByProject = ReadonlyMap<string, readonly Row<typeof Milestones>[]>

/** By the rows as the list store handed them out: it hands out others as soon as one has changed. */
const knownMilestones = new WeakMap<readonly Row<typeof Milestones>[], MilestonesByProject>()

/** The milestones of every project, by project number. */
export const milestonesByProject = (ctx: Pick<Context, 'lists'>): MilestonesByProject => {
  const rows = ctx.lists.all(Milestones)
  const known = knownMilestones.get(rows)
  if (known) return known
  const byProject = new Map<string, Row<typeof Milestones>[]>()
  for (const milestone of rows) {
    const theirs = byProject.get(milestone.project)
    if (theirs) theirs.push(milestone)
    else byProject.set(milestone.project, [milestone])
  }
  knownMilestones.set(rows, byProject)
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

/** Of any project, its last report before a cycle: the last answered one, and the last one that was published. */
export interface LastReports {
  /** What a new answer starts from, so that nothing is typed again even when a cycle was closed without publication. */
  readonly answered: ReportLookup
  /** What trend and the comment rule compare with: what the readers have seen. */
  readonly published: ReportLookup
}

interface ReportLookup {
  get(project: string): ReportRow | undefined
}

/** Looked up by key, newest cycle first: an answer is about one project, and the list holds every report ever given. */
export const lastReportsBefore = (ctx: Pick<Context, 'lists'>, cycle: string): LastReports => {
  const cycles = cyclesInOrder(ctx)
  const limit = cycles.findIndex(({ code }) => code === cycle)
  const earlier = (limit < 0 ? cycles : cycles.slice(0, limit)).toReversed()
  const lookup = (counts: (report: ReportRow, cycle: CycleRow) => boolean): ReportLookup => {
    const known = new Map<string, ReportRow | undefined>()
    const search = (project: string): ReportRow | undefined => {
      for (const one of earlier) {
        const report = ctx.lists.find(StatusReports, reportKeyOf(one.code, project))
        if (isAnswered(report) && counts(report, one)) return report
      }
      return undefined
    }
    return {
      get(project) {
        if (!known.has(project)) known.set(project, search(project))
        return known.get(project)
      },
    }
  }
  return {
    answered: lookup(() => true),
    published: lookup((report, one) => reportStateOf(report, one) === 'published'),
  }
}

/** The key of the report of a project in a cycle: a second answer overwrites, never doubles. */
export const reportKeyOf = (cycle: string, project: string): string => `${cycle}:${project}`
