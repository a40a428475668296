import type { Health } from '../../lists/codes'
import { severity, worst } from '../../status/health'
import type { SnapshotProject } from '../snapshot'

type FindingAxis = SnapshotProject['findings'][number]['axis']
type FindingOf<A extends FindingAxis> = Extract<SnapshotProject['findings'][number], { axis: A }>

/** The finding on one axis, or undefined when nothing is known on it. */
export const findingOn = <A extends FindingAxis>(project: SnapshotProject, axis: A): FindingOf<A> | undefined =>
  project.findings.find((finding): finding is FindingOf<A> => finding.axis === axis)

/** True when the forecast of the end or of the cost is outside its tolerance. */
export const breaksTolerance = (project: SnapshotProject): boolean =>
  project.findings.some((finding) => finding.health === 'red')

/** Dates and costs say worse than the manager, or say red of a project that did not answer. */
export const worseInside = (project: SnapshotProject): Health | null => {
  if (project.computed === null) return null
  if (project.declared === null) return project.computed === 'red' ? 'red' : null
  return severity(project.computed) > severity(project.declared) ? project.computed : null
}

/** Exception in the sense of PRINCE2: declared red, or a tolerance is forecast to be exceeded whatever is declared. */
export const isException = (project: SnapshotProject): boolean =>
  project.published === 'red' || breaksTolerance(project)

/** Has a page of its own in the pack: published red or amber, or an exception that is declared otherwise. */
export const isConcern = (project: SnapshotProject): boolean =>
  project.published === 'red' || project.published === 'amber' || isException(project)

/**
 * Pages of single projects in one pack, the worst first: nobody leafs through two thousand, and drawing them would take longer than a
 * file may take. The lists before them and the workbook leave nothing out.
 */
export const PROJECT_PAGES_MOST = 300

const gravity = (project: SnapshotProject): number => {
  const values = [project.published, project.computed].filter((value) => value !== null)
  return severity(worst(values) ?? 'green') * 10 + (project.published ? severity(project.published) : 0)
}

/** Worst first; among equals priority projects, then the longest slip, then the number. */
export const byGravity = (a: SnapshotProject, b: SnapshotProject): number =>
  gravity(b) - gravity(a) ||
  Number(b.priority) - Number(a.priority) ||
  (findingOn(b, 'schedule')?.deviation ?? 0) - (findingOn(a, 'schedule')?.deviation ?? 0) ||
  (a.number < b.number ? -1 : 1)
