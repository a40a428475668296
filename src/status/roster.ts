import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Absences } from '../lists/absences'
import type { Row } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import { type CycleRow, isAnswered, type ReportRow, reportKeyOf } from './project-facts'
import { type Absence, fixedOwed, type OwedReport, respondentOf, stillOwes } from './rules/owed-reports'

/** One owed report of a cycle: the project, who is asked, and the answer when there is one. */
export interface RosterEntry {
  readonly project: Row<typeof Projects>
  readonly owed: OwedReport
  readonly report: ReportRow | undefined
}

/** The day whose absences decided who is asked: the day of the opening. */
export const questionDay = (cycle: Pick<CycleRow, 'openedAt'>, now: Date): string =>
  localDay(cycle.openedAt === null ? now : new Date(cycle.openedAt))

/**
 * Who is asked stays as it was on the day of the question, until that person is away themselves: then whoever stands in on
 * `today` takes over, so that a reminder never goes to an empty desk.
 */
const respondentNow = (
  project: Row<typeof Projects>,
  absences: readonly Absence[],
  asked: string,
  today: string,
): OwedReport => {
  const first = respondentOf(project, absences, asked)
  const away = absences.some(
    (absence) => absence.person === first.respondent && absence.firstDay <= today && today <= absence.lastDay,
  )
  return away ? respondentOf(project, absences, today) : first
}

type Owing = Pick<RosterEntry, 'project' | 'owed'>

/** What an owing depends on; while none of it changes, neither does who owes. */
interface Owings {
  readonly absences: readonly Absence[]
  readonly cycle: CycleRow
  readonly today: string
  readonly entries: readonly Owing[]
  readonly byProject: ReadonlyMap<string, Owing>
  readonly byRespondent: ReadonlyMap<string | null, readonly Owing[]>
}

/**
 * By the rows of the projects as the list store handed them out: it hands out others as soon as one has changed. Answers come by
 * the hundred while projects and absences stand still, so who owes is not worked out for each of them.
 */
const knownOwings = new WeakMap<readonly Row<typeof Projects>[], Owings>()

const owingsOf = (ctx: Pick<Context, 'lists'>, cycle: CycleRow, now: Date): Owings => {
  const projects = ctx.lists.all(Projects)
  const absences = ctx.lists.all(Absences)
  const today = localDay(now)
  const known = knownOwings.get(projects)
  if (known?.absences === absences && known.cycle === cycle && known.today === today) return known
  const asked = questionDay(cycle, now)
  const entries = fixedOwed(cycle).flatMap((number) => {
    const project = ctx.lists.find(Projects, number)
    return project ? [{ project, owed: respondentNow(project, absences, asked, today) }] : []
  })
  const byProject = new Map(entries.map((entry) => [entry.project.number, entry]))
  const byRespondent = new Map<string | null, Owing[]>()
  for (const entry of entries) {
    const theirs = byRespondent.get(entry.owed.respondent)
    if (theirs) theirs.push(entry)
    else byRespondent.set(entry.owed.respondent, [entry])
  }
  const owings = { absences, cycle, today, entries, byProject, byRespondent }
  knownOwings.set(projects, owings)
  return owings
}

/** The owed reports of a cycle. A report is looked up when it is first asked for, and stays what it was then. */
export interface Roster {
  /** All, in their order. */
  readonly entries: readonly RosterEntry[]
  of(project: string): RosterEntry | undefined
  askedOf(person: string): readonly RosterEntry[]
}

export const rosterOf = (ctx: Pick<Context, 'lists'>, cycle: CycleRow, now: Date): Roster => {
  const owings = owingsOf(ctx, cycle, now)
  const met = new Map<Owing, RosterEntry>()
  const entry = (owing: Owing): readonly RosterEntry[] => {
    const { project, owed } = owing
    const one = met.get(owing) ?? entryOf(project, owed, () => reportIn(ctx, cycle.code, project.number))
    met.set(owing, one)
    return stillOwes(cycle, project, () => one.report !== undefined) ? [one] : []
  }
  let entries: readonly RosterEntry[] | undefined
  return {
    get entries() {
      entries ??= owings.entries.flatMap(entry)
      return entries
    },
    of(project) {
      const owing = owings.byProject.get(project)
      return owing && entry(owing)[0]
    },
    askedOf: (person) => (owings.byRespondent.get(person) ?? []).flatMap(entry),
  }
}

/** The entries of each person who is asked. */
export const entriesByRespondent = (entries: readonly RosterEntry[]): ReadonlyMap<string, readonly RosterEntry[]> => {
  const people = new Map<string, RosterEntry[]>()
  for (const entry of entries) {
    const { respondent } = entry.owed
    if (respondent === null) continue
    const theirs = people.get(respondent)
    if (theirs) theirs.push(entry)
    else people.set(respondent, [entry])
  }
  return people
}

/** A roster of entries that are known already. */
export const rosterFrom = (entries: readonly RosterEntry[]): Roster => ({
  entries,
  of: (project) => entries.find((entry) => entry.project.number === project),
  askedOf: (person) => entries.filter((entry) => entry.owed.respondent === person),
})

const reportIn = (ctx: Pick<Context, 'lists'>, cycle: string, project: string): ReportRow | undefined => {
  const row = ctx.lists.find(StatusReports, reportKeyOf(cycle, project))
  return isAnswered(row) ? row : undefined
}

const entryOf = (project: Row<typeof Projects>, owed: OwedReport, find: () => ReportRow | undefined): RosterEntry => {
  let found: { readonly report: ReportRow | undefined } | undefined
  return {
    project,
    owed,
    get report() {
      found ??= { report: find() }
      return found.report
    },
  }
}

/** Can answers be given now: the cycle is open and its cut-off has not passed? */
export const isAccepting = (cycle: Pick<CycleRow, 'state' | 'cutOff'>, now: Date): boolean =>
  cycle.state === 'open' && (cycle.cutOff === null || now < new Date(cycle.cutOff))
