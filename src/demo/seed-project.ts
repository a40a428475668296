import type { DateTime } from 'luxon'
import { BudgetLines } from '../lists/budget-lines'
import type { Health, Trend } from '../lists/codes'
import { ExceptionReports } from '../lists/exception-reports'
import { Milestones } from '../lists/milestones'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import type { OutboxWrite } from '../ports/outbox'
import { computedHealth, severity } from '../status/health'
import { addDays, between, isoDate, isoInstant, monthStart } from './dates'
import { latestNarratives, narrativeOf } from './narratives'
import type { DemoProject } from './organisation'
import { randomOf } from './random'
import { declaredHealth, storyPoint } from './stories'

export interface PastCycle {
  readonly code: string
  readonly title: string
  readonly openedAt: DateTime
  readonly cutOff: DateTime
}

interface ProjectPeople {
  readonly manager: string
  readonly delegate: string
  readonly sponsor: string
}

interface Frame {
  readonly project: DemoProject
  readonly startDate: string
  readonly baselineEnd: string
  readonly approved: number
  readonly toleranceDays: number
  readonly toleranceCost: number
  readonly today: string
}

interface PastReport {
  readonly cycle: PastCycle
  readonly declared: Health
  readonly forecastEnd: string
  readonly forecastCost: number
  readonly write: OutboxWrite<typeof StatusReports>
}

const DEFAULT_TOLERANCES = { days: 30, cost: 10 }
/** Projects that carry a tighter tolerance than the organisation's default. */
const tightCost: Readonly<Record<string, number>> = { 'P-008': 5, 'P-003': 8 }
const restricted: ReadonlySet<string> = new Set(['P-012', 'P-043', 'P-056'])

/** Everything the demo says of one project: the project, its milestones, budget, past reports and open exceptions. */
export const projectWrites = (
  project: DemoProject,
  cycles: readonly PastCycle[],
  today: string,
  people: ProjectPeople,
): OutboxWrite[] => {
  const frame: Frame = {
    project,
    startDate: isoDate(monthStart(today, project.startMonth)),
    baselineEnd: isoDate(monthStart(today, project.endMonth + 1).minus({ days: 1 })),
    approved: project.approved * 1000,
    toleranceDays: DEFAULT_TOLERANCES.days,
    toleranceCost: tightCost[project.number] ?? DEFAULT_TOLERANCES.cost,
    today,
  }
  const reports = pastReports(frame, cycles, people.manager)
  return [
    projectWrite(frame, reports, people),
    ...milestoneWrites(frame),
    ...budgetWrites(frame),
    ...reports.map((report) => report.write),
    ...exceptionWrites(frame, reports),
  ]
}

const pastReports = (frame: Frame, cycles: readonly PastCycle[], manager: string): PastReport[] => {
  const { project } = frame
  const random = randomOf(project.number)
  const reports: PastReport[] = []
  cycles.forEach((cycle, index) => {
    const point = storyPoint(project.story, project.slip, project.cost, index, cycles.length)
    const chance = random()
    if (!point.answered || isoDate(cycle.openedAt) <= frame.startDate) return
    const previous = reports.at(-1)
    const forecastEnd = addDays(frame.baselineEnd, point.slip)
    const forecastCost = Math.round((frame.approved * (1 + point.cost / 100)) / 1000) * 1000
    const computed = computedHealth(
      { ...frame, forecastEnd, approvedCost: frame.approved, forecastCost, milestones: [] },
      DEFAULT_TOLERANCES,
      isoDate(cycle.cutOff),
    ).health
    const used = Math.max(point.slip / frame.toleranceDays, point.cost / frame.toleranceCost)
    const declared = declaredHealth(project.story, computed ?? 'green', used, previous?.declared ?? null, chance)
    const isLatest = index === cycles.length - 1
    const narrative = { ...narrativeOf(declared, random), ...(isLatest ? latestNarratives[project.number] : {}) }
    const key = `${cycle.code}:${project.number}`
    const openDays = cycle.cutOff.diff(cycle.openedAt, 'minutes').minutes
    reports.push({
      cycle,
      declared,
      forecastEnd,
      forecastCost,
      write: {
        list: StatusReports,
        key,
        values: {
          reportKey: key,
          cycle: cycle.code,
          project: project.number,
          state: 'submitted',
          overall: declared,
          schedule: axisHealth(declared, point.slip > 0),
          cost: axisHealth(declared, point.cost > 5),
          scope: 'green',
          risk: declared === 'red' ? 'amber' : 'green',
          resources: chance > 0.8 ? 'amber' : 'green',
          benefits: 'green',
          trend: trendOf(previous?.declared ?? null, declared),
          ...narrative,
          forecastEnd,
          forecastCost,
          percentComplete: Math.round(100 * elapsed(frame.startDate, forecastEnd, isoDate(cycle.cutOff))),
          computedHealth: computed,
          answeredBy: manager,
          answeredAt: isoInstant(cycle.openedAt.plus({ minutes: Math.round(openDays * random()) })),
        },
      },
    })
  })
  return reports
}

