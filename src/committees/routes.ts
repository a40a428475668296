import { z } from 'zod'
import type { Actor } from '../access/actor'
import { localDay } from '../calendar/business-days'
import { translate } from '../i18n/translate'
import { Bodies } from '../lists/bodies'
import { memberRole, memberVoice } from '../lists/committees/memberships'
import { etagSchema, lineSchema, patchSchema } from '../lists/kit/schema'
import { contentTypes } from '../reports/file-names'
import type { Call, Reply, Route } from '../route'
import { bodiesOverview } from './bodies-overview'
import { bodyTemplates, runFields, steerFields } from './bodies-view'
import { bodyPage, membershipView } from './body-page'
import { createBody } from './create-body'
import { createForProjects } from './create-for-projects'
import { editBody } from './edit-body'
import { addMember, editMember, type MemberOutcome } from './edit-memberships'
import { isHours } from './hours'
import { exportBodies } from './list/export-bodies'
import { stateOf } from './list/list-state'

const patch = patchSchema(Bodies, [...runFields, ...steerFields]).refine(
  ({ preferredHours, excludedHours }) => [preferredHours, excludedHours].every((hours) => !hours || isHours(hours)),
  { message: 'hours', path: ['preferredHours'] },
)
const bodyEdit = z.strictObject({ etag: etagSchema, patch, base: patchSchema(Bodies).optional() })
const optional = z.string().trim().min(1).nullable()
const newBody = z.strictObject({
  template: z.enum(bodyTemplates),
  title: lineSchema(255),
  programme: optional,
  project: optional,
  chair: optional,
  secretary: optional,
})
const day = z.iso.date()
const role = z.enum(memberRole)
const voice = z.enum(memberVoice)
const newMember = z.strictObject({
  person: z.string().trim().min(1),
  role,
  voice,
  mandatory: z.boolean(),
  from: day,
  until: day.nullable(),
})
const memberEdit = z.union([
  z.strictObject({ etag: etagSchema, until: day.nullable() }),
  z.strictObject({ etag: etagSchema, mandatory: z.boolean() }),
  z.strictObject({ etag: etagSchema, role, voice, from: day }),
])
const forProjects = z.strictObject({ dryRun: z.boolean() })

const refusals = {
  'unknown-body': 404,
  'unknown-member': 404,
  'not-allowed': 403,
  'no-token': 403,
  'not-saved-yet': 409,
  'code-taken': 409,
  'already-member': 409,
  'role-taken': 409,
  'ends-before-it-begins': 422,
  'unknown-programme': 422,
  'unknown-project': 422,
  'unknown-person': 422,
  'escalates-in-a-circle': 422,
  invalid: 422,
  unavailable: 503,
  conflict: 409,
} as const

const refuse = (actor: Actor, code: keyof typeof refusals, more: object = {}): Reply => ({
  status: refusals[code],
  body: { error: { code, message: translate(actor.locale)(`committees:error.${code}`) }, ...more },
})

/** What the person typed that cannot be a value, field by field, so that forms can show it in place. */
const invalid = (actor: Actor, error: z.ZodError): Reply =>
  refuse(actor, 'invalid', { fields: [...new Set(error.issues.map((issue) => String(issue.path.at(-1) ?? '')))] })

const memberReply = ({ ctx, actor }: Call, outcome: MemberOutcome, status: 200 | 201): Reply => {
  const today = localDay(ctx.clock.now())
  if (outcome.ok) return { status, body: { member: membershipView(ctx, outcome.row, today) } }
  if (outcome.reason !== 'conflict') return refuse(actor, outcome.reason)
  return refuse(actor, 'conflict', { current: membershipView(ctx, outcome.current, today) })
}

export const committeesRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/bodies',
    action: 'body.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: bodiesOverview(ctx, actor) }),
  },
  {
    method: 'GET',
    path: '/bodies-export',
    action: 'body.read',
    handle: async ({ ctx, actor, query }) => {
      const { name, content } = await exportBodies(ctx, actor, stateOf(new URLSearchParams(query)))
      return { status: 200, file: { name, contentType: contentTypes.workbook, content } }
    },
  },
  {
    method: 'POST',
    path: '/bodies',
    action: 'body.create',
    handle: async ({ ctx, actor, body }) => {
      const parsed = newBody.safeParse(body)
      if (!parsed.success) return invalid(actor, parsed.error)
      const outcome = await createBody(ctx, actor, parsed.data)
      return outcome.ok ? { status: 201, body: { code: outcome.code } } : refuse(actor, outcome.reason)
    },
  },
  {
    method: 'POST',
    path: '/bodies/for-projects',
    action: 'body.create',
    handle: async ({ ctx, actor, body }) => {
      const parsed = forProjects.safeParse(body)
      if (!parsed.success) return invalid(actor, parsed.error)
      const outcome = await createForProjects(ctx, actor, parsed.data.dryRun)
      return outcome.ok ? { status: 200, body: outcome.report } : refuse(actor, outcome.reason)
    },
  },
  {
    method: 'GET',
    path: '/bodies/:code',
    action: 'body.read',
    handle: async ({ ctx, actor, params }) => {
      const view = bodyPage(ctx, actor, params.code ?? '')
      return view ? { status: 200, body: view } : refuse(actor, 'unknown-body')
    },
  },
  {
    method: 'PATCH',
    path: '/bodies/:code',
    action: 'body.edit',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = bodyEdit.safeParse(body)
      if (!parsed.success) return invalid(actor, parsed.error)
      const { etag, patch: values, base } = parsed.data
      const outcome = await editBody(ctx, actor, { code: params.code ?? '', etag, patch: values, base })
      if (outcome.ok) return { status: 200, body: { etag: outcome.etag } }
      if (outcome.reason === 'conflict') return refuse(actor, 'conflict', { conflict: outcome.conflict })
      return refuse(actor, outcome.reason)
    },
  },
  {
    method: 'POST',
    path: '/bodies/:code/members',
    action: 'membership.edit',
    handle: async (call) => {
      const parsed = newMember.safeParse(call.body)
      if (!parsed.success) return invalid(call.actor, parsed.error)
      return memberReply(call, await addMember(call.ctx, call.actor, call.params.code ?? '', parsed.data), 201)
    },
  },
  {
    method: 'PATCH',
    path: '/bodies/:code/members/:key',
    action: 'membership.edit',
    handle: async (call) => {
      const parsed = memberEdit.safeParse(call.body)
      if (!parsed.success) return invalid(call.actor, parsed.error)
      const { code = '', key = '' } = call.params
      return memberReply(call, await editMember(call.ctx, call.actor, code, key, parsed.data), 200)
    },
  },
]
