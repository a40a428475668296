import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { Refused } from '../../../ports/calendars'
import type { Step } from '../../../ports/plans'
import type { Meeting } from '../../meetings/find-meeting'

/** The meeting was opened, held or cancelled, or its hour had come, before the turn of the step. */
export const BEGUN = { ok: false, reason: 'begun' } as const

/** What became of a step, and what is to be done for the meeting next. */
export interface StepEnd {
  readonly step: Step
  readonly end: { readonly ok: true; readonly next?: 'equip' } | Refused | typeof BEGUN
}

/** A meeting that has begun, or was cancelled, is convened, moved and cancelled no more. Nobody opens it meanwhile: see `run-convening`. */
export const hasBegun = (ctx: Pick<Context, 'lists' | 'clock'>, meeting: string): boolean => {
  const row = ctx.lists.find(Meetings, meeting)
  if (!row) return false
  const isDue = row.startsAt !== null && row.startsAt <= isoSeconds(ctx.clock.now())
  return row.state === 'open' || row.state === 'held' || row.state === 'cancelled' || isDue
}

/**
 * Steps with what there is still to do for their meeting as its row stands now: another step may have moved or cancelled it. Steps for
 * which `workOf` finds nothing are at their end.
 */
export const openSteps = async <W>(
  ctx: Context,
  steps: readonly Step[],
  workOf: (step: Step, row: Meeting) => W | null,
): Promise<{
  readonly open: readonly { readonly step: Step; readonly work: W }[]
  readonly ended: readonly StepEnd[]
}> => {
  // Other copies may have put what this one has not heard of.
  await ctx.outbox.catchUp([{ list: Meetings.name, keys: steps.map(({ meeting }) => meeting) }])
  const open: { step: Step; work: W }[] = []
  const ended: StepEnd[] = []
  for (const step of steps) {
    const row = ctx.lists.find(Meetings, step.meeting)
    const work = row === undefined ? null : workOf(step, row)
    if (work === null) ended.push({ step, end: { ok: true } })
    else open.push({ step, work })
  }
  return { open, ended }
}
