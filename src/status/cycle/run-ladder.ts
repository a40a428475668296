import type { Actor } from '../../access/actor'
import type { Context, Locale } from '../../context'
import { Programmes } from '../../lists/programmes'
import { StatusCycles } from '../../lists/status-cycles'
import type { Ask, Delivery } from '../../ports/asks'
import { calendarIn, settingsOf } from '../../settings/settings'
import { openCycleOf } from '../project-facts'
import { type CycleFacts, cycleFactsOf } from '../question-for'
import { nextCycle, opensByItself } from '../rules/cycle-calendar'
import { dueSteps, type LadderFacts, type LadderRespondent, type LadderStep, PMO, WAITS } from '../rules/ladder'
import { byRespondent } from '../rules/owed-reports'
import { askPerson, remindPerson } from './ask-people'
import { inParallel, SENDING_WIDTH } from './deliver'
import { escalate, sendDigest } from './escalate'
import { openCycle } from './open-cycle'

export interface LadderRun {
  /** Code of the cycle it worked on, null when none is open. */
  readonly cycle: string | null
  readonly sent: number
  readonly failed: number
}

const HOUR_MS = 3_600_000

/**
 * One step of the clock: sends what is due now and was not sent. A job calls it every minute, on any copy of the service; run
 * twice at the same instant it does nothing the second time. Failed sends are tried again, questions after a growing pause,
 * the other steps hourly.
 */
export const runLadder = async (ctx: Context): Promise<LadderRun> => {
  // What other copies of the service have accepted a moment ago is answered, too.
  await ctx.outbox.catchUp()
  await openWhenDue(ctx)
  const cycle = openCycleOf(ctx)
  if (!cycle || cycle.cutOff === null) return { cycle: cycle?.code ?? null, sent: 0, failed: 0 }
  const facts = cycleFactsOf(ctx, cycle)
  const [asks, deliveries, waits] = await Promise.all([
    ctx.asks.ofCycle(cycle.code),
    ctx.asks.deliveries(cycle.code),
    ctx.asks.isStepMarked(cycle.code, PMO, WAITS),
  ])
  const atOnce = cycle.openedBy !== null && !waits
  const ladder = ladderFactsOf(ctx, facts, asks, deliveries, { cutOff: new Date(cycle.cutOff), atOnce })
  const steps = dueSteps(ladder, facts.settings, calendarIn(facts.settings), facts.now)
  const outcomes = await inParallel(steps, SENDING_WIDTH, (step) => take(ctx, facts, step, deliveries))
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length
  const run = { cycle: cycle.code, sent: count('sent'), failed: count('failed') }
  if (run.sent + run.failed > 0) ctx.log.info(run, 'ladder run')
  return run
}

const openWhenDue = async (ctx: Context): Promise<void> => {
  if (openCycleOf(ctx)) return
  const settings = settingsOf(ctx)
  const taken = new Set(ctx.lists.all(StatusCycles).map((cycle) => cycle.code))
  const now = ctx.clock.now()
  if (opensByItself(nextCycle(settings, calendarIn(settings), now, taken), settings, now)) await openCycle(ctx, null)
}

const ladderFactsOf = (
  ctx: Context,
  facts: CycleFacts,
  asks: readonly Ask[],
  deliveries: readonly Delivery[],
  { cutOff, atOnce }: Pick<LadderFacts, 'cutOff' | 'atOnce'>,
): LadderFacts => {
  const unanswered = facts.roster.entries.filter((entry) => !entry.report)
  const late = new Map<string, string[]>()
  for (const { project } of unanswered) {
    const programme = project.programme === null ? undefined : ctx.lists.find(Programmes, project.programme)
    const person = programme?.programmeManager
    if (person) late.set(person, [...(late.get(person) ?? []), project.number])
  }
  const respondents = [...byRespondent(unanswered.map((entry) => entry.owed))].map(
    ([person, owed]): LadderRespondent => {
      const ask = asks.find((candidate) => candidate.person === person)
      return {
        person,
        askedAt: ask?.askedAt ?? null,
        lastReminderAt: ask?.lastReminderAt ?? null,
        outstanding: owed.map((report) => report.project),
      }
    },
  )
  return {
    openedAt: new Date(facts.cycle.openedAt ?? cutOff),
    atOnce,
    cutOff,
    respondents,
    late,
    digestNeeded: unanswered.length > 0,
    taken: new Set(
      deliveries
        // What may have arrived is not sent again.
        .filter((delivery) => delivery.outcome === 'sent' || delivery.reason === 'unknown')
        .map(({ kind, person }) => `${kind}|${person}`),
    ),
  }
}

const take = async (
  ctx: Context,
  facts: CycleFacts,
  step: LadderStep,
  deliveries: readonly Delivery[],
): Promise<'sent' | 'failed' | 'skipped'> => {
  if (step.step === 'question') {
    const outcome = await askPerson(ctx, facts, step.person, deliveries)
    return outcome === 'asked' ? 'sent' : outcome === 'failed' ? 'failed' : 'skipped'
  }
  const person = step.step === 'digest' ? PMO : step.person
  // One copy of the service takes the step; when it fails, the next try is in the next hour.
  const mark = `${step.key}@${Math.floor(facts.now.getTime() / HOUR_MS)}`
  if (!(await ctx.asks.markStep(facts.cycle.code, person, mark, facts.now))) return 'skipped'
  switch (step.step) {
    case 'reminder':
      return remindPerson(ctx, facts, step.person, step.kind, step.key)
    case 'escalation':
      return escalate(ctx, facts, step.person, step.projects, step.key)
    case 'digest':
      return sendDigest(ctx, facts.cycle.code, step.key, digestReader(facts.settings.language))
  }
}

/** The PMO channel is read by PMO officers and analysts: it names what an analyst may see. */
const digestReader = (locale: Locale): Actor => ({ person: PMO, roles: ['pmo'], locale })
