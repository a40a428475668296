import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import type { AgendaItems } from '../../../lists/committees/agenda-items'
import type { Patch } from '../../../lists/kit/list'
import { alone } from '../meeting-lock'
import { refused } from '../refusals'
import { isOnAgenda } from '../rules/item-states'
import { type ItemEdit, type ItemOutcome, permitted, withdrawApproval, writeItem } from './write-item'

/** What an item says, how long it takes and who presents it. */
export const itemFields = ['title', 'kind', 'minutes', 'presenter', 'question', 'background'] as const
export type ItemPatch = Pick<Patch<typeof AgendaItems>, (typeof itemFields)[number]>

/** Undoing an edit is the inverse edit. */
export const editItem = (
  ctx: Context,
  actor: Actor,
  edit: ItemEdit & { readonly patch: ItemPatch; readonly base?: ItemPatch },
): Promise<ItemOutcome> =>
  alone(ctx, edit.meeting, async () => {
    const found = permitted(ctx, actor, edit, 'agenda.edit')
    if ('ok' in found) return found
    const { presenter } = edit.patch
    if (presenter && !ctx.directory.person(presenter)) return refused('unknown-person')
    const outcome = await writeItem(ctx, actor, found, edit, 'agenda.edit')
    if (outcome.ok && isOnAgenda(found.item.state)) await withdrawApproval(ctx, actor, found.agenda)
    return outcome
  })
