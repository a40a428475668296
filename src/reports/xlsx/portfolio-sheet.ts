import type { Health } from '../../lists/codes'
import { findingOn } from '../pack/concern'
import type { Wording } from '../pack/wording'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { type Definition, identity, localTime, name, ratio, type Sheet, sheet } from './sheet'

/** Every project with everything that was reported. */
export const portfolioSheet = (snapshot: Snapshot, wording: Wording): Sheet => {
  const { t } = wording
  const health = (value: Health | null): string => wording.health(value)
  const money = (title: string, value: (p: SnapshotProject) => number | null): Definition<SnapshotProject> => ({
    title,
    kind: 'money',
    width: 15,
    total: true,
    value,
  })
  const long = (title: string, value: (p: SnapshotProject) => string | null): Definition<SnapshotProject> => ({
    title,
    kind: 'longText',
    width: 46,
    value,
  })
  const columns: readonly Definition<SnapshotProject>[] = [
    ...identity(snapshot, wording),
    {
      title: t('reports:sheet.phase'),
      kind: 'text',
      width: 14,
      value: (p) => (p.phase ? t(`codes:phase.${p.phase}`) : null),
    },
    {
      title: t('reports:sheet.priority'),
      kind: 'text',
      width: 11,
      value: (p) => t(p.priority ? 'reports:sheet.yes' : 'reports:sheet.no'),
    },
    { title: t('reports:sheet.manager'), kind: 'text', width: 22, value: (p) => name(snapshot, p.projectManager) },
    { title: t('reports:sheet.sponsor'), kind: 'text', width: 24, value: (p) => name(snapshot, p.sponsor) },
    { title: t('reports:sheet.published'), kind: 'health', width: 14, value: (p) => health(p.published) },
    {
      title: t('reports:sheet.computed'),
      kind: 'health',
      width: 14,
      value: (p) => (p.computed ? health(p.computed) : null),
    },
    {
      title: t('reports:sheet.trend'),
      kind: 'trend',
      width: 16,
      value: (p) => (p.trend ? t(`codes:trend.${p.trend}`) : null),
    },
    {
      title: t('reports:sheet.previous'),
      kind: 'health',
      width: 15,
      value: (p) => (p.previous ? health(p.previous.health) : null),
    },
    { title: t('reports:sheet.progress'), kind: 'percent', width: 12, value: (p) => ratio(p.percentComplete) },
    { title: t('reports:sheet.start'), kind: 'date', width: 12, value: (p) => p.startDate },
    { title: t('reports:sheet.baselineEnd'), kind: 'date', width: 15, value: (p) => p.baselineEnd },
    { title: t('reports:sheet.forecastEnd'), kind: 'date', width: 12, value: (p) => p.forecastEnd },
    {
      title: t('reports:sheet.slip'),
      kind: 'number',
      width: 13,
      value: (p) => findingOn(p, 'schedule')?.deviation ?? null,
    },
    { title: t('reports:sheet.toleranceDays'), kind: 'number', width: 16, value: (p) => p.toleranceDays },
    money(t('reports:sheet.approved'), (p) => p.approvedCost),
    money(t('reports:sheet.committed'), (p) => p.committedCost),
    money(t('reports:sheet.paid'), (p) => p.paidCost),
    money(t('reports:sheet.forecast'), (p) => p.forecastCost),
    {
      title: t('reports:sheet.costDeviation'),
      kind: 'percent',
      width: 13,
      value: (p) => ratio(findingOn(p, 'cost')?.deviation),
    },
    { title: t('reports:sheet.toleranceCost'), kind: 'percent', width: 17, value: (p) => ratio(p.toleranceCost) },
    long(t('reports:sheet.comment'), (p) => p.comment),
    long(t('reports:sheet.achieved'), (p) => p.achieved),
    long(t('reports:sheet.next'), (p) => p.next),
    long(t('reports:sheet.issues'), (p) => p.issues),
    long(t('reports:sheet.decisions'), (p) => p.decisionsRequested),
    { title: t('reports:sheet.answeredBy'), kind: 'text', width: 22, value: (p) => name(snapshot, p.answeredBy) },
    { title: t('reports:sheet.answeredAt'), kind: 'dateTime', width: 17, value: (p) => localTime(p.answeredAt) },
  ]
  const firstLong = columns.findIndex((column) => column.kind === 'longText')
  return { ...sheet(t('reports:sheet.portfolio'), 2, columns, snapshot.projects), printed: firstLong }
}
