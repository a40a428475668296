import { localDay } from '../../calendar/business-days'
import { holidaysOf } from '../../calendar/holidays'
import { syncPlanner } from '../../committees/actions/planner/sync-planner'
import { remindOwners } from '../../committees/actions/remind-owners'
import { runAgendaClock } from '../../committees/agenda/agenda-clock'
import { warnOfQuorum } from '../../committees/agenda/expected/warn-quorum'
import { askApproval } from '../../committees/minutes/ask-approval'
import { learnAnswers } from '../../committees/planning/convene/learn-answers'
import { runConvening } from '../../committees/planning/convene/run-convening'
import { runSessionClock } from '../../committees/session/written/session-clock'
import type { Context } from '../../context'
import type { StoredInvokeLedger } from '../../jobs/invokes'
import type { StoredOutbox } from '../../jobs/outbox/outbox'
import type { Schedule } from '../../jobs/schedule'
import { announceAgain } from '../../reports/announce-again'
import { runLadder } from '../../status/cycle/run-ladder'
import type { ChangeNotifications } from './change-notifications'

/** Duplicates of an invoke come within seconds; older answers are read by nobody. */
const KEEP_INVOKES_DAYS = 1

/** What the service does by the clock. Times are the organisation's wall clock. */
export const recurringJobs = async (
  schedule: Schedule,
  ctx: Context,
  parts: {
    readonly invokes: StoredInvokeLedger
    readonly outbox: StoredOutbox
    readonly notifications: ChangeNotifications | null
  },
): Promise<void> => {
  const { invokes, outbox, notifications } = parts
  // The first minute asks for the rules of holidays, which take long to load: now, while nobody waits for an answer.
  holidaysOf(Number(localDay(ctx.clock.now()).slice(0, 4)))
  await schedule.every('status-ladder', '* * * * *', async () => {
    await runLadder(ctx)
  })
  await schedule.every('agendas', '* * * * *', async () => {
    await runAgendaClock(ctx)
  })
  await schedule.every('announcements', '* * * * *', async () => {
    await announceAgain(ctx)
  })
  await schedule.every('session-clock', '* * * * *', () => runSessionClock(ctx))
  await schedule.every('minutes', '*/5 * * * *', () => askApproval(ctx))
  await schedule.every('invitation-answers', '*/5 * * * *', async () => {
    await learnAnswers(ctx)
  })
  await schedule.every('expected-quorum', '*/5 * * * *', () => warnOfQuorum(ctx))
  await schedule.every('convening', '* * * * *', async () => {
    await runConvening(ctx)
  })
  await schedule.every('action-reminders', '*/5 * * * *', async () => {
    await remindOwners(ctx)
  })
  const outsiders = new Set<string>()
  await schedule.every('planner', '*/10 * * * *', async () => {
    await syncPlanner(ctx, outsiders)
  })
  if (notifications) await schedule.every('change-subscriptions', '7 * * * *', () => notifications.keep())
  await schedule.every('housekeeping', '15 3 * * *', async () => {
    const forgotten = await invokes.prune(KEEP_INVOKES_DAYS)
    const refused = await outbox.refused()
    if (refused.length > 0)
      ctx.log.error({ refused }, 'rows that SharePoint refuses wait for somebody to put them right')
    ctx.log.info({ forgotten }, 'housekeeping done')
  })
  await schedule.every('audit-check', '30 3 * * *', async () => {
    const position = await ctx.audit.firstBreak()
    if (position !== null) ctx.log.error({ position }, 'the audit log has been changed')
  })
}
