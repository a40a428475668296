import { DateTime } from 'luxon'
import { isOpenToAll } from '../access/policy'
import type { Health } from '../lists/codes'
import type { ExceptionReports } from '../lists/exception-reports'
import type { Values } from '../lists/kit/list'
import type { Milestones } from '../lists/milestones'
import type { Programmes } from '../lists/programmes'
import type { Projects } from '../lists/projects'
import type { StatusCycles } from '../lists/status-cycles'
import type { StatusReports } from '../lists/status-reports'
import { computedHealth, type DefaultTolerances } from '../status/health'
import { owedOf } from '../status/rules/owed-reports'
import { type Counts, SNAPSHOT_SCHEMA, type Snapshot, type SnapshotProject } from './snapshot'

type Cycle = Values<typeof StatusCycles>
type Project = Values<typeof Projects>
type Report = Values<typeof StatusReports>
type Programme = Values<typeof Programmes>

/** Cycles shown in charts and sparklines. */
const HISTORY_CYCLES = 12

/** Rows as the lists hold them, whole lists: what belongs to the cycle is chosen here. */
export interface SnapshotRows {
  readonly cycles: readonly Cycle[]
  readonly projects: readonly Project[]
  readonly programmes: readonly Programme[]
  readonly reports: readonly Report[]
  readonly milestones: readonly Values<typeof Milestones>[]
  readonly exceptions: readonly Values<typeof ExceptionReports>[]
  readonly nameOf: (person: string) => string | undefined
}

export interface SnapshotFrame {
  readonly version: number
  readonly reason: string | null
  readonly defaults: DefaultTolerances
}

const startOf = (cycle: Cycle): string => cycle.openedAt ?? cycle.cutOff ?? cycle.closedAt ?? ''

/** Oldest first, by opening; the code decides between cycles that say no date. */
const chronological = (a: Cycle, b: Cycle): number =>
  startOf(a) === startOf(b) ? (a.code < b.code ? -1 : 1) : startOf(a) < startOf(b) ? -1 : 1

const dayOf = (instant: string): string => DateTime.fromISO(instant).setZone('Europe/Brussels').toISODate() ?? instant

const group = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const of = groups.get(keyOf(row))
    if (of) of.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** Projects that owe a report in a cycle; an imported cycle owes what it reports. */
const owedIn = (cycle: Cycle, answered: ReadonlyMap<string, Report>, known: Known): ReadonlySet<string> =>
  new Set([
    ...owedOf(
      cycle,
      (number) => known.get(number)?.lifecycle,
      (number) => answered.has(number),
    ),
    ...answered.keys(),
  ])

const countsOf = (values: readonly (Health | null)[]): Counts => ({
  green: values.filter((value) => value === 'green').length,
  amber: values.filter((value) => value === 'amber').length,
  red: values.filter((value) => value === 'red').length,
  none: values.filter((value) => value === null).length,
})

/** One cycle with the published health of every project that owed a report in it. */
interface CycleHealths {
  readonly cycle: Cycle
  readonly reports: ReadonlyMap<string, Report>
  readonly healths: ReadonlyMap<string, Health | null>
}

type Known = ReadonlyMap<string, Project>

const healthsOf = (cycle: Cycle, reports: readonly Report[], known: Known): CycleHealths => {
  const answered = new Map(reports.filter((r) => r.state !== 'draft').map((report) => [report.project, report]))
  const owed = [...owedIn(cycle, answered, known)].filter((number) => known.has(number))
  return {
    cycle,
    reports: answered,
    healths: new Map(owed.map((number) => [number, answered.get(number)?.overall ?? null])),
  }
}

/**
 * Freezes a cycle. Pure: the same rows, frame and instant give the same snapshot, byte for byte. The published health is what
 * the manager declares (the manager answers for it); what dates and costs say stands beside it. A project that did not answer
 * has no published health. Restricted and confidential projects are counted and not named: every member of the site reads the
 * library.
 */
export const snapshotOf = (rows: SnapshotRows, code: string, frame: SnapshotFrame, now: Date): Snapshot => {
  const ordered = [...rows.cycles].sort(chronological)
  const position = ordered.findIndex((cycle) => cycle.code === code)
  const cycle = ordered[position]
  if (!cycle) throw new Error(`no cycle ${code}`)
  const generatedAt = DateTime.fromJSDate(now).toUTC().toISO({ suppressMilliseconds: true }) ?? ''
  const asOf = dayOf(cycle.closedAt ?? generatedAt)
  const known = new Map(rows.projects.map((project) => [project.number, project]))
  const byCycle = group(rows.reports, (report) => report.cycle)
  const upTo = ordered.slice(0, position + 1).map((each) => healthsOf(each, byCycle.get(each.code) ?? [], known))
  const shown = upTo.slice(-HISTORY_CYCLES)
  const current = upTo.at(-1)
  const due = rows.projects
    .filter((project) => current?.healths.has(project.number))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  const named = due.filter((project) => isOpenToAll(project.confidentiality))
  const milestones = group(rows.milestones, (milestone) => milestone.project)
  const exceptions = group(
    rows.exceptions.filter((exception) => exception.state === 'open'),
    (exception) => exception.project,
  )
  const projects = named.map((project) =>
    projectOf(project, upTo, shown, asOf, frame.defaults, {
      milestones: milestones.get(project.number) ?? [],
      exceptions: exceptions.get(project.number) ?? [],
    }),
  )
  const programmes = programmesOf(rows.programmes, due, current)
  return clean({
    schema: SNAPSHOT_SCHEMA,
    cycle: { code: cycle.code, title: cycle.title, cutOff: cycle.cutOff, closedAt: cycle.closedAt },
    version: frame.version,
    reason: frame.reason,
    generatedAt,
    asOf,
    counts: countsOf([...(current?.healths.values() ?? [])]),
    confidential: due.length - named.length,
    programmes,
    projects,
    history: shown.map((each) => ({
      cycle: each.cycle.code,
      title: each.cycle.title,
      counts: countsOf([...each.healths.values()]),
    })),
    people: namesOf(projects, programmes, rows.nameOf),
  })
}

