import type { Actor } from '../../../access/actor'
import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import { findAgenda, isOpenForItems, itemsOf } from '../find-agenda'
import { alone } from '../meeting-lock'
import { type Refused, refused } from '../refusals'
import { isOnAgenda } from '../rules/item-states'

export type ApproveOutcome = { readonly ok: true; readonly approvedAt: string } | Refused

/** The chair approves the agenda as it stands, from the tab or from a card; approving twice is approving once. */
export const approveAgenda = async (ctx: Context, actor: Actor, key: string): Promise<ApproveOutcome> => {
  const agenda = findAgenda(ctx, actor, key)
  if (!agenda) return refused('unknown-meeting')
  if (!agenda.may('agenda.approve')) return refused('not-allowed')
  return alone(ctx, key, async () => {
    const meeting = ctx.lists.find(Meetings, key)
    if (!meeting || !isOpenForItems(meeting)) return refused('meeting-over')
    if (meeting.agendaApprovedAt !== null) return { ok: true, approvedAt: meeting.agendaApprovedAt }
    const items = itemsOf(ctx, key).filter(({ state }) => isOnAgenda(state))
    if (items.length === 0) return refused('nothing-to-approve')
    const approvedAt = isoSeconds(ctx.clock.now())
    const said = items.map(({ itemKey, title, minutes }) => ({ itemKey, title, minutes }))
    const values = { agendaApprovedAt: approvedAt, agendaApprovedBy: actor.person }
    await ctx.outbox.put(
      [{ list: Meetings, key, values }],
      [{ actor, action: 'agenda.approve', subject: key, detail: { items: said } }],
    )
    return { ok: true, approvedAt }
  })
}
