import type { Actor } from '../access/actor'
import type { Context } from '../context'
import type { Patch } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import type { RowOutcome } from '../ports/lists'
import { relationsHeld } from '../projects/relations-held'
import { rowFor, rowSources } from './portfolio-overview'
import { type ProjectRow, type RowSources, rightsOn } from './portfolio-row'
import {
  type BulkOutcome,
  type Conflict,
  type EditableField,
  type EditedProject,
  editFields,
  mayEditField,
  type ProjectPatch,
  steerFields,
} from './portfolio-view'
import { clashingFields } from './rules'
import { settleEdit } from './settle-edit'

/** An edit whose values have been parsed: fields and kinds are those of the list. */
export interface ProjectEdit {
  readonly number: string
  readonly etag: string
  readonly patch: Patch<typeof Projects>
  readonly base: Patch<typeof Projects> | undefined
}

export type EditRefusal =
  | 'unknown-project'
  | 'not-allowed'
  | 'not-saved-yet'
  | 'no-token'
  | 'unknown-programme'
  | 'unknown-person'
  | 'unavailable'
  | 'invalid'

export type EditOutcome =
  | ({ readonly ok: true } & EditedProject)
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflict: Conflict }
  | { readonly ok: false; readonly reason: EditRefusal }

type Outcome = RowOutcome<typeof Projects>

const editable: readonly EditableField[] = [...editFields, ...steerFields]

/** The edited fields alone, as both sides compare them. */
const valuesOf = (values: Patch<typeof Projects>): ProjectPatch =>
  Object.fromEntries(editable.filter((field) => field in values).map((field) => [field, values[field] ?? null]))

/** The project when the person may change all the fields; somebody else's hidden project does not exist for them. */
const permitted = (ctx: Context, actor: Actor, edit: ProjectEdit): ProjectRow | EditRefusal => {
  const project = ctx.lists.find(Projects, edit.number)
  if (!project) return 'unknown-project'
  const rights = rightsOn(actor, project, relationsHeld(ctx, actor.person)(project))
  if (rights === 'hidden') return 'unknown-project'
  const allowed = editable.filter((field) => field in edit.patch).every((field) => mayEditField(rights, field))
  if (!allowed) return 'not-allowed'
  if (project.$item.itemId === '') return 'not-saved-yet'
  return unknownReference(ctx, edit.patch) ?? project
}

const personFields = ['projectManager', 'delegate', 'sponsor', 'businessOwner'] as const

/** References are kept as text: one that names nothing must not enter the list. */
const unknownReference = (ctx: Context, patch: Patch<typeof Projects>): EditRefusal | null => {
  if (patch.programme && !ctx.lists.find(Programmes, patch.programme)) return 'unknown-programme'
  const people = personFields.flatMap((field) => patch[field] ?? [])
  return people.every((person) => ctx.directory.person(person)) ? null : 'unknown-person'
}

const conflictOf = (ctx: Context, edit: ProjectEdit, current: ProjectRow): Conflict => {
  const fields = clashingFields(valuesOf(edit.patch), edit.base && valuesOf(edit.base), valuesOf(current))
  const { modifiedBy, modifiedAt, etag } = current.$item
  return {
    number: current.number,
    etag,
    by: modifiedBy === null ? null : (ctx.directory.person(modifiedBy)?.name ?? null),
    at: modifiedAt,
    fields: fields.map((field) => ({
      field,
      mine: valuesOf(edit.patch)[field] ?? null,
      theirs: valuesOf(current)[field] ?? null,
    })),
  }
}

/** What a write came to: a clash is told with both values. */
const settle = async (
  ctx: Context,
  write: (itemId: string, etag: string) => Promise<Outcome>,
  edit: ProjectEdit,
  first: Outcome,
): Promise<Outcome | Conflict> => {
  const clashes = (current: ProjectRow): boolean => conflictOf(ctx, edit, current).fields.length > 0
  const settled = await settleEdit(first, write, clashes)
  return !settled.ok && settled.reason === 'conflict' ? conflictOf(ctx, edit, settled.current) : settled
}

