import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { alone } from '../meeting-lock'
import { refused } from '../refusals'
import { type AgendaState, isOnAgenda, maySettle, type SettledState } from '../rules/item-states'
import { type ItemEdit, type ItemOutcome, permitted, withdrawApproval, writeItem } from './write-item'

/** Takes an item onto the agenda, puts it off to the next meeting, or withdraws it. */
export const settleItem = (
  ctx: Context,
  actor: Actor,
  edit: ItemEdit & { readonly from: AgendaState; readonly state: SettledState },
): Promise<ItemOutcome> =>
  alone(ctx, edit.meeting, async () => {
    const found = permitted(ctx, actor, edit, 'agenda.edit')
    if ('ok' in found) return found
    const { state } = found.item
    if (state === edit.state) return { ok: true, item: found.item }
    if (!maySettle(edit.from, edit.state)) return refused('not-from-here')
    const change = { ...edit, patch: { state: edit.state }, base: { state: edit.from } }
    const outcome = await writeItem(ctx, actor, found, change, `agenda.${edit.state}`)
    if (outcome.ok && (isOnAgenda(state) || isOnAgenda(edit.state))) await withdrawApproval(ctx, actor, found.agenda)
    return outcome
  })