const axisHealth = (declared: Health, concerned: boolean): Health => (concerned ? declared : 'green')

const trendOf = (before: Health | null, now: Health): Trend => {
  if (before === null || severity(before) === severity(now)) return 'stable'
  return severity(now) > severity(before) ? 'worsening' : 'improving'
}

const elapsed = (from: string, to: string, at: string): number => {
  const span = Date.parse(to) - Date.parse(from)
  return span <= 0 ? 0 : Math.min(0.99, Math.max(0.01, (Date.parse(at) - Date.parse(from)) / span))
}

const projectWrite = (
  frame: Frame,
  reports: readonly PastReport[],
  people: ProjectPeople,
): OutboxWrite<typeof Projects> => {
  const { project } = frame
  const latest = reports.at(-1)
  const spent = elapsed(frame.startDate, latest?.forecastEnd ?? frame.baselineEnd, frame.today)
  return {
    list: Projects,
    key: project.number,
    values: {
      number: project.number,
      title: project.title,
      programme: project.programme,
      phase: project.phase,
      lifecycle: project.phase === 'closure' ? 'closing' : 'active',
      priority: project.priority,
      sponsor: people.sponsor,
      projectManager: people.manager,
      delegate: people.delegate,
      businessOwner: people.sponsor,
      profile: project.approved >= 1000 ? 'full' : project.approved >= 250 ? 'standard' : 'light',
      method: project.programme === 'DON' ? 'agile' : project.approved >= 1000 ? 'prince2' : 'hybrid',
      startDate: frame.startDate,
      baselineEnd: frame.baselineEnd,
      forecastEnd: latest?.forecastEnd ?? frame.baselineEnd,
      approvedCost: frame.approved,
      committedCost: Math.round((frame.approved * Math.min(0.95, spent * 1.15)) / 1000) * 1000,
      paidCost: Math.round((frame.approved * spent * 0.8) / 1000) * 1000,
      forecastCost: latest?.forecastCost ?? frame.approved,
      toleranceDays: frame.toleranceDays,
      toleranceCost: frame.toleranceCost,
      confidentiality: restricted.has(project.number) ? 'restricted' : 'internal',
      publishedHealth: latest?.declared ?? null,
      publishedOn: latest ? isoDate(latest.cycle.cutOff) : null,
    },
  }
}

const milestoneTitles = [
  ['Dossier d’affaires approuvé', 0.08],
  ['Cahier des charges validé', 0.3],
  ['Recette fonctionnelle', 0.68],
  ['Migration à blanc', 0.84],
  ['Mise en production', 1],
] as const

/** Ranks of the milestones at which a body decides whether the project goes on. */
const gates: Readonly<Record<string, readonly number[]>> = {
  'P-005': [3, 5],
  'P-021': [3, 5],
  'P-040': [2, 5],
  // As the investment committee asked.
  'P-046': [2, 3, 5],
}

