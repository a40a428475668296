import type { DecisionsPage, ExceptionsPage, PackPage, PackView } from '../pack-view'
import type { Snapshot, SnapshotProject } from '../snapshot'
import { changesPage } from './changes-page'
import { byGravity, isConcern, isException, PROJECT_PAGES_MOST } from './concern'
import { decisionsOf, type RequestedDecision } from './decisions'
import { localise } from './localise'
import { projectPage } from './project-page'
import { coverPage, decisionLine, headline, projectLine, summaryPage } from './summary-page'
import type { Wording } from './wording'

/** Rows that fit on one page. */
const EXCEPTIONS_PER_PAGE = 8
const DECISIONS_PER_PAGE = 6

const chunks = <T>(rows: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )

const exceptionsPages = (snapshot: Snapshot, wording: Wording): ExceptionsPage[] => {
  const { t, spell } = wording
  const cycle = snapshot.cycle.title
  const exceptions = snapshot.projects.filter(isException).sort(byGravity)
  const none = exceptions.length === 0
  const pages = chunks(exceptions, EXCEPTIONS_PER_PAGE)
  return pages.map((projects, index) => ({
    kind: 'exceptions',
    kicker:
      index === 0
        ? t('reports:exceptions.kicker', { cycle })
        : t('reports:exceptions.kickerPage', { cycle, page: index + 1, pages: pages.length }),
    title: none
      ? t('reports:exceptions.none')
      : wording.sentence(
          t('reports:exceptions.sentence', { count: exceptions.length, number: spell(exceptions.length) }),
        ),
    lines: projects.map((project) => ({
      ...projectLine(project, wording),
      manager: (project.projectManager && snapshot.people[project.projectManager]) || '',
      trend: project.trend,
      cause: causeOf(project),
    })),
    note: t(none ? 'reports:exceptions.noneNote' : 'reports:exceptions.note'),
  }))
}

const causeOf = (project: SnapshotProject): string =>
  project.comment ?? project.exceptions.find((exception) => exception.cause)?.cause ?? project.issues ?? ''

const decisionsPages = (
  snapshot: Snapshot,
  decisions: readonly RequestedDecision[],
  wording: Wording,
): DecisionsPage[] => {
  const { t, spell, sentence } = wording
  return chunks(decisions, DECISIONS_PER_PAGE).map((lines, index) => ({
    kind: 'decisions',
    kicker: t('reports:decisions.kicker', { cycle: snapshot.cycle.title }),
    title:
      decisions.length === 0
        ? sentence(t('reports:summary.noDecision'))
        : sentence(t('reports:decisions.sentence', { count: decisions.length, number: spell(decisions.length) })),
    first: index * DECISIONS_PER_PAGE + 1,
    lines: lines.map((decision) => decisionLine(decision, wording)),
    note: t(decisions.length === 0 ? 'reports:decisions.none' : 'reports:decisions.note'),
  }))
}

const requested = (snapshot: Snapshot): readonly RequestedDecision[] =>
  decisionsOf([...snapshot.projects].sort(byGravity))

/** The first sentence of the pack, for announcements. */
export const packHeadline = (snapshot: Snapshot, wording: Wording): string =>
  headline(snapshot, requested(snapshot).length, wording)

/**
 * Everything that the executive pack says, from the snapshot alone: cover, summary, what changed, exceptions, decisions, then
 * a page for each red or amber project, worst first, as far as pages go.
 */
export const executivePack = (stored: Snapshot, wording: Wording): PackView => {
  const snapshot = localise(stored, wording)
  const { t, format, locale } = wording
  const decisions = requested(snapshot)
  const pages: PackPage[] = [
    coverPage(snapshot, decisions.length, wording),
    summaryPage(snapshot, decisions, wording),
    changesPage(snapshot, wording),
    ...exceptionsPages(snapshot, wording),
    ...decisionsPages(snapshot, decisions, wording),
    ...snapshot.projects
      .filter(isConcern)
      .sort(byGravity)
      .slice(0, PROJECT_PAGES_MOST)
      .map((project) => projectPage(project, snapshot, wording)),
  ]
  return {
    locale,
    title: t('reports:cover.title', { cycle: snapshot.cycle.title }),
    footer: {
      left: t('reports:footer.left', { cycle: snapshot.cycle.title }),
      right: t('reports:footer.right', {
        at: format.dateTime(snapshot.generatedAt),
        code: snapshot.cycle.code,
        version: snapshot.version,
      }),
    },
    pages,
  }
}
