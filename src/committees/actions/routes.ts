import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import { translate } from '../../i18n/translate'
import { actionState } from '../../lists/committees/actions'
import { etagSchema } from '../../lists/kit/schema'
import type { Call, Reply, Route } from '../../route'
import { actionRow, actionsOverview } from './actions-overview'
import { REASON_MAX } from './actions-view'
import { type ActionRefusal, editAction } from './edit-action'
import { actionsFor } from './find-action'

const edit = z.strictObject({
  etag: etagSchema,
  base: z.strictObject({ owner: z.string().nullable(), dueOn: z.string().nullable(), state: z.enum(actionState) }),
  change: z.strictObject({
    owner: z.string().trim().min(1).max(80).optional(),
    dueOn: z.iso
      .date()
      .refine((day) => day >= '2000-01-01' && day <= '2199-12-31')
      .optional(),
    state: z.enum(actionState).optional(),
    reason: z.string().trim().max(REASON_MAX).optional(),
  }),
})

const statuses: Partial<Record<ActionRefusal | 'conflict', number>> = {
  'unknown-action': 404,
  'not-allowed': 403,
  'no-token': 403,
  'not-saved-yet': 409,
  conflict: 409,
  unavailable: 503,
}

const refuse = (actor: Actor, code: ActionRefusal | 'conflict', more: object = {}): Reply => ({
  status: statuses[code] ?? 422,
  body: { error: { code, message: translate(actor.locale)(`followUp:action.error.${code}`) }, ...more },
})

const currentRow = ({ ctx, actor, params }: Call): object => {
  const found = actionsFor(ctx, actor).find(params.action ?? '')
  return found ? { action: actionRow(ctx, actor, found, localDay(ctx.clock.now())) } : {}
}

export const actionsRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/actions',
    action: 'body.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: actionsOverview(ctx, actor) }),
  },
  {
    method: 'PATCH',
    path: '/actions/:action',
    action: 'action.edit',
    handle: async (call) => {
      const { ctx, actor, params, body } = call
      const parsed = edit.safeParse(body)
      if (!parsed.success) return refuse(actor, 'invalid')
      const outcome = await editAction(ctx, actor, params.action ?? '', parsed.data)
      if (outcome.ok) return { status: 200, body: currentRow(call) }
      return refuse(actor, outcome.reason, outcome.reason === 'conflict' ? currentRow(call) : {})
    },
  },
]
