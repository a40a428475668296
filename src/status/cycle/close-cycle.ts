import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import { owedNumbers } from '../project-facts'
import type { CycleRefusal } from '../refusals'
import { rosterOf } from '../roster'
import { owedText } from '../rules/owed-reports'
import { aloneOnCycles } from './cycle-lock'
import { refreshSoon } from './refresh-questions'

export type CloseOutcome =
  | {
      readonly ok: true
      /** Already closed or published: nothing was done. */
      readonly changed: boolean
      readonly owed: number
      readonly answered: number
    }
  | CycleRefusal

/** Closes a cycle: no answer is taken any more, cards become read-only, the cycle can be published. Closing twice is harmless. */
export const closeCycle = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string },
): Promise<CloseOutcome> => {
  if (!may(actor, 'cycle.close')) return { ok: false, reason: 'forbidden' }
  return aloneOnCycles(ctx, () => closeAlone(ctx, actor, input))
}

const closeAlone = async (ctx: Context, actor: Actor, input: { readonly code: string }): Promise<CloseOutcome> => {
  const cycle = ctx.lists.find(StatusCycles, input.code)
  if (!cycle) return { ok: false, reason: 'unknown-cycle' }
  const now = ctx.clock.now()
  const answered = rosterOf(ctx, cycle, now).entries.filter((entry) => entry.report).length
  const owed = owedNumbers(ctx, cycle)
  const figures = { owed: owed.length, answered }
  if (cycle.state !== 'open') return { ok: true, changed: false, ...figures }
  // Fixed for good: a project that ends later owed its report all the same.
  const values = { state: 'closed', closedAt: isoSeconds(now), owed: owedText(owed) } as const
  await ctx.outbox.put([{ list: StatusCycles, key: cycle.code, values }])
  await ctx.audit.append(actor, 'cycle.close', cycle.code, figures)
  refreshSoon(ctx, cycle.code)
  return { ok: true, changed: true, ...figures }
}
