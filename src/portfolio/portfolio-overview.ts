import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import type { Context, Locale } from '../context'
import { formatsIn } from '../i18n/translate'
import { Absences } from '../lists/absences'
import type { Row } from '../lists/kit/list'
import { Milestones } from '../lists/milestones'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import { relationsHeld } from '../projects/relations-held'
import { settingsOf } from '../settings/settings'
import { owedNumbers } from '../status/project-facts'
import { cycleTitle } from '../status/rules/cycle-title'
import { respondentOf } from '../status/rules/owed-reports'
import { figuresOf } from './figures'
import { HISTORY, type ProjectRow, portfolioRow, type RowSources, rightsOn } from './portfolio-row'
import type { CycleBanner, PortfolioRow, PortfolioView } from './portfolio-view'
import { byProject, inOrder, isListed, localDay } from './rules'

const listsShown = [Projects, Programmes, Milestones, StatusCycles, StatusReports] as const

const grouped = <R extends { readonly project: string }>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> => {
  const index = new Map<string, R[]>()
  for (const row of rows) {
    const group = index.get(row.project)
    if (group) group.push(row)
    else index.set(row.project, [row])
  }
  return index
}

/** Everything the rows of one person are computed from, read once from the replica. */
export const rowSources = (ctx: Context, actor: Actor): RowSources => {
  const now = ctx.clock.now()
  const cycles = inOrder(ctx.lists.all(StatusCycles))
  const open = cycles.findLast((cycle) => cycle.state === 'open')
  return {
    programmes: new Map(ctx.lists.all(Programmes).map((programme) => [programme.code, programme])),
    milestones: grouped(ctx.lists.all(Milestones)),
    reports: byProject(ctx.lists.all(StatusReports)),
    cycles: cycles.map((cycle) => cycle.code),
    open,
    owed: new Set(open ? owedNumbers(ctx, open) : []),
    tolerances: settingsOf(ctx).tolerances,
    today: localDay(now),
    now,
    heldOn: relationsHeld(ctx, actor.person),
  }
}

/** The row of one project for one person, or null when they may not see it. */
export const rowFor = (actor: Actor, project: ProjectRow, sources: RowSources): PortfolioRow | null => {
  const rights = rightsOn(actor, project, sources.heldOn(project))
  return rights === 'hidden' ? null : portfolioRow(project, rights, sources)
}

/**
 * The portfolio as one person may see it. Rows they may not see are absent; the figures and the banner count them all the same.
 */
export const portfolioOverview = (ctx: Context, actor: Actor): PortfolioView => {
  const sources = rowSources(ctx, actor)
  const projects = ctx.lists.all(Projects).filter((project) => isListed(project.lifecycle))
  const rows = projects.flatMap((project) => rowFor(actor, project, sources) ?? [])
  const programmes = [...sources.programmes.values()].sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9))
  return {
    now: sources.now.toISOString(),
    rows: [...rows].sort((a, b) => (a.number < b.number ? -1 : 1)),
    hidden: projects.length - rows.length,
    programmes: programmes.map(({ code, title, programmeManager }) => ({ code, title, programmeManager })),
    people: ctx.directory.all().map(({ id, name, mail }) => ({ id, name, mail })),
    cycles: sources.cycles.slice(-HISTORY),
    figures: figuresOf(projects, sources),
    cycle: sources.open ? bannerOf(ctx, sources.open, sources, actor.locale) : null,
    freshness: freshnessOf(ctx),
    may: { create: may(actor, 'project.create'), nudge: may(actor, 'cycle.nudge') },
  }
}

const bannerOf = (ctx: Context, open: Row<typeof StatusCycles>, sources: RowSources, locale: Locale): CycleBanner => {
  const awaited = [...sources.owed].filter((number) => !sources.reports.get(number)?.has(open.code))
  const absences = ctx.lists.all(Absences)
  const people = awaited.flatMap((number) => {
    const project = ctx.lists.find(Projects, number)
    const person = project ? respondentOf(project, absences, sources.today).respondent : null
    return person ?? []
  })
  return {
    code: open.code,
    title: cycleTitle(open, formatsIn(locale)),
    cutOff: open.cutOff,
    owed: sources.owed.size,
    answered: sources.owed.size - awaited.length,
    peopleAwaited: new Set(people).size,
  }
}

const freshnessOf = (ctx: Context): PortfolioView['freshness'] => {
  const all = listsShown.map((list) => ctx.lists.freshness(list))
  const instants = all.map((freshness) => freshness.syncedAt)
  const oldest = instants.includes(null) ? null : (instants.sort()[0] ?? null)
  return {
    syncedAt: oldest,
    stale: all.some((freshness) => freshness.failure !== null),
    pendingWrites: ctx.outbox.pending(),
  }
}
