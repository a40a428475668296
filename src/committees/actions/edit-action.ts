import type { Actor } from '../../access/actor'
import { isoSeconds, localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import type { Patch } from '../../lists/kit/list'
import { settleEdit } from '../../portfolio/settle-edit'
import type { RowOutcome } from '../../ports/lists'
import type { Logged } from '../../ports/outbox'
import type { ActionChange, ActionEdit } from './actions-view'
import { type ChangeOutcome, changeOf, replacedBy } from './change-rules'
import { type Action, actionsFor, type FoundAction } from './find-action'

export type ActionRefusal =
  | 'unknown-action'
  | 'not-allowed'
  | 'no-token'
  | 'not-saved-yet'
  | 'unknown-person'
  | 'unavailable'
  | 'invalid'
  | Extract<ChangeOutcome, { ok: false }>['reason']

export type ActionOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'conflict'; readonly current: Action }
  | { readonly ok: false; readonly reason: ActionRefusal }

type Planned = { readonly found: FoundAction; readonly patch: Patch<typeof Actions> }

/** The change as it would be written, when the person may make it. */
const planned = (ctx: Context, actor: Actor, number: string, change: ActionChange): Planned | ActionRefusal => {
  const found = actionsFor(ctx, actor).find(number)
  if (!found) return 'unknown-action'
  if (!found.may('action.edit')) return 'not-allowed'
  if (change.owner !== undefined && !ctx.directory.person(change.owner)) return 'unknown-person'
  const now = ctx.clock.now()
  const outcome = changeOf(found.action, change, localDay(now), isoSeconds(now))
  return outcome.ok ? { found, patch: outcome.patch } : outcome.reason
}

const loggedOf = (actor: Actor, { found, patch }: Planned): Logged => {
  const { action } = found
  const before = Object.fromEntries(Object.keys(patch).map((field) => [field, Reflect.get(action, field) ?? null]))
  return { actor, action: 'action.edit', subject: action.number, detail: { before, after: patch } }
}

/** A change from the page, with the person's own token and the version that they saw (`If-Match`). */
export const editAction = async (
  ctx: Context,
  actor: Actor,
  number: string,
  { etag, base, change }: ActionEdit,
): Promise<ActionOutcome> => {
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  const plan = planned(ctx, actor, number, change)
  if (typeof plan === 'string') return { ok: false, reason: plan }
  const { $item } = plan.found.action
  if ($item.itemId === '') return { ok: false, reason: 'not-saved-yet' }
  const writer = ctx.lists.as(actor.assertion)
  const write = async (itemId: string, version: string): Promise<RowOutcome<typeof Actions>> => {
    const [outcome] = await writer.updateMany(Actions, [{ itemId, patch: plan.patch, etag: version }])
    return outcome ?? { ok: false, reason: 'unavailable' }
  }
  const clashes = (current: Action): boolean =>
    (['owner', 'dueOn', 'state'] as const).some((field) => current[field] !== base[field])
  const outcome = await settleEdit(await write($item.itemId, etag), write, clashes)
  if (outcome.ok) {
    // The row is in SharePoint already, by the person's own hand: its version history holds it too.
    const { action, subject, detail } = loggedOf(actor, plan)
    await ctx.audit.append(actor, action, subject, detail)
    return { ok: true }
  }
  if (outcome.reason === 'conflict') return { ok: false, reason: 'conflict', current: outcome.current }
  if (outcome.reason === 'forbidden') return { ok: false, reason: 'not-allowed' }
  const known = outcome.reason === 'unavailable' || outcome.reason === 'invalid'
  return { ok: false, reason: known ? outcome.reason : 'unknown-action' }
}

/**
 * A change from a card: a bot turn carries no token of the person, so the application writes it, durably. What it replaces is named, so
 * that a change made elsewhere meanwhile is not overwritten.
 */
export const answerAction = async (
  ctx: Context,
  actor: Actor,
  number: string,
  change: ActionChange,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: ActionRefusal }> => {
  const plan = planned(ctx, actor, number, change)
  if (typeof plan === 'string') return { ok: false, reason: plan }
  const { action } = plan.found
  const replaces = replacedBy(action, plan.patch)
  await ctx.outbox.put([{ list: Actions, key: number, values: plan.patch, replaces }], [loggedOf(actor, plan)])
  return { ok: true }
}
