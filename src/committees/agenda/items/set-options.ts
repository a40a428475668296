import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { type Claims, claimsIn, isSame } from '../../escalation/arbitration'
import { shownTo, takenFrom } from '../../escalation/option-projects'
import { alone } from '../meeting-lock'
import { refused } from '../refusals'
import { isOnAgenda } from '../rules/item-states'
import { type ItemEdit, type ItemOutcome, permitted, withdrawApproval, writeItem } from './write-item'

export interface OptionsEdit extends ItemEdit {
  /** Null where the item settles nothing between projects. */
  readonly options: Claims | null
  /** What the person started from, as they saw it. */
  readonly base: Claims | null
}

/** The options between which an item asks the body to decide, and the one that is proposed, so that members know them before they vote. */
export const setOptions = (ctx: Context, actor: Actor, edit: OptionsEdit): Promise<ItemOutcome> =>
  alone(ctx, edit.meeting, async () => {
    const found = permitted(ctx, actor, edit, 'agenda.edit')
    if ('ok' in found) return found
    const { item, agenda } = found
    if (item.kind !== 'decision') return refused('not-for-decision')
    const held = claimsIn(item)
    const seen = held && shownTo(ctx, actor, held)
    if (isSame(seen, edit.options)) return { ok: true, item }
    // A place names a hidden project only among the options that the person saw.
    if (!isSame(seen, edit.base)) return clash(edit, item, seen)
    const options = edit.options && takenFrom(ctx, actor, edit.options, held)
    if (options === undefined) return refused('unknown-project')
    const { meeting, item: key, etag } = edit
    const change = {
      ...{ meeting, item: key, etag },
      patch: { options: options && JSON.stringify(options) },
      base: { options: item.options },
    }
    const outcome = await writeItem(ctx, actor, found, change, 'agenda.options')
    if (outcome.ok && isOnAgenda(item.state)) await withdrawApproval(ctx, actor, agenda)
    if (outcome.ok || outcome.reason !== 'conflict' || !('current' in outcome)) return outcome
    const theirs = claimsIn(outcome.current)
    return clash(edit, outcome.current, theirs && shownTo(ctx, actor, theirs))
  })

/** Both as this person may see them. */
const clash = (
  { options: mine }: OptionsEdit,
  current: Extract<ItemOutcome, { current: unknown }>['current'],
  theirs: Claims | null,
): ItemOutcome => ({ ok: false, reason: 'conflict', current, clashes: [{ field: 'options', mine, theirs }] })
