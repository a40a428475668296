import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { isoSeconds, localDay, localInstant } from '../../calendar/business-days'
import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import { calendarIn, settingsOf } from '../../settings/settings'
import { openCycleOf } from '../project-facts'
import type { CycleRefusal } from '../refusals'
import { isPossibleCutOff } from '../rules/cycle-calendar'
import { aloneOnCycles } from './cycle-lock'
import { refreshSoon } from './refresh-questions'

/** Business days that a reopened cycle stays open when nothing else is said and its cut-off has passed. */
const REOPENED_DAYS = 2

/**
 * Opens a closed or published cycle again, with the cut-off given, or its own when still to come, or two business days from
 * now. Answers are kept, nobody is asked twice; what was published stays as it is, and publishing again makes a new version.
 */
export const reopenCycle = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string /** UTC ISO 8601. */; readonly cutOff?: string },
): Promise<{ readonly ok: true; readonly cutOff: string } | CycleRefusal> => {
  if (!may(actor, 'cycle.reopen')) return { ok: false, reason: 'forbidden' }
  return aloneOnCycles(ctx, () => reopenAlone(ctx, actor, input))
}

const reopenAlone = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string /** UTC ISO 8601. */; readonly cutOff?: string },
): Promise<{ readonly ok: true; readonly cutOff: string } | CycleRefusal> => {
  const cycle = ctx.lists.find(StatusCycles, input.code)
  if (!cycle) return { ok: false, reason: 'unknown-cycle' }
  if (cycle.state === 'open') return { ok: false, reason: 'cycle-not-closed' }
  const open = openCycleOf(ctx)
  if (open) return { ok: false, reason: 'cycle-already-open', code: open.code }
  const now = ctx.clock.now()
  const cutOff = input.cutOff === undefined ? defaultCutOff(ctx, cycle.cutOff, now) : new Date(input.cutOff)
  if (!isPossibleCutOff(cutOff, now)) return { ok: false, reason: 'invalid-cut-off' }
  const values = { state: 'open', cutOff: isoSeconds(cutOff), closedAt: null } as const
  await ctx.outbox.put([{ list: StatusCycles, key: cycle.code, values }])
  await ctx.audit.append(actor, 'cycle.reopen', cycle.code, { before: cycle.state, cutOff: values.cutOff })
  refreshSoon(ctx, cycle.code)
  return { ok: true, cutOff: values.cutOff }
}

const defaultCutOff = (ctx: Context, present: string | null, now: Date): Date => {
  if (present !== null && new Date(present) > now) return new Date(present)
  const settings = settingsOf(ctx)
  const day = calendarIn(settings).addBusinessDays(localDay(now), REOPENED_DAYS)
  return localInstant(day, settings.recurrence.cutOffTime)
}
