import { z } from 'zod'
import { translate } from '../../../i18n/translate'
import type { Call, Reply, Route } from '../../../route'
import { findBody } from '../../find-body'
import { beginConvening } from '../convene/run-convening'
import { conveneMeeting } from './convene-meeting'
import type { AskedSlot } from './slot'
import { slotPage } from './slot-page'

const start = z.iso.datetime({ offset: true })
const asked: z.ZodType<AskedSlot> = z.strictObject({ start, minutes: z.number().int() })
const inAddress = z.strictObject({
  start,
  minutes: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number),
})

const statusOf = {
  'unknown-body': 404,
  'not-allowed': 403,
  invalid: 422,
  'in-the-past': 422,
  'too-far': 422,
  'too-short': 422,
  'too-long': 422,
  'not-active': 409,
  'no-members': 409,
  overlaps: 409,
  'no-mailbox': 409,
  'mailbox-of-a-person': 409,
} as const

const refuse = ({ actor }: Call, code: keyof typeof statusOf): Reply => ({
  status: statusOf[code],
  body: { error: { code, message: translate(actor.locale)(`planning:error.${code}`) } },
})

/** Who may not is told so before anything of the request is read. */
const onBody =
  <T>(read: (call: Call) => z.ZodSafeParseResult<T>, work: (call: Call, code: string, slot: T) => Promise<Reply>) =>
  async (call: Call): Promise<Reply> => {
    const code = call.params.code ?? ''
    const found = findBody(call.ctx, call.actor, code)
    if (!found?.may('meeting.convene')) return refuse(call, found ? 'not-allowed' : 'unknown-body')
    const parsed = read(call)
    return parsed.success ? work(call, code, parsed.data) : refuse(call, 'invalid')
  }

/** One meeting outside of the plan. */
export const extraordinaryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/bodies/:code/slot',
    action: 'meeting.convene',
    handle: onBody(
      ({ query }) => inAddress.safeParse(query),
      async (call, code, slot) => {
        const outcome = await slotPage(call.ctx, call.actor, code, slot)
        return outcome.ok ? { status: 200, body: outcome.view } : refuse(call, outcome.reason)
      },
    ),
  },
  {
    method: 'POST',
    path: '/bodies/:code/meetings',
    action: 'meeting.convene',
    handle: onBody(
      ({ body }) => asked.safeParse(body),
      async (call, code, slot) => {
        const { ctx, actor } = call
        const outcome = await conveneMeeting(ctx, actor, code, slot)
        if (!outcome.ok) return refuse(call, outcome.reason)
        beginConvening(ctx)
        return { status: 201, body: outcome.convened }
      },
    ),
  },
]
