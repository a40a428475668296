import { z } from 'zod'
import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import type { Adjustments, PlanVersion } from '../../ports/plans'
import type { Placement } from '../../scheduling/plan'
import { settingsOf } from '../../settings/settings'
import { bodiesFor } from '../find-body'
import { occurrenceOf } from './changes'
import { gatherInput } from './input/gather-input'
import { serviceMailbox } from './input/mailbox'
import { keptCalendars, periodOf, repaired, type StartOutcome, startRun } from './make-plan'
import type { AdjustChange, PlanAdjustment } from './plan-view'

const key = z.string().min(1).max(80)
const instant = z.iso.datetime()
const cadence = z.union([
  z.strictObject({ unit: z.enum(['week', 'month']), every: z.number().int().min(1).max(12) }),
  z.strictObject({ unit: z.literal('once') }),
])

/** One change by hand, to the version that was on the page. Meetings are named as the plan names them. */
export const adjustInput: z.ZodType<PlanAdjustment> = z.strictObject({
  version: z.number().int(),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pin'), meeting: key }),
    z.strictObject({ kind: z.literal('unpin'), meeting: key }),
    z.strictObject({ kind: z.literal('move'), meeting: key, start: instant }),
    z.strictObject({ kind: z.literal('exclude'), meeting: key }),
    z.strictObject({ kind: z.literal('relax'), meeting: key, option: z.number().int().min(0).max(20) }),
    z.strictObject({ kind: z.literal('cadence'), body: z.string().min(1).max(40), cadence: cadence.nullable() }),
    z.strictObject({ kind: z.literal('undo') }),
  ]),
})

export type AdjustOutcome =
  | StartOutcome
  | { readonly ok: false; readonly reason: 'plan-changed' | 'unknown-meeting' | 'outside-period' | 'nothing-to-undo' }

/** Changes the plan by hand and repairs it: as few other meetings as possible move. */
export const adjustPlan = async (
  ctx: Context,
  actor: Actor,
  { version, change }: PlanAdjustment,
): Promise<AdjustOutcome> => {
  const period = periodOf(ctx)
  const mailbox = serviceMailbox(ctx)
  if (!mailbox.ok) return mailbox
  const base = await ctx.plans.latest(period.name)
  if (base?.version !== version) return { ok: false, reason: 'plan-changed' }
  if (change.kind === 'undo') return undo(ctx, actor, base)
  if (change.kind === 'move' && !isWithin(change.start, period)) return { ok: false, reason: 'outside-period' }
  const adjustments = changed(ctx, actor, base, change)
  if (!adjustments) return { ok: false, reason: 'unknown-meeting' }
  return startRun(ctx, actor, { period, base, adjustments }, async (options) => {
    const calendars = await keptCalendars(ctx, mailbox.mailbox, period, adjustments)
    const standing = base.plan.placements.map(({ key: name, start, room }) => ({ key: name, start, room }))
    return repaired(ctx, gatherInput(ctx, period, calendars, adjustments), standing, options)
  })
}

const isWithin = (start: string, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  start.slice(0, 10) >= from && start.slice(0, 10) <= to

/** The version before, as a version of its own: what was undone can be compared with and gone back to. */
const undo = async (ctx: Context, actor: Actor, base: PlanVersion): Promise<AdjustOutcome> => {
  const before = base.base === null ? null : await ctx.plans.find(base.base)
  if (!before) return { ok: false, reason: 'nothing-to-undo' }
  const run = { period: periodOf(ctx), base, adjustments: before.adjustments }
  return startRun(ctx, actor, run, async () => ({ ok: true, plan: before.plan }))
}

/** The adjustments with the change; null when it names a meeting that the plan, or this person, does not know. */
const changed = (ctx: Context, actor: Actor, base: PlanVersion, change: AdjustChange): Adjustments | null => {
  const { adjustments, plan } = base
  const bodies = bodiesFor(ctx, actor)
  if (change.kind === 'undo') return null
  if (change.kind === 'cadence') {
    if (!bodies.find(change.body)) return null
    const others = adjustments.cadences.filter(({ body }) => body !== change.body)
    return { ...adjustments, cadences: [...others, { body: change.body, cadence: change.cadence }] }
  }
  const named = (each: { readonly key: string; readonly body: string }): boolean =>
    each.key === change.meeting && bodies.find(each.body) !== undefined
  if (change.kind === 'relax') {
    const unplaced = plan.unplaced.find(named)
    const option = unplaced?.relaxations[change.option]
    if (!unplaced || !option) return null
    return { ...adjustments, relaxed: [...adjustments.relaxed, { body: unplaced.body, changes: option.changes }] }
  }
  const placement = plan.placements.find((each) => named({ key: occurrenceOf(each), body: each.body }))
  if (!placement) return null
  const { body, start, end, room } = placement
  const pins = adjustments.pins.filter((pin) => pin.body !== body || pin.start !== start)
  switch (change.kind) {
    case 'unpin':
      return { ...adjustments, pins }
    case 'pin':
      return { ...adjustments, pins: [...pins, { body, start, room }] }
    case 'exclude':
      return { ...adjustments, pins, excluded: [...adjustments.excluded, { body, from: start, to: end }] }
    case 'move': {
      const moved = new Date(change.start).toISOString().replace('.000Z', 'Z')
      return { ...adjustments, pins: [...pins, { body, start: moved, room: roomAt(ctx, base, placement, moved) }] }
    }
  }
}

/** The same room where it is free then, else another that is large enough; none rather than one that is taken. */
const roomAt = (ctx: Context, { plan }: PlanVersion, placement: Placement, start: string): string | null => {
  if (placement.room === null) return null
  const end = Date.parse(start) + (Date.parse(placement.end) - Date.parse(placement.start))
  const isFree = (room: string): boolean =>
    !plan.placements.some(
      (other) =>
        other.room === room &&
        other.key !== placement.key &&
        Date.parse(other.start) < end &&
        Date.parse(other.end) > Date.parse(start),
    )
  const { rooms } = settingsOf(ctx).planning
  const seats = rooms.find(({ address }) => address === placement.room)?.seats ?? 0
  const others = rooms.filter((room) => room.seats >= seats).map(({ address }) => address)
  return [placement.room, ...others].find(isFree) ?? null
}