const refusalOf = (reason: Exclude<Outcome, { ok: true }>['reason']): EditRefusal => {
  switch (reason) {
    case 'forbidden':
      return 'not-allowed'
    case 'unavailable':
    case 'invalid':
      return reason
    default:
      return 'unknown-project'
  }
}

const finish = async (
  ctx: Context,
  actor: Actor,
  edit: ProjectEdit,
  before: ProjectRow,
  result: Outcome | Conflict,
  sources: () => RowSources,
): Promise<EditOutcome> => {
  if (!('ok' in result)) return { ok: false, reason: 'conflict', conflict: result }
  if (!result.ok) return { ok: false, reason: refusalOf(result.reason) }
  await ctx.audit.append(actor, 'project.edit', edit.number, {
    before: valuesOf(Object.fromEntries(editable.filter((f) => f in edit.patch).map((f) => [f, before[f]]))),
    after: valuesOf(edit.patch),
  })
  const row = rowFor(actor, result.row, sources())
  // A person may edit their own access away (confidentiality): the edit stands, the row is gone for them.
  return row ? { ok: true, row, etag: result.row.$item.etag } : { ok: false, reason: 'unknown-project' }
}

/** One edit by a person, with their own token and the version they saw (`If-Match`). Undoing it is the inverse edit. */
export const editProject = async (ctx: Context, actor: Actor, edit: ProjectEdit): Promise<EditOutcome> => {
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  const project = permitted(ctx, actor, edit)
  if (typeof project === 'string') return { ok: false, reason: project }
  const writer = ctx.lists.as(actor.assertion)
  const write = (itemId: string, etag: string): Promise<Outcome> => writer.update(Projects, itemId, edit.patch, etag)
  const result = await settle(ctx, write, edit, await write(project.$item.itemId, edit.etag))
  return finish(ctx, actor, edit, project, result, () => rowSources(ctx, actor))
}

/**
 * Many edits in as few requests as possible; each row succeeds or fails by itself, in the order given. Rows that were written
 * are audited and returned also when SharePoint stopped answering for others.
 */
export const editManyProjects = async (
  ctx: Context,
  actor: Actor,
  edits: readonly ProjectEdit[],
): Promise<readonly BulkOutcome[]> => {
  const { assertion } = actor
  if (assertion === undefined)
    return edits.map(({ number }) => ({ number, ok: false, reason: 'no-token', conflict: null }))
  const writer = ctx.lists.as(assertion)
  const asked = edits.map((edit) => ({ edit, project: permitted(ctx, actor, edit) }))
  const writable = asked.flatMap(({ edit, project }) => (typeof project === 'string' ? [] : [{ edit, project }]))
  const written = await writer.updateMany(
    Projects,
    writable.map(({ edit, project }) => ({ itemId: project.$item.itemId, patch: edit.patch, etag: edit.etag })),
  )
  const settled = new Map<ProjectEdit, Outcome | Conflict>()
  for (const [i, { edit }] of writable.entries()) {
    const first = written[i]
    if (!first) continue
    // Not `update`, which throws when SharePoint does not answer: the rows before this one have been written.
    const again = async (itemId: string, etag: string): Promise<Outcome> => {
      const [outcome] = await writer.updateMany(Projects, [{ itemId, patch: edit.patch, etag }])
      return outcome ?? { ok: false, reason: 'unavailable' }
    }
    settled.set(edit, await settle(ctx, again, edit, first))
  }
  const sources = rowSources(ctx, actor)
  const outcomes: BulkOutcome[] = []
  for (const { edit, project } of asked) {
    const result = settled.get(edit)
    if (typeof project === 'string' || !result)
      outcomes.push(
        bulkOutcome(edit.number, { ok: false, reason: typeof project === 'string' ? project : 'not-allowed' }),
      )
    else outcomes.push(bulkOutcome(edit.number, await finish(ctx, actor, edit, project, result, () => sources)))
  }
  return outcomes
}

const bulkOutcome = (number: string, outcome: EditOutcome): BulkOutcome =>
  outcome.ok
    ? { number, ok: true, row: outcome.row, etag: outcome.etag }
    : {
        number,
        ok: false,
        reason: outcome.reason,
        conflict: outcome.reason === 'conflict' ? outcome.conflict : null,
      }
