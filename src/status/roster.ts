import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Absences } from '../lists/absences'
import type { Row } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import { type CycleRow, isAnswered, owedNumbers, type ReportRow, reportKeyOf } from './project-facts'
import { type Absence, type OwedReport, respondentOf } from './rules/owed-reports'

/** One owed report of a cycle: the project, who is asked, and the answer when there is one. */
export interface RosterEntry {
  readonly project: Row<typeof Projects>
  readonly owed: OwedReport
  readonly report: ReportRow | undefined
}

/** The day whose absences decided who is asked: the day of the opening. */
export const questionDay = (cycle: Pick<CycleRow, 'openedAt'>, now: Date): string =>
  localDay(cycle.openedAt === null ? now : new Date(cycle.openedAt))

/**
 * Who is asked stays as it was on the day of the question, until that person is away themselves: then whoever stands in on
 * `today` takes over, so that a reminder never goes to an empty desk.
 */
const respondentNow = (
  project: Row<typeof Projects>,
  absences: readonly Absence[],
  asked: string,
  today: string,
): OwedReport => {
  const first = respondentOf(project, absences, asked)
  const away = absences.some(
    (absence) => absence.person === first.respondent && absence.firstDay <= today && today <= absence.lastDay,
  )
  return away ? respondentOf(project, absences, today) : first
}

/** The owed reports of a cycle in their order. */
export const rosterOf = (ctx: Pick<Context, 'lists'>, cycle: CycleRow, now: Date): readonly RosterEntry[] => {
  const absences = ctx.lists.all(Absences)
  const asked = questionDay(cycle, now)
  const today = localDay(now)
  return owedNumbers(ctx, cycle).flatMap((number) => {
    const project = ctx.lists.find(Projects, number)
    if (!project) return []
    const row = ctx.lists.find(StatusReports, reportKeyOf(cycle.code, number))
    const report = isAnswered(row) ? row : undefined
    return [{ project, owed: respondentNow(project, absences, asked, today), report }]
  })
}

/** Can answers be given now: the cycle is open and its cut-off has not passed? */
export const isAccepting = (cycle: Pick<CycleRow, 'state' | 'cutOff'>, now: Date): boolean =>
  cycle.state === 'open' && (cycle.cutOff === null || now < new Date(cycle.cutOff))
