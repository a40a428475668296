import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import type { ActionRow, ActionsView } from './actions-view'
import { actionsFor, type FoundAction } from './find-action'
import { daysLate } from './reminder-rules'

const rank = { open: 0, done: 1, cancelled: 1 } as const

/** The actions that this person may read: what is open first, the most overdue at the top. */
export const actionsOverview = (ctx: Context, actor: Actor): ActionsView => {
  const { syncedAt, failure } = ctx.lists.freshness(Actions)
  const today = localDay(ctx.clock.now())
  const rows = actionsFor(ctx, actor)
    .all()
    .map((found) => actionRow(ctx, actor, found, today))
    .sort(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        (a.state === 'open'
          ? (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')
          : (b.doneAt ?? '').localeCompare(a.doneAt ?? '')) ||
        a.number.localeCompare(b.number),
    )
  return {
    rows,
    people: rows.some(({ mayEdit }) => mayEdit) ? ctx.directory.all().map(({ id, name }) => ({ id, name })) : [],
    seesAll: may(actor, 'action.read'),
    today,
    freshness: { syncedAt, stale: failure !== null },
  }
}

export const actionRow = (ctx: Context, actor: Actor, found: FoundAction, today: string): ActionRow => {
  const { action, found: body, held } = found
  return {
    number: action.number,
    etag: action.$item.etag,
    title: action.title,
    body: body?.body.code ?? null,
    bodyTitle: body?.body.title ?? null,
    meeting: body ? action.meeting : null,
    decision: body ? action.decision : null,
    project: action.project,
    owner: action.owner,
    ownerName: action.owner === null ? null : (ctx.directory.person(action.owner)?.name ?? null),
    dueOn: action.dueOn,
    firstDueOn: action.firstDueOn,
    reason: action.reason,
    state: action.state,
    doneAt: action.doneAt,
    daysLate: daysLate(action, today),
    escalated: action.escalatedAt !== null,
    mine: action.owner === actor.person,
    ofMyBodies: [...held].some((relation) => relation !== 'ownerOfAction'),
    mayEdit: found.may('action.edit'),
  }
}
