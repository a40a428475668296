import { z } from 'zod'
import type { Actor } from '../access/actor'
import type { Context } from '../context'
import type { Row, Values } from '../lists/kit/list'
import { etagSchema, patchSchema } from '../lists/kit/schema'
import { Milestones } from '../lists/milestones'
import { type FoundProject, findProject } from './find-project'

type Milestone = Row<typeof Milestones>

const edited = ['title', 'baselineDate', 'forecastDate', 'actualDate', 'gate'] as const

const createInput = patchSchema(Milestones, edited)
const updateInput = z.object({ etag: etagSchema, patch: patchSchema(Milestones, edited) })

export type MilestoneRefusal =
  | 'not-found'
  | 'forbidden'
  | 'invalid'
  | 'baseline-is-agreed'
  | 'duplicate-key'
  | 'unavailable'
  | 'no-version'
export type MilestoneOutcome =
  | { readonly ok: true; readonly row: Milestone }
  | { readonly ok: false; readonly reason: 'conflict'; readonly current: Milestone }
  | { readonly ok: false; readonly reason: MilestoneRefusal }

/**
 * Adds a milestone with the person's own token. Its baseline may be set now, by whoever may edit the project: it is the first
 * date that is agreed. Moving it later is for those who steer (see `updateMilestone`).
 */
export const createMilestone = async (
  ctx: Context,
  actor: Actor,
  number: string,
  body: unknown,
): Promise<MilestoneOutcome> => {
  const found = editable(ctx, actor, number)
  if (!found.ok) return found
  const input = createInput.safeParse(body)
  // A milestone without a date cannot be followed.
  if (!input.success || !input.data.title || !hasDate(input.data)) return { ok: false, reason: 'invalid' }
  const rank = nextRank(milestonesOf(ctx, number))
  const values: Values<typeof Milestones> = {
    milestoneKey: `${number}:${rank}`,
    project: number,
    title: input.data.title,
    rank,
    baselineDate: input.data.baselineDate ?? null,
    forecastDate: input.data.forecastDate ?? input.data.baselineDate ?? null,
    actualDate: input.data.actualDate ?? null,
    gate: input.data.gate ?? false,
  }
  const outcome = await ctx.lists.as(found.assertion).create(Milestones, values)
  if (outcome.ok) await ctx.audit.append(actor, 'milestone.create', values.milestoneKey, { values })
  return outcome
}

/** Changes a milestone under `If-Match`; a stale etag gives back the present row and writes nothing. */
export const updateMilestone = async (
  ctx: Context,
  actor: Actor,
  number: string,
  key: string,
  body: unknown,
): Promise<MilestoneOutcome> => {
  const found = editable(ctx, actor, number)
  if (!found.ok) return found
  const row = ctx.lists.find(Milestones, key)
  if (row?.project !== number) return { ok: false, reason: 'not-found' }
  const input = updateInput.safeParse(body)
  if (!input.success) return { ok: false, reason: 'invalid' }
  const { etag, patch } = input.data
  const movesBaseline = patch.baselineDate !== undefined && patch.baselineDate !== row.baselineDate
  if (movesBaseline && !found.project.may('project.steer')) return { ok: false, reason: 'baseline-is-agreed' }
  const outcome = await ctx.lists.as(found.assertion).update(Milestones, row.$item.itemId, patch, etag)
  if (outcome.ok) await ctx.audit.append(actor, 'milestone.update', key, { patch })
  return outcome
}

/**
 * Removes a milestone under `If-Match`, never without the version that the person saw; only those who steer may when its baseline
 * was agreed.
 */
export const removeMilestone = async (
  ctx: Context,
  actor: Actor,
  number: string,
  key: string,
  etag: string,
): Promise<{ ok: true } | Exclude<MilestoneOutcome, { ok: true }>> => {
  const found = editable(ctx, actor, number)
  if (!found.ok) return found
  const row = ctx.lists.find(Milestones, key)
  if (row?.project !== number) return { ok: false, reason: 'not-found' }
  if (row.baselineDate !== null && !found.project.may('project.steer'))
    return { ok: false, reason: 'baseline-is-agreed' }
  // Without the version that the person saw, the removal would take away what somebody else has just written.
  if (!etagSchema.safeParse(etag).success) return { ok: false, reason: 'no-version' }
  const removals = [{ itemId: row.$item.itemId, etag }]
  const [outcome] = await ctx.lists.as(found.assertion).removeMany(Milestones, removals)
  if (!outcome) throw new Error('a removal without an outcome')
  if (outcome.ok) {
    await ctx.audit.append(actor, 'milestone.remove', key, { title: row.title })
    return { ok: true }
  }
  if (outcome.reason !== 'conflict') return { ok: false, reason: outcome.reason }
  return { ok: false, reason: 'conflict', current: ctx.lists.find(Milestones, key) ?? row }
}

/** Milestones of one project in the order in which they fall due. */
export const milestonesOf = (ctx: Pick<Context, 'lists'>, number: string): readonly Milestone[] =>
  ctx.lists
    .all(Milestones)
    .filter((milestone) => milestone.project === number)
    .sort((a, b) => dueOf(a).localeCompare(dueOf(b)) || (a.rank ?? 0) - (b.rank ?? 0))

const dueOf = (milestone: Values<typeof Milestones>): string =>
  milestone.actualDate ?? milestone.forecastDate ?? milestone.baselineDate ?? '9999'

const nextRank = (milestones: readonly Milestone[]): number =>
  Math.max(0, ...milestones.map((milestone) => milestone.rank ?? 0)) + 1

const hasDate = (input: { baselineDate?: unknown; forecastDate?: unknown; actualDate?: unknown }): boolean =>
  [input.baselineDate, input.forecastDate, input.actualDate].some((date) => typeof date === 'string')

const editable = (
  ctx: Context,
  actor: Actor,
  number: string,
): { ok: true; project: FoundProject; assertion: string } | { ok: false; reason: 'not-found' | 'forbidden' } => {
  const project = findProject(ctx, actor, number)
  if (!project) return { ok: false, reason: 'not-found' }
  if (!project.may('project.edit') || !actor.assertion) return { ok: false, reason: 'forbidden' }
  return { ok: true, project, assertion: actor.assertion }
}
