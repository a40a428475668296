import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { translate } from '../../i18n/translate'
import { etagSchema } from '../../lists/kit/schema'
import type { Reply, Route } from '../../route'
import { decisionPage } from '../register/register-overview'
import { type ArbitrationRefusal, arbitrate } from './arbitrate'
import { arbitrationSchema } from './arbitration'
import { type EscalationRefusal, escalate } from './escalate'

const key = z.string().trim().min(1).max(150)
const question = z
  .string()
  .trim()
  .max(2_000)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null)
const escalation = z.union([z.strictObject({ exception: key, question }), z.strictObject({ decision: key, question })])
const choice = z.union([
  z.strictObject({ etag: etagSchema, arbitration: arbitrationSchema }),
  z.strictObject({ base: arbitrationSchema.nullable(), arbitration: arbitrationSchema }),
])

type Refusal = EscalationRefusal | ArbitrationRefusal | 'invalid'

const statuses: Readonly<Record<Refusal, number>> = {
  'unknown-body': 404,
  'unknown-decision': 422,
  'unknown-exception': 422,
  'unknown-project': 422,
  invalid: 422,
  'not-allowed': 403,
  settled: 409,
  nowhere: 409,
  'no-meeting': 409,
  locked: 409,
  voted: 409,
  'contradicts-vote': 409,
  conflict: 409,
}

const refuse = (actor: Actor, code: Refusal, status: number = statuses[code]): Reply => ({
  status,
  body: { error: { code, message: translate(actor.locale)(`followUp:escalation.error.${code}`) } },
})

export const escalationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/bodies/:code/escalations',
    action: 'decision.escalate',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = escalation.safeParse(body)
      if (!parsed.success) return refuse(actor, 'invalid')
      const { question: asked, ...what } = parsed.data
      const of =
        'exception' in what
          ? { kind: 'exception' as const, key: what.exception }
          : { kind: 'decision' as const, key: what.decision }
      const outcome = await escalate(ctx, actor, params.code ?? '', { of, question: asked })
      if (!outcome.ok) return refuse(actor, outcome.reason)
      const { item, meeting, already, body: upper } = outcome
      return { status: already ? 200 : 201, body: { item, meeting, body: upper } }
    },
  },
  {
    method: 'PATCH',
    path: '/decisions/:decision/arbitration',
    action: 'decision.arbitrate',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = choice.safeParse(body)
      if (!parsed.success) return refuse(actor, 'invalid')
      const number = params.decision ?? ''
      const { arbitration, ...seen } = parsed.data
      const outcome = await arbitrate(ctx, actor, number, seen, arbitration)
      if (outcome.ok) return { status: 200, body: decisionPage(ctx, actor, number) }
      return refuse(actor, outcome.reason, outcome.reason === 'unknown-decision' ? 404 : undefined)
    },
  },
]
