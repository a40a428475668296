import { daysBetween } from '../../status/health'
import type { Wording } from '../pack/wording'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { type Definition, identity, type Sheet, sheet } from './sheet'

interface MilestoneRow {
  readonly project: SnapshotProject
  readonly milestone: SnapshotProject['milestones'][number]
}

/** Every milestone of every project. */
export const milestonesSheet = (snapshot: Snapshot, wording: Wording): Sheet => {
  const { t } = wording
  const rows = snapshot.projects.flatMap((project) =>
    project.milestones.map((milestone): MilestoneRow => ({ project, milestone })),
  )
  const stateOf = ({ milestone }: MilestoneRow): string => {
    const due = milestone.forecastDate ?? milestone.baselineDate
    if (milestone.actualDate) return t('reports:sheet.stateDone')
    if (due === null) return t('reports:sheet.stateUndated')
    return t(due < snapshot.asOf ? 'reports:sheet.stateLate' : 'reports:sheet.statePlanned')
  }
  const slipOf = ({ milestone }: MilestoneRow): number | null => {
    const now = milestone.actualDate ?? milestone.forecastDate
    return milestone.baselineDate && now ? daysBetween(milestone.baselineDate, now) : null
  }
  const columns: readonly Definition<MilestoneRow>[] = [
    ...identity(snapshot, wording).map((column) => ({
      ...column,
      value: ({ project }: MilestoneRow) => column.value(project),
    })),
    { title: t('reports:sheet.milestone'), kind: 'text', width: 34, value: ({ milestone }) => milestone.title },
    {
      title: t('reports:sheet.gate'),
      kind: 'text',
      width: 12,
      value: ({ milestone }) => t(milestone.gate ? 'reports:sheet.yes' : 'reports:sheet.no'),
    },
    { title: t('reports:sheet.baseline'), kind: 'date', width: 12, value: ({ milestone }) => milestone.baselineDate },
    { title: t('reports:sheet.forecast'), kind: 'date', width: 12, value: ({ milestone }) => milestone.forecastDate },
    { title: t('reports:sheet.actual'), kind: 'date', width: 12, value: ({ milestone }) => milestone.actualDate },
    { title: t('reports:sheet.slip'), kind: 'number', width: 13, value: slipOf },
    { title: t('reports:sheet.state'), kind: 'text', width: 12, value: stateOf },
  ]
  return sheet(t('reports:sheet.milestones'), 2, columns, rows)
}

/** Published health of every project over the last cycles. */
export const historySheet = (snapshot: Snapshot, wording: Wording): Sheet => {
  const { t } = wording
  const columns: readonly Definition<SnapshotProject>[] = [
    ...identity(snapshot, wording),
    ...snapshot.history.map(
      ({ cycle }, index): Definition<SnapshotProject> => ({
        title: cycle,
        kind: 'health',
        width: 13,
        value: (project) => {
          const value = project.history[index] ?? null
          return value === 'notDue' ? t('reports:sheet.notDue') : wording.health(value)
        },
      }),
    ),
  ]
  return sheet(t('reports:sheet.history'), 3, columns, snapshot.projects)
}