/** Characters that XML cannot hold: an Office file with one of them does not open. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Texts as every format can carry them, with one kind of line break. */
const clean = (snapshot: Snapshot): Snapshot =>
  JSON.parse(JSON.stringify(snapshot), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '') : value,
  )

const programmesOf = (
  programmes: readonly Programme[],
  due: readonly Project[],
  current: CycleHealths | undefined,
): Snapshot['programmes'] =>
  [...programmes]
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.code < b.code ? -1 : 1))
    .map((programme) => ({
      code: programme.code,
      title: programme.title,
      programmeManager: programme.programmeManager,
      counts: countsOf(
        due
          .filter((project) => project.programme === programme.code)
          .map((project) => current?.healths.get(project.number) ?? null),
      ),
    }))

const namesOf = (
  projects: readonly SnapshotProject[],
  programmes: Snapshot['programmes'],
  nameOf: (person: string) => string | undefined,
): Record<string, string> => {
  const ids = [
    ...projects.flatMap((project) => [project.projectManager, project.sponsor, project.answeredBy]),
    ...programmes.map((programme) => programme.programmeManager),
  ]
  const mentioned = [...new Set(ids.filter((id) => id !== null))].sort()
  return Object.fromEntries(
    mentioned.flatMap((id) => {
      const name = nameOf(id)
      return name === undefined ? [] : [[id, name] as const]
    }),
  )
}

interface Belongings {
  readonly milestones: SnapshotRows['milestones']
  readonly exceptions: SnapshotRows['exceptions']
}

const projectOf = (
  project: Project,
  upTo: readonly CycleHealths[],
  shown: readonly CycleHealths[],
  asOf: string,
  defaults: DefaultTolerances,
  { milestones, exceptions }: Belongings,
): SnapshotProject => {
  const report = upTo.at(-1)?.reports.get(project.number)
  const before = upTo.slice(0, -1).findLast((each) => each.reports.get(project.number)?.overall)
  const facts = {
    baselineEnd: project.baselineEnd,
    forecastEnd: report?.forecastEnd ?? project.forecastEnd,
    approvedCost: project.approvedCost,
    forecastCost: report?.forecastCost ?? project.forecastCost,
    toleranceDays: project.toleranceDays ?? defaults.days,
    toleranceCost: project.toleranceCost ?? defaults.cost,
    milestones: [...milestones]
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.milestoneKey < b.milestoneKey ? -1 : 1))
      .map(({ title, baselineDate, forecastDate, actualDate, gate }) => ({
        title,
        baselineDate,
        forecastDate,
        actualDate,
        gate,
      })),
  }
  const computed = computedHealth(facts, defaults, asOf)
  return {
    number: project.number,
    title: project.title,
    programme: project.programme,
    phase: project.phase,
    lifecycle: project.lifecycle,
    priority: project.priority,
    projectManager: project.projectManager,
    sponsor: project.sponsor,
    startDate: project.startDate,
    committedCost: project.committedCost,
    paidCost: project.paidCost,
    ...facts,
    published: report?.overall ?? null,
    declared: report?.overall ?? null,
    computed: computed.health,
    trend: report?.trend ?? null,
    findings: computed.findings.map((finding) =>
      finding.axis === 'milestones' ? { ...finding, late: [...finding.late] } : finding,
    ),
    previous: before ? previousOf(before, project.number) : null,
    ...narrativeOf(report),
    exceptions: exceptions.map(({ exceptionKey, tolerance, openedAt, deviation, allowed, cause }) => ({
      key: exceptionKey,
      tolerance,
      openedAt,
      deviation,
      allowed,
      cause,
    })),
    history: shown.map((each) => {
      const value = each.healths.get(project.number)
      return value === undefined ? 'notDue' : value
    }),
  }
}

const previousOf = ({ cycle, reports }: CycleHealths, number: string): SnapshotProject['previous'] => {
  const report = reports.get(number)
  return {
    cycle: cycle.code,
    title: cycle.title,
    health: report?.overall ?? null,
    trend: report?.trend ?? null,
    forecastEnd: report?.forecastEnd ?? null,
    forecastCost: report?.forecastCost ?? null,
    percentComplete: report?.percentComplete ?? null,
  }
}

const narrativeOf = (report: Report | undefined) => ({
  percentComplete: report?.percentComplete ?? null,
  comment: report?.comment ?? null,
  achieved: report?.achieved ?? null,
  next: report?.next ?? null,
  issues: report?.issues ?? null,
  decisionsRequested: report?.decisionsRequested ?? null,
  answeredAt: report?.answeredAt ?? null,
  answeredBy: report?.answeredBy ?? null,
})
