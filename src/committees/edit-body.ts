import type { Actor } from '../access/actor'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import type { Patch } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { clashingFields } from '../portfolio/rules'
import { settleEdit } from '../portfolio/settle-edit'
import type { RowOutcome } from '../ports/lists'
import { findProject } from '../projects/find-project'
import {
  type BodyConflict,
  type BodyField,
  type BodyPatch,
  mayEditBodyField,
  runFields,
  steerFields,
} from './bodies-view'
import { rightsOn } from './body-page'
import { type Body, findBody } from './find-body'
import { linesOf } from './rules/coverage'

/** An edit whose values have been parsed. */
export interface ParsedBodyEdit {
  readonly code: string
  readonly etag: string
  readonly patch: Patch<typeof Bodies>
  readonly base: Patch<typeof Bodies> | undefined
}

export type BodyRefusal =
  | 'unknown-body'
  | 'not-allowed'
  | 'no-token'
  | 'not-saved-yet'
  | 'unknown-programme'
  | 'unknown-project'
  | 'escalates-in-a-circle'
  | 'unavailable'
  | 'invalid'

export type BodyOutcome =
  | { readonly ok: true; readonly etag: string }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflict: BodyConflict }
  | { readonly ok: false; readonly reason: BodyRefusal }

const editable: readonly BodyField[] = [...runFields, ...steerFields]

/** The edited fields alone, as both sides compare them. */
const valuesOf = (values: Patch<typeof Bodies>): BodyPatch =>
  Object.fromEntries(editable.filter((field) => field in values).map((field) => [field, values[field] ?? null]))

/** One edit by a person, with their own token and the version they saw (`If-Match`). Undoing it is the inverse edit. */
export const editBody = async (ctx: Context, actor: Actor, edit: ParsedBodyEdit): Promise<BodyOutcome> => {
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  const body = permitted(ctx, actor, edit)
  if (typeof body === 'string') return { ok: false, reason: body }
  const writer = ctx.lists.as(actor.assertion)
  const write = async (itemId: string, etag: string): Promise<RowOutcome<typeof Bodies>> => {
    const [outcome] = await writer.updateMany(Bodies, [{ itemId, patch: edit.patch, etag }])
    return outcome ?? { ok: false, reason: 'unavailable' }
  }
  const clashes = (current: Body): boolean => conflictOf(ctx, edit, current).fields.length > 0
  const outcome = await settleEdit(await write(body.$item.itemId, edit.etag), write, clashes)
  if (outcome.ok) {
    const before = valuesOf(Object.fromEntries(editable.filter((f) => f in edit.patch).map((f) => [f, body[f]])))
    await ctx.audit.append(actor, 'body.edit', edit.code, { before, after: valuesOf(edit.patch) })
    return { ok: true, etag: outcome.row.$item.etag }
  }
  if (outcome.reason === 'conflict')
    return { ok: false, reason: 'conflict', conflict: conflictOf(ctx, edit, outcome.current) }
  return { ok: false, reason: refusalOf(outcome.reason) }
}

/** The body when the person may change all the fields to what they ask; somebody else's hidden body does not exist for them. */
const permitted = (ctx: Context, actor: Actor, edit: ParsedBodyEdit): Body | BodyRefusal => {
  const found = findBody(ctx, actor, edit.code)
  if (!found) return 'unknown-body'
  const rights = rightsOn(found)
  const allowed = editable.filter((field) => field in edit.patch).every((field) => mayEditBodyField(rights, field))
  if (!allowed) return 'not-allowed'
  if (found.body.$item.itemId === '') return 'not-saved-yet'
  return unknownReference(ctx, actor, edit) ?? found.body
}

/** References are kept as text: one that names nothing must not enter the list, nor an escalation that comes back to its start. */
const unknownReference = (ctx: Context, actor: Actor, { code, patch }: ParsedBodyEdit): BodyRefusal | null => {
  const programmes = [...(patch.programme ? [patch.programme] : []), ...linesOf(patch.programmes ?? null)]
  if (programmes.some((programme) => !ctx.lists.find(Programmes, programme))) return 'unknown-programme'
  const projects = [...(patch.project ? [patch.project] : []), ...linesOf(patch.projects ?? null)]
  if (projects.some((number) => !findProject(ctx, actor, number))) return 'unknown-project'
  if (!patch.escalatesTo) return null
  if (!findBody(ctx, actor, patch.escalatesTo)) return 'unknown-body'
  const ladder = new Set([code])
  for (let next: string | null = patch.escalatesTo; next; next = ctx.lists.find(Bodies, next)?.escalatesTo ?? null) {
    if (ladder.has(next)) return 'escalates-in-a-circle'
    ladder.add(next)
  }
  return null
}

const conflictOf = (ctx: Context, edit: ParsedBodyEdit, current: Body): BodyConflict => {
  const [mine, theirs] = [valuesOf(edit.patch), valuesOf(current)]
  const fields = clashingFields<BodyField>(mine, edit.base && valuesOf(edit.base), theirs)
  const { modifiedBy, modifiedAt, etag } = current.$item
  return {
    etag,
    by: modifiedBy === null ? null : (ctx.directory.person(modifiedBy)?.name ?? null),
    at: modifiedAt,
    fields: fields.map((field) => ({ field, mine: mine[field] ?? null, theirs: theirs[field] ?? null })),
  }
}

const refusalOf = (reason: 'not-found' | 'forbidden' | 'duplicate-key' | 'unavailable' | 'invalid'): BodyRefusal => {
  if (reason === 'forbidden') return 'not-allowed'
  return reason === 'unavailable' || reason === 'invalid' ? reason : 'unknown-body'
}
