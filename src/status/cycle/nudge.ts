import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import type { Context } from '../../context'
import { StatusCycles } from '../../lists/status-cycles'
import type { NudgeOutcome } from '../cycle-view'
import { type CycleFacts, cycleFactsOf } from '../question-for'
import type { CycleRefusal } from '../refusals'
import { isAccepting } from '../roster'
import { byRespondent } from '../rules/owed-reports'
import { askPerson, remindPerson } from './ask-people'
import { inParallel, SENDING_WIDTH } from './deliver'

/** A second click within this time reminds nobody twice. */
const PAUSE_MS = 5 * 60_000

/**
 * Reminds, on somebody's command, these people or everybody who still owes an answer. People who have answered everything are
 * never disturbed; somebody whose question never arrived is asked instead.
 */
export const nudge = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string; readonly persons?: readonly string[] },
): Promise<({ readonly ok: true } & NudgeOutcome) | CycleRefusal> => {
  if (!may(actor, 'cycle.nudge')) return { ok: false, reason: 'forbidden' }
  await ctx.outbox.catchUp()
  const cycle = ctx.lists.find(StatusCycles, input.code)
  if (!cycle) return { ok: false, reason: 'unknown-cycle' }
  if (cycle.state !== 'open') return { ok: false, reason: 'cycle-not-open' }
  if (!isAccepting(cycle, ctx.clock.now())) return { ok: false, reason: 'cut-off-passed' }
  const facts = cycleFactsOf(ctx, cycle)
  const unanswered = facts.roster.entries.filter((entry) => !entry.report).map((entry) => entry.owed)
  const owing = [...byRespondent(unanswered).keys()]
  const people = input.persons === undefined ? owing : owing.filter((person) => input.persons?.includes(person))
  const outcomes = await inParallel(people, SENDING_WIDTH, (person) => nudgeOne(ctx, facts, person))
  const sent = outcomes.filter((outcome) => outcome === 'sent').length
  const failed = outcomes.filter((outcome) => outcome === 'failed').length
  const skipped = (input.persons?.length ?? people.length) - sent - failed
  await ctx.audit.append(actor, 'cycle.nudge', cycle.code, { sent, skipped, failed })
  return { ok: true, sent, skipped, failed }
}

const nudgeOne = async (ctx: Context, facts: CycleFacts, person: string): Promise<'sent' | 'skipped' | 'failed'> => {
  const cycle = facts.cycle.code
  const ask = await ctx.asks.find(cycle, person)
  if (!ask || ask.askedAt === null) {
    const asked = await askPerson(ctx, facts, person, await ctx.asks.deliveries(cycle))
    return asked === 'asked' ? 'sent' : asked === 'failed' ? 'failed' : 'skipped'
  }
  const now = facts.now.getTime()
  const recent = ask.lastReminderAt !== null && now - ask.lastReminderAt.getTime() < PAUSE_MS
  const step = `nudge:${Math.floor(now / PAUSE_MS)}`
  if (recent || !(await ctx.asks.markStep(cycle, person, step, facts.now))) return 'skipped'
  return remindPerson(ctx, facts, person, 'nudge', 'nudge')
}
