import type { Actor } from '../access/actor'
import { exceptionLadder } from '../committees/escalation/targets'
import type { Context } from '../context'
import { BudgetLines } from '../lists/budget-lines'
import { ExceptionReports } from '../lists/exception-reports'
import type { Row } from '../lists/kit/list'
import type { Milestones } from '../lists/milestones'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import { settingsOf } from '../settings/settings'
import { computedHealth, type DefaultTolerances, daysBetween } from '../status/health'
import { milestonesOf } from './edit-milestones'
import { type FoundProject, findProject } from './find-project'
import type {
  BudgetLineView,
  ExceptionView,
  MilestoneView,
  PersonName,
  ProjectHealth,
  ProjectView,
} from './project-view'

type Project = Row<typeof Projects>

/** Everything the project page shows, from the replica; undefined when this person may not know the project. */
export const projectPage = (ctx: Context, actor: Actor, number: string): ProjectView | undefined => {
  const found = findProject(ctx, actor, number)
  if (!found) return undefined
  const { project, programme } = found
  const today = dayInBrussels(ctx.clock.now())
  const defaults = settingsOf(ctx).tolerances
  const { $item, ...fields } = project
  return {
    fields,
    etag: $item.etag,
    modifiedAt: $item.modifiedAt,
    modifiedBy: nameOf(ctx, $item.modifiedBy),
    programme: programme
      ? { code: programme.code, title: programme.title, manager: nameOf(ctx, programme.programmeManager) }
      : null,
    people: namedPeople(ctx, found),
    programmes: ctx.lists
      .all(Programmes)
      .map(({ code, title }) => ({ code, title }))
      .sort((a, b) => a.title.localeCompare(b.title, 'fr')),
    health: healthOf(ctx, project, defaults, today),
    tolerances: { days: project.toleranceDays ?? defaults.days, cost: project.toleranceCost ?? defaults.cost },
    milestones: milestonesOf(ctx, number).map((milestone) => milestoneView(milestone, today)),
    budgetLines: budgetOf(ctx, number),
    exceptions: exceptionsOf(ctx, actor, number),
    rights: {
      project: found.may('project.steer') ? 'steer' : found.may('project.edit') ? 'edit' : 'none',
      milestones: found.may('project.edit'),
      baselines: found.may('project.steer'),
    },
    today,
    syncedAt: ctx.lists.freshness(Projects).syncedAt,
  }
}

/** Declared from the newest answered report, computed from the facts of today. */
const healthOf = (ctx: Context, project: Project, defaults: DefaultTolerances, today: string): ProjectHealth => {
  const latest = ctx.lists
    .all(StatusReports)
    .filter((report) => report.project === project.number && report.state !== 'draft' && report.overall !== null)
    .reduce<Row<typeof StatusReports> | undefined>(
      (newest, report) => ((report.answeredAt ?? '') > (newest?.answeredAt ?? '') ? report : newest),
      undefined,
    )
  const computed = computedHealth({ ...project, milestones: milestonesOf(ctx, project.number) }, defaults, today)
  return {
    declared: latest?.overall ?? null,
    declaredAt: latest?.answeredAt ?? null,
    declaredBy: nameOf(ctx, latest?.answeredBy ?? null),
    declaredCycle: latest?.cycle ?? null,
    trend: latest?.trend ?? null,
    computed: computed.health,
    findings: computed.findings,
  }
}

/** A milestone with what its dates imply on `today`. */
export const milestoneView = (milestone: Row<typeof Milestones>, today: string): MilestoneView => {
  const { milestoneKey, title, baselineDate, forecastDate, actualDate, gate } = milestone
  const due = forecastDate ?? baselineDate
  const reached = actualDate ?? forecastDate
  return {
    key: milestoneKey,
    title,
    baselineDate,
    forecastDate,
    actualDate,
    gate,
    etag: milestone.$item.etag,
    late: actualDate === null && due !== null && due < today,
    slip: baselineDate && reached ? daysBetween(baselineDate, reached) : null,
  }
}

const budgetOf = (ctx: Context, number: string): readonly BudgetLineView[] =>
  ctx.lists
    .all(BudgetLines)
    .filter((line) => line.project === number)
    .map(({ budgetKey, title, year, approved, committed, paid, forecast }) => ({
      key: budgetKey,
      title,
      year,
      approved,
      committed,
      paid,
      forecast,
    }))
    .sort((a, b) => a.year - b.year || a.title.localeCompare(b.title, 'fr'))

const exceptionsOf = (ctx: Context, actor: Actor, number: string): readonly ExceptionView[] =>
  ctx.lists
    .all(ExceptionReports)
    .filter((exception) => exception.project === number)
    .map(({ exceptionKey, project: _, $item, ...rest }) => ({
      key: exceptionKey,
      ...rest,
      ...exceptionLadder(ctx, actor, exceptionKey),
    }))
    .sort((a, b) => (b.openedAt ?? '').localeCompare(a.openedAt ?? ''))

export const nameOf = (ctx: Pick<Context, 'directory'>, id: string | null): PersonName | null =>
  id === null ? null : { id, name: ctx.directory.person(id)?.name ?? id }

/** Those the project names; the whole directory only for those who may put somebody else in charge. */
const namedPeople = (ctx: Context, { project, may }: FoundProject): readonly PersonName[] => {
  const ids = may('project.steer')
    ? ctx.directory.all().map(({ id }) => id)
    : [project.projectManager, project.delegate, project.sponsor, project.businessOwner]
  return [...new Set(ids)].flatMap((id) => nameOf(ctx, id) ?? []).sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/** The calendar day in Brussels of an instant, `yyyy-MM-dd`. */
export const dayInBrussels = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }).format(now)
