import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { findAgenda, isOpenForItems } from '../find-agenda'
import { alone } from '../meeting-lock'
import { type Refused, refused } from '../refusals'
import { isOnAgenda } from '../rules/item-states'
import { ranksFor } from '../rules/order'
import { withdrawApproval } from './write-item'
import { writeRows } from './write-rows'

export interface OrderInput {
  readonly meeting: string
  /** Keys of all items on the agenda, in the new order. */
  readonly keys: readonly string[]
}

export type OrderOutcome = { readonly ok: true; readonly moved: number } | Refused

/**
 * A new order, as few rows written as it takes: moving one item writes one. Ranks alone are written, with the versions that the
 * service knows: whoever edits the words of an item meanwhile is not in the way.
 */
export const orderItems = (ctx: Context, actor: Actor, { meeting, keys }: OrderInput): Promise<OrderOutcome> =>
  alone(ctx, meeting, async () => {
    const agenda = findAgenda(ctx, actor, meeting)
    if (!agenda) return refused('unknown-meeting')
    if (!agenda.may('agenda.edit')) return refused('not-allowed')
    if (!isOpenForItems(agenda.meeting)) return refused('meeting-over')
    if (actor.assertion === undefined) return refused('no-token')
    const items = agenda.items.filter(({ state }) => isOnAgenda(state))
    const known = new Map(items.map((item) => [item.itemKey, item]))
    // An item came or went since the person saw the list: their order says nothing about it.
    if (new Set(keys).size !== items.length || !keys.every((key) => known.has(key))) return refused('other-items')
    const moves = ranksFor(items, keys)
    const updates = moves.flatMap(({ itemKey, rank }) => {
      const row = known.get(itemKey)
      return row ? [{ itemId: row.$item.itemId, patch: { rank }, etag: row.$item.etag }] : []
    })
    if (updates.some(({ itemId }) => itemId === '')) return refused('not-saved-yet')
    if (updates.length === 0) return { ok: true, moved: 0 }
    const outcomes = await writeRows(ctx, actor.assertion, updates)
    const moved = outcomes.filter((outcome) => outcome.ok).length
    if (moved > 0) {
      await ctx.audit.append(actor, 'agenda.order', meeting, { keys, moved })
      await withdrawApproval(ctx, actor, agenda)
    }
    const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]))[0]
    if (failed === undefined) return { ok: true, moved }
    return refused(failed === 'forbidden' ? 'not-allowed' : failed === 'conflict' ? 'conflict' : 'unavailable')
  })
