import { z } from 'zod'
import { translate } from '../../i18n/translate'
import type { Call, Reply, Route } from '../../route'
import { onMeeting } from '../session/session-reply'
import { adjustInput, adjustPlan } from './adjust-plan'
import { confirmPlan } from './confirm-plan'
import { cancelMeeting } from './convene/cancel-meeting'
import { beginConvening } from './convene/run-convening'
import { makePlan, type StartOutcome } from './make-plan'
import { planPage } from './plan-page'

const cancelInput = z.strictObject({
  because: z
    .string()
    .trim()
    .max(400)
    .nullable()
    .transform((text) => text || null),
})
const confirmInput = z.strictObject({ version: z.number().int() })

const refusals = {
  invalid: 422,
  running: 409,
  'not-running': 409,
  'plan-changed': 409,
  convening: 409,
  'nothing-to-plan': 409,
  'nothing-to-confirm': 409,
  'nothing-to-undo': 409,
  'no-mailbox': 409,
  'mailbox-of-a-person': 409,
  'unknown-meeting': 404,
  'outside-period': 422,
} as const

const refuse = ({ actor }: Call, code: keyof typeof refusals): Reply => ({
  status: refusals[code],
  body: { error: { code, message: translate(actor.locale)(`planning:error.${code}`) } },
})

const started = (
  call: Call,
  outcome: StartOutcome | { readonly ok: false; readonly reason: keyof typeof refusals },
): Reply => (outcome.ok ? { status: 202, body: { version: outcome.version } } : refuse(call, outcome.reason))

/** The plan of the meetings of all bodies: made, changed by hand, confirmed. */
export const planningRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/plan',
    action: 'plan.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: await planPage(ctx, actor) }),
  },
  {
    method: 'POST',
    path: '/plan',
    action: 'plan.make',
    handle: async (call) => started(call, await makePlan(call.ctx, call.actor)),
  },
  {
    method: 'POST',
    path: '/plan/stop',
    action: 'plan.make',
    handle: async (call) => {
      if (!(await call.ctx.plans.running())) return refuse(call, 'not-running')
      await call.ctx.plans.stop()
      return { status: 202, body: {} }
    },
  },
  {
    method: 'PATCH',
    path: '/plan',
    action: 'plan.make',
    handle: async (call) => {
      const parsed = adjustInput.safeParse(call.body)
      if (!parsed.success) return refuse(call, 'invalid')
      return started(call, await adjustPlan(call.ctx, call.actor, parsed.data))
    },
  },
  {
    method: 'POST',
    path: '/plan/confirm',
    action: 'plan.confirm',
    handle: async (call) => {
      const { ctx, actor, body } = call
      const parsed = confirmInput.safeParse(body)
      if (!parsed.success) return refuse(call, 'invalid')
      const outcome = await confirmPlan(ctx, actor, parsed.data.version)
      if (!outcome.ok) return refuse(call, outcome.reason)
      beginConvening(ctx)
      const { create, update, cancel } = outcome
      return { status: 202, body: { create, update, cancel } }
    },
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/cancel',
    action: 'meeting.cancel',
    handle: onMeeting('meeting.cancel', cancelInput, ({ ctx, actor }, key, { because }) =>
      cancelMeeting(ctx, actor, key, because),
    ),
  },
]
