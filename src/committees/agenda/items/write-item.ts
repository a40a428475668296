import type { Actor } from '../../../access/actor'
import type { Action } from '../../../access/policy'
import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import type { AgendaItems } from '../../../lists/committees/agenda-items'
import { Meetings } from '../../../lists/committees/meetings'
import type { Patch } from '../../../lists/kit/list'
import { clashingFields } from '../../../portfolio/rules'
import { settleEdit } from '../../../portfolio/settle-edit'
import type { RowOutcome } from '../../../ports/lists'
import { type AgendaItem, type FoundAgenda, findAgenda, isGuestOf, isOpenForItems } from '../find-agenda'
import { type AgendaRefusal, type Refused, refused } from '../refusals'
import { writeRows } from './write-rows'

export interface ItemEdit {
  readonly meeting: string
  readonly item: string
  /** The version that the person saw. */
  readonly etag: string
}

/** A field that two people changed, with both values. */
export interface Clash {
  readonly field: string
  readonly mine: unknown
  readonly theirs: unknown
}

export type ItemOutcome =
  | { readonly ok: true; readonly item: AgendaItem }
  | {
      readonly ok: false
      readonly reason: 'conflict'
      readonly current: AgendaItem
      readonly clashes: readonly Clash[]
    }
  | Refused

export interface FoundForEdit {
  readonly agenda: FoundAgenda
  readonly item: AgendaItem
}

/** The item when this person may take the action on it. */
export const permitted = (
  ctx: Context,
  actor: Actor,
  { meeting, item: key }: Pick<ItemEdit, 'meeting' | 'item'>,
  action: Action,
): FoundForEdit | Refused => {
  const agenda = findAgenda(ctx, actor, meeting)
  if (!agenda) return refused('unknown-meeting')
  if (!agenda.may(action)) return refused('not-allowed')
  if (!isOpenForItems(agenda.meeting)) return refused('meeting-over')
  const item = agenda.items.find(({ itemKey }) => itemKey === key)
  if (!item) return refused('unknown-item')
  // A guest's right is to their own items, also where they may read the others as members.
  if (!agenda.may('agenda.edit') && !isGuestOf(item, actor.person)) return refused('not-allowed')
  return { agenda, item }
}

/**
 * One edit by a person with their own token and the version they saw. Where somebody else changed other fields meanwhile the edit is
 * made on the newer version; where they changed the same ones, both values are given back and nothing is written.
 */
export const writeItem = async (
  ctx: Context,
  actor: Actor,
  { item }: FoundForEdit,
  edit: ItemEdit & { readonly patch: Patch<typeof AgendaItems>; readonly base?: Patch<typeof AgendaItems> },
  action: string,
): Promise<ItemOutcome> => {
  if (actor.assertion === undefined) return refused('no-token')
  if (item.$item.itemId === '') return refused('not-saved-yet')
  const { assertion } = actor
  const write = async (itemId: string, etag: string): Promise<RowOutcome<typeof AgendaItems>> => {
    const [outcome] = await writeRows(ctx, assertion, [{ itemId, patch: edit.patch, etag }])
    return outcome ?? { ok: false, reason: 'unavailable' }
  }
  const clashing = (current: AgendaItem) =>
    clashingFields<keyof Patch<typeof AgendaItems>>(edit.patch, edit.base, current)
  const outcome = await settleEdit(await write(item.$item.itemId, edit.etag), write, (now) => clashing(now).length > 0)
  if (outcome.ok) {
    const before = Object.fromEntries(Object.keys(edit.patch).map((field) => [field, Reflect.get(item, field) ?? null]))
    await ctx.audit.append(actor, action, item.itemKey, { before, after: edit.patch })
    return { ok: true, item: outcome.row }
  }
  if (outcome.reason === 'conflict') {
    const { current } = outcome
    const clashes = clashing(current).map((field) => ({
      field,
      mine: edit.patch[field] ?? null,
      theirs: current[field] ?? null,
    }))
    return { ok: false, reason: 'conflict', current, clashes }
  }
  return refused(reasonOf(outcome.reason))
}

const reasonOf = (reason: 'not-found' | 'forbidden' | 'duplicate-key' | 'unavailable' | 'invalid'): AgendaRefusal => {
  if (reason === 'forbidden') return 'not-allowed'
  return reason === 'unavailable' || reason === 'invalid' ? reason : 'unknown-item'
}

/** What the chair approved is what they saw: once it says something else, it waits for approval again. */
export const withdrawApproval = async (ctx: Context, actor: Actor, { meeting }: FoundAgenda): Promise<void> => {
  const current = ctx.lists.find(Meetings, meeting.meetingKey)
  if (!current || current.agendaApprovedAt === null) return
  const at = isoSeconds(ctx.clock.now())
  await ctx.outbox.put(
    [{ list: Meetings, key: meeting.meetingKey, values: { agendaApprovedAt: null, agendaApprovedBy: null } }],
    [{ actor, action: 'agenda.changed-after-approval', subject: meeting.meetingKey, detail: { at } }],
  )
}
