import type { Health } from '../../lists/codes'
import { daysBetween, worst } from '../../status/health'
import type { CostBar, KeyFigure, MilestoneLine, ProjectPage } from '../pack-view'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { findingOn, worseInside } from './concern'
import { decisionsOf } from './decisions'
import type { Wording } from './wording'

/** Milestones that fit in the timeline. */
const MILESTONES_SHOWN = 6

const findingClause = (project: SnapshotProject, { t, format }: Wording): string | null => {
  const schedule = findingOn(project, 'schedule')
  const cost = findingOn(project, 'cost')
  const late = findingOn(project, 'milestones')
  const passed = findingOn(project, 'endPassed')
  const percent = format.number(cost?.deviation ?? 0, 1)
  if (schedule?.health === 'red' && cost?.health === 'red')
    return t('reports:project.bothOver', { days: schedule.deviation, percent })
  const scheduleValues = { count: schedule?.deviation ?? 0, allowed: schedule?.allowed ?? 0 }
  const costValues = { percent, allowed: format.number(cost?.allowed ?? 0) }
  if (schedule?.health === 'red') return t('reports:project.scheduleOver', scheduleValues)
  if (cost?.health === 'red') return t('reports:project.costOver', costValues)
  if (schedule?.health === 'amber') return t('reports:project.scheduleNear', scheduleValues)
  if (cost?.health === 'amber') return t('reports:project.costNear', costValues)
  if (late) return t('reports:project.milestones', { count: late.late.length, title: late.late[0]?.title ?? '' })
  return passed ? t('reports:project.endPassed', { date: format.date(passed.forecastEnd) }) : null
}

/** The title of a project page: what dates and costs say, and how it differs from what is declared. */
const titleOf = (project: SnapshotProject, wording: Wording): string => {
  const { t } = wording
  const clause = findingClause(project, wording)
  const declared = wording.healthWithin(project.published)
  const said =
    clause === null
      ? t(project.computed === null ? 'reports:project.unknown' : 'reports:project.declaredOnly', { health: declared })
      : project.published === null
        ? t('reports:project.silent', { finding: clause })
        : worseInside(project)
          ? t('reports:project.outside', { declared, finding: clause })
          : clause
  return t('reports:project.sentence', { title: project.title, finding: said })
}

const kickerOf = (project: SnapshotProject, snapshot: Snapshot, { t }: Wording): string => {
  const programme = snapshot.programmes.find((each) => each.code === project.programme)?.title
  const manager = project.projectManager ? snapshot.people[project.projectManager] : undefined
  const values = {
    number: project.number,
    programme: programme ?? project.programme ?? t('reports:project.noProgramme'),
    phase: t(`reports:project.phase.${project.phase ?? 'unknown'}`),
  }
  return manager === undefined
    ? t('reports:project.kickerNoManager', values)
    : t('reports:project.kicker', { ...values, manager })
}

const healthFigure = (project: SnapshotProject, wording: Wording): KeyFigure => {
  const { t } = wording
  const inside = worseInside(project)
  const previous = project.previous
  return {
    label: t('reports:project.published'),
    value: wording.health(project.published),
    health: project.published,
    note: inside
      ? t('reports:project.noteComputed', { health: wording.healthWithin(inside) })
      : previous
        ? t('reports:project.notePrevious', { health: wording.healthWithin(previous.health), cycle: previous.title })
        : t('reports:project.noteFirst'),
  }
}

const trendFigure = (project: SnapshotProject, { t, locale }: Wording): KeyFigure => {
  const before = project.previous?.trend
  return {
    label: t('reports:project.trend'),
    value: project.trend ? t(`codes:trend.${project.trend}`) : t('reports:project.unknownValue'),
    note:
      project.previous && before
        ? t('reports:project.noteTrend', {
            trend: t(`codes:trend.${before}`).toLocaleLowerCase(locale),
            cycle: project.previous.title,
          })
        : '',
  }
}

const progressFigure = (project: SnapshotProject, { t }: Wording): KeyFigure => {
  const now = project.percentComplete
  const previous = project.previous
  const points = now !== null && previous?.percentComplete != null ? now - previous.percentComplete : null
  const note = (cycle: string, change: number): string =>
    change === 0
      ? t('reports:project.noteSame', { cycle })
      : t('reports:project.notePoints', {
          count: Math.abs(change),
          points: `${change > 0 ? '+' : '−'}${Math.abs(change)}`,
          cycle,
        })
  return {
    label: t('reports:project.progress'),
    value: now === null ? t('reports:project.unknownValue') : t('reports:project.percent', { percent: now }),
    note: points !== null && previous ? note(previous.title, points) : '',
  }
}

