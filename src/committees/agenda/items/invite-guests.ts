import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { refused } from '../refusals'
import { type ItemEdit, type ItemOutcome, permitted, writeItem } from './write-item'

/** Who sees this item of the meeting and no other. */
export const inviteGuests = async (
  ctx: Context,
  actor: Actor,
  edit: ItemEdit & { readonly guests: readonly string[] },
): Promise<ItemOutcome> => {
  const found = permitted(ctx, actor, edit, 'agenda.edit')
  if ('ok' in found) return found
  if (!edit.guests.every((guest) => ctx.directory.person(guest))) return refused('unknown-person')
  const guests = edit.guests.length === 0 ? null : [...new Set(edit.guests)].join('\n')
  const change = { ...edit, patch: { guests } }
  return writeItem(ctx, actor, found, change, 'agenda.guests')
}
