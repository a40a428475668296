import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import { StatusReports } from '../../lists/status-reports'
import { reportKeyOf } from '../project-facts'

/** One lock for all cycles: at most one is open, so there is nothing to be gained by one lock each. */
const LOCK = 'cycles'

/**
 * For answers: many at a time, but one per report, and none while a cycle opens or closes; by the cycle and the report as the
 * last copy to change them left them.
 */
export const whileAnswering = <T>(ctx: Context, cycle: string, project: string, work: () => Promise<T>): Promise<T> => {
  const report = reportKeyOf(cycle, project)
  const answering = async (): Promise<T> => {
    await ctx.outbox.catchUp([
      { list: StatusCycles.name, keys: [cycle] },
      { list: StatusReports.name, keys: [report] },
    ])
    return work()
  }
  return ctx.locks.shared(LOCK, answering, `report ${report}`)
}

/** For opening, extending, closing, reopening and freezing: one copy at a time, with every answer that was accepted. */
export const aloneOnCycles = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive(LOCK, async () => {
    await ctx.outbox.catchUp()
    return work()
  })
