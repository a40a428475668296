import type { Actor } from '../access/actor'
import { mayOn } from '../access/policy'
import type { Context } from '../context'
import { formatsIn, translate } from '../i18n/translate'
import { axes } from '../lists/codes'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import { relationsHeld } from '../projects/relations-held'
import type { ReportChange, ReportEntry, ReportHistory } from './cycle-view'
import { cyclesInOrder, isAnswered, type ReportRow } from './project-facts'
import { nameOf } from './question-for'
import { cycleTitle } from './rules/cycle-title'
import { reportStateOf } from './rules/report-state'

/** The fields whose differences are shown, in the order of the form. */
const compared = [
  'overall',
  ...axes,
  'computedHealth',
  'forecastEnd',
  'forecastCost',
  'percentComplete',
  'comment',
  'achieved',
  'next',
  'issues',
  'decisionsRequested',
] as const

/** What differs from one report to the next one of the same project; empty for the first. Pure. */
export const reportChanges = (after: ReportFields, before: ReportFields | undefined): readonly ReportChange[] =>
  before === undefined
    ? []
    : compared
        .filter((field) => before[field] !== after[field])
        .map((field) => ({ field, before: before[field], after: after[field] }))

export type ReportFields = Readonly<Record<(typeof compared)[number], string | number | null>>

/**
 * All answered reports of a project, newest cycle first, each with what changed since the one before. Null when the project does not
 * exist or this reader may not see it.
 */
export const reportHistory = (ctx: Context, actor: Actor, number: string): ReportHistory | null => {
  const project = ctx.lists.find(Projects, number)
  if (!project) return null
  const held = relationsHeld(ctx, actor.person)(project)
  if (!mayOn(actor, 'report.read', held, project.confidentiality)) return null
  const order = new Map(cyclesInOrder(ctx).map((cycle, index) => [cycle.code, index]))
  const rank = (report: ReportRow): number => order.get(report.cycle) ?? -1
  const reports = ctx.lists
    .all(StatusReports)
    .filter((report) => report.project === number && isAnswered(report))
    .toSorted((a, b) => rank(a) - rank(b))
  return { reports: reports.map((report, index) => entryOf(ctx, actor, report, reports[index - 1])).toReversed() }
}

const entryOf = (ctx: Context, actor: Actor, report: ReportRow, before: ReportRow | undefined): ReportEntry => {
  const cycle = ctx.lists.find(StatusCycles, report.cycle)
  return {
    cycle: report.cycle,
    cycleTitle: cycle ? cycleTitle(cycle, formatsIn(actor.locale)) : report.cycle,
    state: reportStateOf(report, cycle),
    overall: report.overall,
    computed: report.computedHealth,
    trend: report.trend,
    comment: report.comment,
    achieved: report.achieved,
    next: report.next,
    issues: report.issues,
    decisionsRequested: report.decisionsRequested,
    forecastEnd: report.forecastEnd,
    forecastCost: report.forecastCost,
    percentComplete: report.percentComplete,
    answeredAt: report.answeredAt,
    answeredBy: report.answeredBy ? nameOf(ctx, report.answeredBy, translate(actor.locale)) : null,
    sourceRating: report.sourceRating,
    changes: reportChanges(report, before),
  }
}
