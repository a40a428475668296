import { daysBetween } from '../../status/health'
import { changesOf } from '../pack/changes-page'
import { breaksTolerance, byGravity, findingOn, isException } from '../pack/concern'
import type { Wording } from '../pack/wording'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { type Definition, identity, localTime, ratio, type Sheet, sheet } from './sheet'

/** Projects whose health, end or cost moved since their last report, worst first. */
export const changesSheet = (snapshot: Snapshot, wording: Wording): Sheet => {
  const { t } = wording
  const { worse, better, silent } = changesOf(snapshot.projects)
  const kindOf = (project: SnapshotProject): string => {
    if (worse.includes(project)) return t('reports:sheet.worse')
    if (better.includes(project)) return t('reports:sheet.better')
    return t(silent.includes(project) ? 'reports:sheet.silent' : 'reports:sheet.moved')
  }
  const moved = ({ published, previous, forecastEnd, forecastCost }: SnapshotProject): boolean =>
    previous === null ||
    previous.health !== published ||
    previous.forecastEnd !== forecastEnd ||
    previous.forecastCost !== forecastCost
  const difference = (now: number | null, before: number | null | undefined): number | null =>
    now === null || before === null || before === undefined ? null : now - before
  const columns: readonly Definition<SnapshotProject>[] = [
    ...identity(snapshot, wording),
    { title: t('reports:sheet.change'), kind: 'text', width: 18, value: kindOf },
    { title: t('reports:sheet.since'), kind: 'text', width: 19, value: (p) => p.previous?.cycle ?? null },
    {
      title: t('reports:sheet.previous'),
      kind: 'health',
      width: 15,
      value: (p) => (p.previous ? wording.health(p.previous.health) : null),
    },
    { title: t('reports:sheet.published'), kind: 'health', width: 14, value: (p) => wording.health(p.published) },
    { title: t('reports:sheet.endBefore'), kind: 'date', width: 17, value: (p) => p.previous?.forecastEnd ?? null },
    { title: t('reports:sheet.endNow'), kind: 'date', width: 21, value: (p) => p.forecastEnd },
    {
      title: t('reports:sheet.endShift'),
      kind: 'number',
      width: 18,
      value: (p) =>
        p.previous?.forecastEnd && p.forecastEnd ? daysBetween(p.previous.forecastEnd, p.forecastEnd) : null,
    },
    { title: t('reports:sheet.costBefore'), kind: 'money', width: 17, value: (p) => p.previous?.forecastCost ?? null },
    { title: t('reports:sheet.costNow'), kind: 'money', width: 21, value: (p) => p.forecastCost },
    {
      title: t('reports:sheet.costShift'),
      kind: 'money',
      width: 17,
      value: (p) => difference(p.forecastCost, p.previous?.forecastCost),
    },
    {
      title: t('reports:sheet.progressBefore'),
      kind: 'percent',
      width: 17,
      value: (p) => ratio(p.previous?.percentComplete),
    },
    { title: t('reports:sheet.progressNow'), kind: 'percent', width: 21, value: (p) => ratio(p.percentComplete) },
    { title: t('reports:sheet.comment'), kind: 'longText', width: 46, value: (p) => p.comment },
  ]
  return sheet(t('reports:sheet.changes'), 2, columns, snapshot.projects.filter(moved).sort(byGravity))
}

interface ExceptionRow {
  readonly project: SnapshotProject
  readonly exception: SnapshotProject['exceptions'][number] | null
}

/** Open exception reports, and projects that declare themselves red. */
export const exceptionsSheet = (snapshot: Snapshot, wording: Wording): Sheet => {
  const { t } = wording
  const rows = snapshot.projects
    .filter((project) => isException(project) || project.exceptions.length > 0)
    .sort(byGravity)
    .flatMap((project): ExceptionRow[] =>
      project.exceptions.length > 0
        ? project.exceptions.map((exception) => ({ project, exception }))
        : [{ project, exception: null }],
    )
  const toleranceOf = ({ project, exception }: ExceptionRow): string | null => {
    if (exception) return t(exception.tolerance === 'time' ? 'reports:sheet.time' : 'reports:sheet.costTolerance')
    if (!breaksTolerance(project)) return null
    return t(findingOn(project, 'schedule')?.health === 'red' ? 'reports:sheet.time' : 'reports:sheet.costTolerance')
  }
  const columns: readonly Definition<ExceptionRow>[] = [
    ...identity(snapshot, wording).map((column) => ({
      ...column,
      value: ({ project }: ExceptionRow) => column.value(project),
    })),
    {
      title: t('reports:sheet.published'),
      kind: 'health',
      width: 14,
      value: ({ project }) => wording.health(project.published),
    },
    {
      title: t('reports:sheet.computed'),
      kind: 'health',
      width: 14,
      value: ({ project }) => (project.computed ? wording.health(project.computed) : null),
    },
    { title: t('reports:sheet.tolerance'), kind: 'text', width: 15, value: toleranceOf },
    {
      title: t('reports:sheet.openedAt'),
      kind: 'dateTime',
      width: 17,
      value: ({ exception }) => localTime(exception?.openedAt ?? null),
    },
    {
      title: t('reports:sheet.deviation'),
      kind: 'number',
      width: 19,
      value: ({ exception }) => exception?.deviation ?? null,
    },
    {
      title: t('reports:sheet.allowed'),
      kind: 'number',
      width: 10,
      value: ({ exception }) => exception?.allowed ?? null,
    },
    {
      title: t('reports:sheet.slip'),
      kind: 'number',
      width: 13,
      value: ({ project }) => findingOn(project, 'schedule')?.deviation ?? null,
    },
    {
      title: t('reports:sheet.costDeviation'),
      kind: 'percent',
      width: 13,
      value: ({ project }) => ratio(findingOn(project, 'cost')?.deviation),
    },
    {
      title: t('reports:sheet.cause'),
      kind: 'longText',
      width: 60,
      value: ({ project, exception }) => exception?.cause ?? project.comment,
    },
  ]
  return sheet(t('reports:sheet.exceptions'), 2, columns, rows)
}
