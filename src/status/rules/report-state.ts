import type { Values } from '../../lists/kit/list'
import type { StatusCycles } from '../../lists/status-cycles'
import type { reportState, StatusReports } from '../../lists/status-reports'

type ReportState = (typeof reportState)[number]

/**
 * The state of a report as its readers know it: published once its cycle was published after it was answered. An answer changed
 * in a cycle that was opened again is submitted until the next version. Kept out of the row, because a write to every report of
 * every month would say what the row of the cycle says already (docs/decisions/0003).
 */
export const reportStateOf = (
  report: Pick<Values<typeof StatusReports>, 'state' | 'answeredAt'>,
  cycle: Pick<Values<typeof StatusCycles>, 'publishedAt'> | undefined,
): ReportState => {
  if (report.state !== 'submitted' || !cycle?.publishedAt) return report.state
  return report.answeredAt !== null && report.answeredAt > cycle.publishedAt ? 'submitted' : 'published'
}
