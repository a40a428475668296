import type { Actor } from '../access/actor'
import { addDays, localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { Patch, Values } from '../lists/kit/list'
import type { RowOutcome } from '../ports/lists'
import type { OutboxWrite } from '../ports/outbox'
import { firstDayWithAccount, isOutsiderOf } from './account-of-external'
import type { MemberEdit, NewMember } from './bodies-view'
import { type FoundBody, findBody, type Membership } from './find-body'
import { membershipKey, newMembership } from './membership-rows'
import { holderOf, memberId, membershipOn, overlaps } from './rules/membership'

export type MemberRefusal =
  | 'unknown-body'
  | 'unknown-member'
  | 'unknown-person'
  | 'not-allowed'
  | 'no-token'
  | 'not-saved-yet'
  | 'already-member'
  | 'role-taken'
  | 'ends-before-it-begins'
  | 'unavailable'
  | 'invalid'

export type MemberOutcome =
  | { readonly ok: true; readonly row: Membership }
  | { readonly ok: false; readonly reason: 'conflict'; readonly current: Membership }
  | { readonly ok: false; readonly reason: MemberRefusal }

type Outcome = RowOutcome<typeof Memberships>
interface Editable {
  readonly ok: true
  readonly found: FoundBody
  readonly assertion: string
}

/** Puts somebody of the directory into a body from a day on, with the person's own token. */
export const addMember = async (ctx: Context, actor: Actor, code: string, asked: NewMember): Promise<MemberOutcome> => {
  const editable = editableBody(ctx, actor, code)
  if (!editable.ok) return editable
  if (!ctx.directory.person(asked.person)) return { ok: false, reason: 'unknown-person' }
  const values = newMembership(ctx, { ...asked, body: code })
  const outsider = editable.found.memberships.find(
    (row) => isOutsiderOf(row, values.mail ?? '') && overlaps(row, values),
  )
  if (outsider) return goOnWithAccount(ctx, actor, editable, outsider, values)
  const obstacle = obstacleOf(editable.found, values, null)
  if (obstacle) return { ok: false, reason: obstacle }
  const outcome = await ctx.lists.as(editable.assertion).create(Memberships, values)
  return finish(ctx, actor, code, 'membership.add', outcome)
}

/** Somebody who sat in the body without an account is not put into it a second time: their membership goes on with the account. */
const goOnWithAccount = async (
  ctx: Context,
  actor: Actor,
  editable: Editable,
  outsider: Membership,
  asked: Values<typeof Memberships> & { readonly from: string | null },
): Promise<MemberOutcome> => {
  if (outsider.$item.itemId === '') return { ok: false, reason: 'not-saved-yet' }
  const { code } = editable.found.body
  const { etag } = outsider.$item
  const from = firstDayWithAccount(ctx, code, memberId(outsider), asked.from ?? localDay(ctx.clock.now()))
  const { externalId, sourceRole } = outsider
  const isOver = outsider.until !== null && outsider.until < from
  const until = asked.until ?? (isOver ? null : outsider.until)
  const key = membershipKey(code, memberId(asked), from)
  const values = { ...asked, externalId, sourceRole, from, until, membershipKey: key }
  // What an earlier try has written already is in nobody's way.
  const others = editable.found.memberships.filter((row) => isOver || row.membershipKey !== key)
  const obstacle = obstacleOf({ memberships: others }, values, outsider)
  if (obstacle) return { ok: false, reason: obstacle }
  if (isOver)
    return finish(
      ctx,
      actor,
      code,
      'membership.add',
      await ctx.lists.as(editable.assertion).create(Memberships, values),
    )
  if (outsider.from !== null && from <= outsider.from) {
    const { person, name, mail, role, voice, mandatory } = values
    const patch = { person, name, mail, role, voice, mandatory, until }
    return finish(ctx, actor, code, 'membership.edit', await update(ctx, editable, outsider, patch, etag))
  }
  return succeed(ctx, actor, editable, outsider, values, 'membership.add')
}

/**
 * Ends a membership, opens it again, or changes what it is. A new role or voice begins on its day with a row of its own: the meetings
 * before keep the old one. On its first day a membership is corrected instead.
 */
export const editMember = async (
  ctx: Context,
  actor: Actor,
  code: string,
  key: string,
  edit: MemberEdit,
): Promise<MemberOutcome> => {
  const editable = editableBody(ctx, actor, code)
  if (!editable.ok) return editable
  const row = editable.found.memberships.find(({ membershipKey }) => membershipKey === key)
  if (!row) return { ok: false, reason: 'unknown-member' }
  if (row.$item.itemId === '') return { ok: false, reason: 'not-saved-yet' }
  if (edit.etag !== row.$item.etag) return { ok: false, reason: 'conflict', current: row }
  if (!('role' in edit)) {
    const patch = 'until' in edit ? { until: edit.until } : { mandatory: edit.mandatory }
    const obstacle = obstacleOf(editable.found, { ...row, ...patch }, row)
    if (obstacle) return { ok: false, reason: obstacle }
    return finish(ctx, actor, code, 'membership.edit', await update(ctx, editable, row, patch, edit.etag))
  }
  return changeRole(ctx, actor, editable, row, edit)
}

const changeRole = async (
  ctx: Context,
  actor: Actor,
  editable: Editable,
  row: Membership,
  { etag, role, voice, from }: Extract<MemberEdit, { readonly role: unknown }>,
): Promise<MemberOutcome> => {
  const { code } = editable.found.body
  const corrects = row.from !== null && from <= row.from
  const { $item: _, ...present } = row
  const values = corrects
    ? { ...present, role, voice }
    : { ...present, role, voice, from, membershipKey: `${code}:${memberId(row)}:${from}` }
  const obstacle = obstacleOf(editable.found, values, row)
  if (obstacle) return { ok: false, reason: obstacle }
  if (corrects)
    return finish(ctx, actor, code, 'membership.edit', await update(ctx, editable, row, { role, voice }, etag))
  return succeed(ctx, actor, editable, row, { ...values, from }, 'membership.edit')
}

/** A membership that goes on as another one from a day on. The new row first: should the old one then keep its end, the later beginning still counts. */
const succeed = async (
  ctx: Context,
  actor: Actor,
  editable: Editable,
  row: Membership,
  values: Values<typeof Memberships> & { readonly from: string },
  action: string,
): Promise<MemberOutcome> => {
  const { code } = editable.found.body
  const created = await ctx.lists.as(editable.assertion).create(Memberships, values)
  if (!created.ok && created.reason !== 'duplicate-key') return finish(ctx, actor, code, action, created)
  const ended = await update(ctx, editable, row, { until: addDays(values.from, -1) }, row.$item.etag)
  return finish(ctx, actor, code, action, ended.ok && created.ok ? created : ended)
}

const update = async (
  ctx: Context,
  { assertion }: Editable,
  row: Membership,
  patch: Patch<typeof Memberships>,
  etag: string,
): Promise<Outcome> => {
  const [outcome] = await ctx.lists.as(assertion).updateMany(Memberships, [{ itemId: row.$item.itemId, patch, etag }])
  return outcome ?? { ok: false, reason: 'unavailable' }
}

/** Nobody sits in a body twice at once, and it has one chair and one secretary at a time. */
const obstacleOf = (
  { memberships }: Pick<FoundBody, 'memberships'>,
  values: Values<typeof Memberships>,
  replaces: Membership | null,
): MemberRefusal | null => {
  if (values.from !== null && values.until !== null && values.until < values.from) return 'ends-before-it-begins'
  const others = memberships.filter((other) => other !== replaces && overlaps(other, values))
  if (others.some((other) => memberId(other) === memberId(values))) return 'already-member'
  const single = values.role === 'chair' || values.role === 'secretary'
  return single && others.some((other) => other.role === values.role) ? 'role-taken' : null
}

const editableBody = (
  ctx: Context,
  actor: Actor,
  code: string,
): Editable | { readonly ok: false; readonly reason: MemberRefusal } => {
  const found = findBody(ctx, actor, code)
  if (!found) return { ok: false, reason: 'unknown-body' }
  if (!found.may('membership.edit')) return { ok: false, reason: 'not-allowed' }
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  return { ok: true, found, assertion: actor.assertion }
}

const finish = async (
  ctx: Context,
  actor: Actor,
  code: string,
  action: string,
  outcome: Outcome,
): Promise<MemberOutcome> => {
  if (outcome.ok) {
    const { $item: _, ...values } = outcome.row
    await ctx.audit.append(actor, action, values.membershipKey, values)
    await ctx.outbox.put(rolesNow(ctx, code))
    return outcome
  }
  if (outcome.reason === 'conflict') return outcome
  return { ok: false, reason: refusals[outcome.reason] }
}

const refusals = {
  'not-found': 'unknown-member',
  forbidden: 'not-allowed',
  'duplicate-key': 'already-member',
  unavailable: 'unavailable',
  invalid: 'invalid',
} as const

/** The columns of the body that tell readers of the list who chairs it now and who keeps its minutes. */
const rolesNow = (ctx: Context, code: string): readonly OutboxWrite<typeof Bodies>[] => {
  const body = ctx.lists.find(Bodies, code)
  const members = membershipOn(ctx.lists.all(Memberships), code, localDay(ctx.clock.now()))
  const chair = holderOf(members, 'chair')?.person ?? null
  const secretary = holderOf(members, 'secretary')?.person ?? null
  if (!body || (body.chair === chair && body.secretary === secretary)) return []
  return [{ list: Bodies, key: code, values: { code, chair, secretary } }]
}
