import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import type { Adjustments, KeptCalendars, PlanVersion, RunEnd, RunProgress } from '../../ports/plans'
import type { Plan } from '../../scheduling/plan'
import type { StandingMeeting } from '../../scheduling/repair-plan'
import type { Cancelled, JobOptions } from '../../scheduling/worker/planner'
import { settingsOf } from '../../settings/settings'
import { memberId } from '../rules/membership'
import { NOTHING_ADJUSTED } from './input/adjusted'
import { type Gathered, gatherInput } from './input/gather-input'
import { serviceMailbox } from './input/mailbox'
import { type Period, planPeriod } from './input/period'
import { plannedBodies, sittersOf } from './input/planned-bodies'
import { addressOf, readCalendars } from './input/read-calendars'
import { asStanding } from './input/standing'

export type StartOutcome =
  /** `finished` resolves when the run has ended, however it did; whoever answers a request does not wait for it. */
  | { readonly ok: true; readonly version: number; readonly finished: Promise<void> }
  | { readonly ok: false; readonly reason: 'running' | 'no-mailbox' | 'mailbox-of-a-person' | 'nothing-to-plan' }

/** The same choice for everybody: plans of the same facts are the same. */
const SEED = 1
const BEAT_MS = 500

export const periodOf = (ctx: Pick<Context, 'lists' | 'clock'>): Period =>
  planPeriod(settingsOf(ctx).planning, localDay(ctx.clock.now()))

/**
 * Plans the period on calendars read now, keeping what was pinned, excluded and relaxed. Once meetings are convened the plan is
 * repaired instead: nobody's calendar moves for a little more attendance.
 */
export const makePlan = async (ctx: Context, actor: Actor): Promise<StartOutcome> => {
  const period = periodOf(ctx)
  const mailbox = serviceMailbox(ctx)
  if (!mailbox.ok) return mailbox
  const base = await ctx.plans.latest(period.name)
  const adjustments = base?.adjustments ?? NOTHING_ADJUSTED
  const bodies = plannedBodies(ctx, period, adjustments)
  if (bodies.length === 0) return { ok: false, reason: 'nothing-to-plan' }
  return startRun(ctx, actor, { period, base, adjustments }, async (options) => {
    const calendars = await readCalendars(ctx, mailbox.mailbox, period, bodies)
    const gathered = gatherInput(ctx, period, calendars, adjustments)
    const standing = asStanding(gathered.standing)
    return standing.length > 0
      ? repaired(ctx, gathered, standing, options)
      : ctx.planner.plan(gathered.input, { ...options, effort: 'thorough' })
  })
}

/** A plan in which everything stays where it stands, but for what a change makes impossible. */
export const repaired = async (
  ctx: Pick<Context, 'planner'>,
  { input }: Gathered,
  standing: readonly StandingMeeting[],
  options: Omit<JobOptions, 'effort'>,
): Promise<{ readonly ok: true; readonly plan: Plan } | Cancelled> => {
  const outcome = await ctx.planner.repair(input, standing, { ...options, effort: 'quick' })
  return outcome.ok ? { ok: true, plan: outcome.repaired.plan } : outcome
}

/** The calendars that the last plan was made on; read when there are none, or somebody's is not among them. */
export const keptCalendars = async (
  ctx: Context,
  mailbox: string,
  period: Period,
  adjustments: Adjustments,
): Promise<KeptCalendars> => {
  const bodies = plannedBodies(ctx, period, adjustments)
  const kept = await ctx.plans.calendars(period.name)
  const known = new Set(kept?.schedules.map(([id]) => id))
  // Of a body whose cadence is tried nobody's calendar may have been read.
  const isRead = bodies.every((planned) =>
    sittersOf(planned).every((member) => known.has(memberId(member)) || addressOf(ctx, member) === null),
  )
  return kept && isRead ? kept : readCalendars(ctx, mailbox, period, bodies)
}

type Work = (options: Omit<JobOptions, 'effort'>) => Promise<{ readonly ok: true; readonly plan: Plan } | Cancelled>

/** Runs in the background of this copy; every copy sees how far it is and can stop it. */
export const startRun = async (
  ctx: Context,
  actor: Actor,
  run: { readonly period: Period; readonly base: PlanVersion | null; readonly adjustments: Adjustments },
  work: Work,
): Promise<StartOutcome> => {
  const begun = await ctx.plans.begin({
    period: run.period.name,
    madeBy: actor.person,
    startedAt: ctx.clock.now(),
    base: run.base?.version ?? null,
    adjustments: run.adjustments,
  })
  if (!begun.ok) return { ok: false, reason: 'running' }
  return { ok: true, version: begun.version, finished: follow(ctx, begun.version, work) }
}

const follow = async (ctx: Context, version: number, work: Work): Promise<void> => {
  const stop = new AbortController()
  let progress: RunProgress | null = null
  const beat = setInterval(() => {
    ctx.plans.beat(version, progress).then(
      (goesOn) => (goesOn ? undefined : stop.abort()),
      (error: unknown) => ctx.log.warn({ error: String(error) }, 'the progress of a plan was not kept'),
    )
  }, BEAT_MS)
  try {
    const end = await outcomeOf(ctx, () =>
      work({
        seed: SEED,
        signal: stop.signal,
        onProgress: ({ phase, meetings, placed, gap }) => {
          progress = { phase, meetings, placed, gap }
        },
      }),
    )
    await ctx.plans.end(version, end)
  } catch (error) {
    // The row is left to be taken over: nobody hears its heart any more.
    ctx.log.error({ version, error: String(error) }, 'a plan could not be kept')
  } finally {
    clearInterval(beat)
  }
}

const outcomeOf = async (ctx: Pick<Context, 'log'>, work: () => ReturnType<Work>): Promise<RunEnd> => {
  try {
    const outcome = await work()
    return outcome.ok ? { state: 'ready', plan: outcome.plan } : { state: 'cancelled' }
  } catch (error) {
    ctx.log.error({ error: String(error) }, 'a plan could not be made')
    return { state: 'failed', failure: String(error).slice(0, 500) }
  }
}
