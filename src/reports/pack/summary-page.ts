import type { CoverPage, DecisionLine, ProjectLine, SummaryPage } from '../pack-view'
import type { Counts, Snapshot, SnapshotProject } from '../snapshot'
import { byGravity, findingOn, isConcern, PROJECT_PAGES_MOST, worseInside } from './concern'
import type { RequestedDecision } from './decisions'
import type { Wording } from './wording'

/** Rows that fit beside the chart, and decisions below it. */
const EXCEPTIONS_SHOWN = 6
const DECISIONS_SHOWN = 4

const total = (counts: Counts): number => counts.green + counts.amber + counts.red + counts.none

const redClause = (snapshot: Snapshot, wording: Wording): string => {
  const { t, spell } = wording
  const { red, amber, none } = snapshot.counts
  if (red === 0) {
    if (amber > 0) return t('reports:summary.noRedAmber', { count: amber, number: spell(amber) })
    return none === 0 ? t('reports:summary.allGreen') : t('reports:summary.noRed')
  }
  const priority = snapshot.projects.filter((project) => project.published === 'red' && project.priority).length
  if (priority === red) return t('reports:summary.redAllPriority', { count: red, number: spell(red) })
  const clause = t('reports:summary.red', { count: red, number: spell(red) })
  if (priority === 0) return clause
  return t('reports:summary.redSomePriority', { red: clause, count: priority, number: spell(priority) })
}

/** The sentence that the pack and its announcement begin with: how many are red, how many decisions are asked. */
export const headline = (snapshot: Snapshot, decisions: number, wording: Wording): string => {
  const { t, spell } = wording
  const asked =
    decisions === 0
      ? t('reports:summary.noDecision')
      : t('reports:summary.decisions', { count: decisions, number: spell(decisions) })
  return wording.sentence(t('reports:join.clauses', { first: redClause(snapshot, wording), second: asked }))
}

/** The deviations of a project as tables show them. */
export const projectLine = (project: SnapshotProject, { format }: Wording): ProjectLine => {
  const schedule = findingOn(project, 'schedule')
  const cost = findingOn(project, 'cost')
  return {
    number: project.number,
    title: project.title,
    health: project.published,
    computed: worseInside(project),
    end: schedule ? format.signedDays(schedule.deviation) : null,
    endBroken: schedule?.health === 'red',
    cost: cost ? format.signedPercent(cost.deviation / 100) : null,
    costBroken: cost?.health === 'red',
  }
}

export const decisionLine = ({ project, request, consequence }: RequestedDecision, { t }: Wording): DecisionLine => ({
  number: project.number,
  title: project.title,
  request,
  heading: t('reports:decisions.line', { number: project.number, request }),
  consequence,
})

export const coverPage = (snapshot: Snapshot, decisions: number, wording: Wording): CoverPage => {
  const { t, format } = wording
  const { counts, cycle, version, reason, confidential } = snapshot
  return {
    kind: 'cover',
    kicker: t('reports:cover.kicker'),
    title: t('reports:cover.title', { cycle: cycle.title }),
    subtitle: headline(snapshot, decisions, wording),
    counts,
    lines: [
      ...(cycle.closedAt ? [t('reports:cover.cutOff', { at: format.dateTime(cycle.closedAt) })] : []),
      reason === null ? t('reports:cover.version', { version }) : t('reports:cover.versionReason', { version, reason }),
      ...(confidential > 0 ? [t('reports:summary.confidential', { count: confidential })] : []),
    ],
  }
}

export const summaryPage = (
  snapshot: Snapshot,
  decisions: readonly RequestedDecision[],
  wording: Wording,
): SummaryPage => {
  const { t } = wording
  const concerns = snapshot.projects.filter(isConcern).sort(byGravity)
  const rest = concerns.length - EXCEPTIONS_SHOWN
  const restOfDecisions = decisions.length - DECISIONS_SHOWN
  const notes = [
    ...(rest > 0 ? [t('reports:summary.more', { count: rest })] : []),
    concerns.length === 0 ? t('reports:summary.noException') : t('reports:summary.exceptionsNote'),
  ]
  return {
    kind: 'summary',
    kicker: t('reports:summary.kicker', { cycle: snapshot.cycle.title }),
    title: headline(snapshot, decisions.length, wording),
    chartTitle: t('reports:summary.chart', { count: total(snapshot.counts), cycles: snapshot.history.length }),
    history: snapshot.history.map(({ cycle, counts }) => ({ cycle, label: axisLabel(cycle), ...counts })),
    exceptionsTitle: t('reports:summary.exceptions'),
    exceptions: concerns.slice(0, EXCEPTIONS_SHOWN).map((project) => projectLine(project, wording)),
    exceptionsNote:
      concerns.length > PROJECT_PAGES_MOST
        ? t('reports:summary.moreThanPages', { rest, pages: PROJECT_PAGES_MOST })
        : notes.join(' '),
    decisionsTitle: t('reports:decisions.title'),
    decisions: decisions.slice(0, DECISIONS_SHOWN).map((decision) => decisionLine(decision, wording)),
    decisionsNote:
      decisions.length === 0
        ? t('reports:decisions.none')
        : restOfDecisions > 0
          ? t('reports:decisions.more', { count: restOfDecisions })
          : '',
  }
}

/** `2026-11` as 11/26; other codes as they are. */
const axisLabel = (code: string): string => {
  const month = /^\d{2}(\d{2})-(\d{2})$/.exec(code)
  return month ? `${month[2]}/${month[1]}` : code
}
