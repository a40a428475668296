import { severity } from '../../status/health'
import type { ChangeLine, ChangesPage } from '../pack-view'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { byGravity } from './concern'
import type { Wording } from './wording'

/** Lines of one group that fit on the page. */
const LINES = 5

/** What became of the health of the projects since the last report of each. Projects whose health stayed are in none. */
export interface Changes {
  readonly worse: readonly SnapshotProject[]
  readonly better: readonly SnapshotProject[]
  readonly silent: readonly SnapshotProject[]
}

const moved = (project: SnapshotProject): number =>
  project.published && project.previous?.health ? severity(project.published) - severity(project.previous.health) : 0

export const changesOf = (projects: readonly SnapshotProject[]): Changes => {
  const sorted = [...projects].sort(byGravity)
  return {
    worse: sorted.filter((project) => moved(project) > 0),
    better: sorted.filter((project) => moved(project) < 0),
    silent: sorted.filter((project) => project.published === null),
  }
}

const title = ({ worse, better, silent }: Changes, wording: Wording): string => {
  const { t, spell } = wording
  const clauses = {
    worse:
      worse.length === 0
        ? t('reports:changes.noWorse')
        : t('reports:changes.worse', { count: worse.length, number: spell(worse.length) }),
    better:
      better.length === 0
        ? t('reports:changes.noBetter')
        : t('reports:changes.better', { count: better.length, number: spell(better.length) }),
  }
  if (silent.length === 0) return wording.sentence(t('reports:changes.sentence', clauses))
  const without = t('reports:changes.silent', { count: silent.length, number: spell(silent.length) })
  return wording.sentence(t('reports:changes.sentenceSilent', { ...clauses, silent: without }))
}

const lineOf = (project: SnapshotProject, reason: string): ChangeLine => ({
  number: project.number,
  title: project.title,
  before: project.previous?.health ?? null,
  after: project.published,
  reason,
})

export const changesPage = (snapshot: Snapshot, wording: Wording): ChangesPage => {
  const { t } = wording
  const changes = changesOf(snapshot.projects)
  const previous = snapshot.history.at(-2)
  const group = (
    heading: string,
    projects: readonly SnapshotProject[],
    empty: string,
    reasonOf: (project: SnapshotProject) => string,
  ): ChangesPage['groups'][number] => ({
    title: projects.length > 0 ? `${heading} (${projects.length})` : heading,
    lines: projects.slice(0, LINES).map((project) => lineOf(project, reasonOf(project))),
    empty,
  })
  const hidden = [changes.worse, changes.better, changes.silent]
    .map((projects) => Math.max(0, projects.length - LINES))
    .reduce((sum, count) => sum + count, 0)
  return {
    kind: 'changes',
    kicker: previous ? t('reports:changes.kicker', { cycle: previous.title }) : t('reports:changes.kickerFirst'),
    title: title(changes, wording),
    groups: [
      group(
        t('reports:changes.groupWorse'),
        changes.worse,
        t('reports:changes.emptyWorse'),
        (project) => project.comment ?? t('reports:changes.noReason'),
      ),
      group(
        t('reports:changes.groupBetter'),
        changes.better,
        t('reports:changes.emptyBetter'),
        (project) => project.comment ?? project.achieved ?? t('reports:changes.noReason'),
      ),
      group(t('reports:changes.groupSilent'), changes.silent, t('reports:changes.emptySilent'), (project) =>
        project.previous
          ? t('reports:changes.lastAnswer', { cycle: project.previous.title })
          : t('reports:changes.neverAnswered'),
      ),
    ],
    note: [...(hidden > 0 ? [t('reports:changes.more', { count: hidden })] : []), t('reports:changes.note')].join(' '),
  }
}