const figuresOf = (project: SnapshotProject, wording: Wording): KeyFigure[] => {
  const { t, format } = wording
  const cost = findingOn(project, 'cost')
  return [
    healthFigure(project, wording),
    trendFigure(project, wording),
    {
      label: t('reports:project.end'),
      value: project.forecastEnd ? format.date(project.forecastEnd) : t('reports:project.unknownValue'),
      note: project.baselineEnd
        ? t('reports:project.noteBaseline', { date: format.date(project.baselineEnd) })
        : t('reports:project.noteNoBaseline'),
    },
    {
      label: t('reports:project.cost'),
      value: project.forecastCost === null ? t('reports:project.unknownValue') : format.money(project.forecastCost),
      note: cost
        ? t('reports:project.noteCost', {
            percent: format.signedPercent(cost.deviation / 100),
            allowed: format.number(cost.allowed),
          })
        : t('reports:project.noteNoCost'),
    },
    progressFigure(project, wording),
  ]
}

type Milestone = SnapshotProject['milestones'][number]

const milestoneState = (milestone: Milestone, project: SnapshotProject, asOf: string): MilestoneLine['state'] => {
  if (milestone.actualDate) return 'done'
  const due = milestone.forecastDate ?? milestone.baselineDate
  if (due !== null && due < asOf) return 'late'
  const slip = slipOf(milestone)
  if (slip > project.toleranceDays) return 'broken'
  return slip > 0 ? 'slipping' : 'planned'
}

const slipOf = ({ baselineDate, forecastDate }: Milestone): number =>
  baselineDate && forecastDate ? daysBetween(baselineDate, forecastDate) : 0

const milestoneLabel = (milestone: Milestone, state: MilestoneLine['state'], { t, format }: Wording): string => {
  const day = milestone.actualDate ?? milestone.forecastDate ?? milestone.baselineDate
  if (day === null) return t('reports:project.noDate')
  const date = format.date(day)
  if (state === 'done') return t('reports:project.reached', { date })
  if (state === 'late') return t('reports:project.late', { date })
  const slip = slipOf(milestone)
  return slip === 0 ? date : t('reports:project.slip', { date, days: format.signedDays(slip) })
}

const milestonesOf = (project: SnapshotProject, asOf: string, wording: Wording): MilestoneLine[] => {
  // The open ones matter most: of the reached ones, the latest fill the places that remain.
  const open = project.milestones.filter((milestone) => milestone.actualDate === null).slice(0, MILESTONES_SHOWN)
  const places = MILESTONES_SHOWN - open.length
  const reached = project.milestones.filter((milestone) => milestone.actualDate !== null)
  const shown = new Set([...open, ...reached.slice(Math.max(0, reached.length - places))])
  return project.milestones
    .filter((milestone) => shown.has(milestone))
    .map((milestone) => {
      const state = milestoneState(milestone, project, asOf)
      return {
        title: milestone.title,
        baseline: milestone.baselineDate,
        forecast: milestone.actualDate ?? milestone.forecastDate,
        state,
        label: milestoneLabel(milestone, state, wording),
      }
    })
}

const costsOf = (project: SnapshotProject, { t, format }: Wording): CostBar[] => {
  const overrun = findingOn(project, 'cost')?.health
  const emphasis: Health | null = overrun && overrun !== 'green' ? overrun : null
  const bars = [
    { label: t('reports:project.approved'), amount: project.approvedCost, emphasis: null },
    { label: t('reports:project.committed'), amount: project.committedCost, emphasis: null },
    { label: t('reports:project.paid'), amount: project.paidCost, emphasis: null },
    { label: t('reports:project.forecast'), amount: project.forecastCost, emphasis },
  ]
  return bars.flatMap((bar) =>
    bar.amount === null ? [] : [{ ...bar, amount: bar.amount, text: format.money(bar.amount) }],
  )
}

/** One page per red or amber project: where it stands, why, what comes next, what is asked. */
export const projectPage = (project: SnapshotProject, snapshot: Snapshot, wording: Wording): ProjectPage => {
  const { t } = wording
  const milestones = milestonesOf(project, snapshot.asOf, wording)
  const hidden = project.milestones.length - milestones.length
  const costs = costsOf(project, wording)
  const decisions = decisionsOf([project])
  return {
    kind: 'project',
    number: project.number,
    health: worst([project.published, project.computed].filter((value) => value !== null)),
    kicker: kickerOf(project, snapshot, wording),
    title: titleOf(project, wording),
    figures: figuresOf(project, wording),
    milestonesTitle: t('reports:project.milestonesTitle'),
    milestones,
    milestonesNote:
      milestones.length === 0
        ? t('reports:project.noMilestone')
        : hidden > 0
          ? t('reports:project.moreMilestones', { count: hidden })
          : '',
    asOf: snapshot.asOf,
    costsTitle: t('reports:project.costsTitle'),
    costs,
    approvedCost: project.approvedCost,
    costsNote: t(costs.length === 0 ? 'reports:project.noCosts' : 'reports:project.costsNote'),
    columns: [
      {
        title: t('reports:project.cause'),
        text: project.comment ?? project.issues ?? t('reports:project.noCause'),
        strong: false,
      },
      { title: t('reports:project.next'), text: project.next ?? t('reports:project.noNext'), strong: false },
      {
        title: t('reports:project.decision'),
        text:
          decisions.map(({ request, consequence }) => [request, consequence].join(' ').trim()).join('\n') ||
          t('reports:project.noDecision'),
        strong: decisions.length > 0,
      },
    ],
  }
}