const milestoneWrites = (frame: Frame): OutboxWrite<typeof Milestones>[] => {
  const { project, today } = frame
  const drifts = project.slip > 20
  const rows = milestoneTitles.map(([title, share]) => {
    const baselineDate = between(frame.startDate, frame.baselineEnd, share)
    return { title, baselineDate, forecastDate: addDays(baselineDate, Math.round(project.slip * share ** 3)) }
  })
  const lastPast = rows.findLastIndex((row) => row.forecastDate < today)
  return rows.map((row, index) => ({
    list: Milestones,
    key: `${project.number}:${index + 1}`,
    values: {
      milestoneKey: `${project.number}:${index + 1}`,
      project: project.number,
      title: row.title,
      rank: index + 1,
      gate: gates[project.number]?.includes(index + 1) ?? false,
      baselineDate: row.baselineDate,
      forecastDate: row.forecastDate,
      // A project that drifts has not reached the milestone that was due last, beyond the approval of its business case.
      actualDate: row.forecastDate < today && !(drifts && index > 0 && index === lastPast) ? row.forecastDate : null,
    },
  }))
}

const budgetWrites = (frame: Frame): OutboxWrite<typeof BudgetLines>[] => {
  const { project, today } = frame
  const first = Number(frame.startDate.slice(0, 4))
  const last = Number(frame.baselineEnd.slice(0, 4))
  const thisYear = Number(today.slice(0, 4))
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index
    const from = year === first ? frame.startDate : `${year}-01-01`
    const to = year === last ? frame.baselineEnd : `${year}-12-31`
    const share = (Date.parse(to) - Date.parse(from)) / (Date.parse(frame.baselineEnd) - Date.parse(frame.startDate))
    const approved = Math.round((frame.approved * share) / 1000) * 1000
    const done = year < thisYear ? 1 : year > thisYear ? 0 : elapsed(from, to, today)
    const key = `${project.number}:${year}:total`
    return {
      list: BudgetLines,
      key,
      values: {
        budgetKey: key,
        project: project.number,
        title: `Crédits ${year}`,
        year,
        approved,
        committed: Math.round((approved * Math.min(1, done * 1.1)) / 1000) * 1000,
        paid: Math.round((approved * done * 0.85) / 1000) * 1000,
        forecast: Math.round((approved * (1 + project.cost / 100)) / 1000) * 1000,
      },
    }
  })
}

const exceptionWrites = (frame: Frame, reports: readonly PastReport[]): OutboxWrite<typeof ExceptionReports>[] => {
  const { project } = frame
  const breaks = [
    { tolerance: 'time', allowed: frame.toleranceDays, of: (r: PastReport) => slipOf(frame, r) },
    {
      tolerance: 'cost',
      allowed: frame.toleranceCost,
      of: (r: PastReport) => rounded((r.forecastCost / frame.approved - 1) * 100),
    },
  ] as const
  return breaks.flatMap(({ tolerance, allowed, of }) => {
    const latest = reports.at(-1)
    if (!latest || of(latest) <= allowed) return []
    const firstOfRun = reports.findLastIndex((report) => of(report) <= allowed) + 1
    const opened = reports[firstOfRun] ?? latest
    const key = `${project.number}:${tolerance}:${opened.cycle.code}`
    return [
      {
        list: ExceptionReports,
        key,
        values: {
          exceptionKey: key,
          project: project.number,
          cycle: opened.cycle.code,
          tolerance,
          state: 'open' as const,
          openedAt: isoInstant(opened.cycle.cutOff),
          deviation: of(opened),
          allowed,
          cause: latestNarratives[project.number]?.comment ?? null,
        },
      },
    ]
  })
}

/** To a tenth, as the rule and the screens have it. */
const rounded = (percent: number): number => Math.round(percent * 10) / 10

const slipOf = (frame: Frame, report: PastReport): number =>
  Math.round((Date.parse(report.forecastEnd) - Date.parse(frame.baselineEnd)) / 86_400_000)
