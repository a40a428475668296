import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import type { CycleRefusal } from '../refusals'
import { isPossibleCutOff } from '../rules/cycle-calendar'
import { aloneOnCycles } from './cycle-lock'
import { refreshSoon } from './refresh-questions'

/** Moves the cut-off of an open cycle later. Cards show the new one; reminders and escalation count from it anew. */
export const extendCycle = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string /** UTC ISO 8601. */; readonly cutOff: string },
): Promise<{ readonly ok: true } | CycleRefusal> => {
  if (!may(actor, 'cycle.extend')) return { ok: false, reason: 'forbidden' }
  return aloneOnCycles(ctx, () => extendAlone(ctx, actor, input))
}

const extendAlone = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string /** UTC ISO 8601. */; readonly cutOff: string },
): Promise<{ readonly ok: true } | CycleRefusal> => {
  const cycle = ctx.lists.find(StatusCycles, input.code)
  if (!cycle) return { ok: false, reason: 'unknown-cycle' }
  if (cycle.state !== 'open') return { ok: false, reason: 'cycle-not-open' }
  const cutOff = new Date(input.cutOff)
  if (!isPossibleCutOff(cutOff, ctx.clock.now())) return { ok: false, reason: 'invalid-cut-off' }
  if (cycle.cutOff !== null && cutOff <= new Date(cycle.cutOff))
    return { ok: false, reason: 'cut-off-not-later', cutOff: cycle.cutOff }
  const values = { cutOff: isoSeconds(cutOff) }
  await ctx.outbox.put([{ list: StatusCycles, key: cycle.code, values }])
  await ctx.audit.append(actor, 'cycle.extend', cycle.code, { before: cycle.cutOff, after: values.cutOff })
  refreshSoon(ctx, cycle.code)
  return { ok: true }
}
