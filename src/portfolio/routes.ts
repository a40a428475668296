import { z } from 'zod'
import type { Actor } from '../access/actor'
import type { TextKey } from '../i18n/text'
import { translate } from '../i18n/translate'
import { etagSchema, patchSchema } from '../lists/kit/schema'
import { Projects } from '../lists/projects'
import type { Reply, Route } from '../route'
import { createProject } from './create-project'
import { editManyProjects, editProject, type ProjectEdit } from './edit-projects'
import { exportPortfolio } from './export-portfolio'
import { parseGridState } from './grid/grid-view'
import { portfolioOverview } from './portfolio-overview'
import { editFields, steerFields } from './portfolio-view'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** More rows than any portfolio shows at once; keeps one request from holding the service. */
const BULK_MAX = 500

const patch = patchSchema(Projects, [...editFields, ...steerFields])
const editSchema = z.strictObject({ etag: etagSchema, patch, base: patch.optional() })
const bulkSchema = z.strictObject({
  updates: z
    .array(editSchema.extend({ number: z.string().min(1).max(40) }))
    .min(1)
    .max(BULK_MAX),
})
const blank = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const newProjectFields = patchSchema(Projects, [
  'title',
  'programme',
  'projectManager',
  'phase',
  'baselineEnd',
  'approvedCost',
  'priority',
])
/** Part of addresses, of row keys and of the inputs of cards, hence the narrow alphabet. */
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u
const newNumber = z.object({ number: z.preprocess(blank, z.string().trim().max(40).regex(NUMBER).optional()) })

const refusals = {
  'unknown-project': 404,
  'not-allowed': 403,
  'no-token': 403,
  'not-saved-yet': 409,
  'number-taken': 409,
  'unknown-programme': 422,
  'unknown-person': 422,
  invalid: 422,
  unavailable: 503,
  conflict: 409,
} as const
type Refusal = keyof typeof refusals

const refuse = (actor: Actor, code: Refusal, more: object = {}): Reply => {
  const key: TextKey = `portfolio:error.${code}`
  return { status: refusals[code], body: { error: { code, message: translate(actor.locale)(key) }, ...more } }
}

/** What the person typed that cannot be a value, field by field, so that forms can show it in place. */
const invalid = (actor: Actor, error: z.ZodError): Reply =>
  refuse(actor, 'invalid', { fields: [...new Set(error.issues.map((issue) => String(issue.path.at(-1) ?? '')))] })

export const portfolioRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/portfolio',
    action: 'portfolio.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: portfolioOverview(ctx, actor) }),
  },
  {
    method: 'GET',
    path: '/portfolio/export',
    action: 'portfolio.export',
    handle: async ({ ctx, actor, query }) => {
      const { name, content } = await exportPortfolio(ctx, actor, parseGridState(new URLSearchParams(query)))
      return { status: 200, file: { name, contentType: XLSX, content } }
    },
  },
  {
    method: 'PATCH',
    path: '/projects/:number',
    action: 'project.edit',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = editSchema.safeParse(body)
      if (!parsed.success) return invalid(actor, parsed.error)
      const edit: ProjectEdit = { number: params.number ?? '', ...parsed.data, base: parsed.data.base }
      const outcome = await editProject(ctx, actor, edit)
      if (outcome.ok) return { status: 200, body: { row: outcome.row, etag: outcome.etag } }
      if (outcome.reason === 'conflict') return refuse(actor, 'conflict', { conflict: outcome.conflict })
      return refuse(actor, outcome.reason)
    },
  },
  {
    method: 'PATCH',
    path: '/projects',
    action: 'project.edit',
    handle: async ({ ctx, actor, body }) => {
      const parsed = bulkSchema.safeParse(body)
      if (!parsed.success) return invalid(actor, parsed.error)
      const edits = parsed.data.updates.map((update): ProjectEdit => ({ ...update, base: update.base }))
      return { status: 200, body: { outcomes: await editManyProjects(ctx, actor, edits) } }
    },
  },
  {
    method: 'POST',
    path: '/projects',
    action: 'project.create',
    handle: async ({ ctx, actor, body }) => {
      const { number, ...fields } = typeof body === 'object' && body !== null ? { number: undefined, ...body } : {}
      const asked = newNumber.safeParse({ number })
      const values = newProjectFields.safeParse(fields)
      if (!asked.success) return invalid(actor, asked.error)
      if (!values.success) return invalid(actor, values.error)
      const { title } = values.data
      if (typeof title !== 'string' || title === '') return refuse(actor, 'invalid', { fields: ['title'] })
      const outcome = await createProject(ctx, actor, {
        number: asked.data.number,
        title,
        programme: values.data.programme ?? null,
        projectManager: values.data.projectManager ?? null,
        phase: values.data.phase ?? null,
        baselineEnd: values.data.baselineEnd ?? null,
        approvedCost: values.data.approvedCost ?? null,
        priority: values.data.priority ?? false,
      })
      return outcome.ok ? { status: 201, body: { row: outcome.row } } : refuse(actor, outcome.reason)
    },
  },
]
