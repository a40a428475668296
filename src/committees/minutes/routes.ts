import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { translate } from '../../i18n/translate'
import type { Call, Reply, Route } from '../../route'
import { findMeeting } from '../meetings/find-meeting'
import { approveMinutes } from './approve-minutes'
import { commentMinutes, settleComment } from './comment-minutes'
import { fileNameOf, MINUTES_TYPE } from './minutes-file'
import { minutesPage } from './minutes-page'
import { COMMENT_MAX } from './minutes-view'
import { type MinutesRefusal, submitMinutes } from './submit-minutes'
import { minutesFile, verifyMinutes } from './verify-minutes'

const comment = z.strictObject({
  text: z.string().trim().min(1).max(COMMENT_MAX),
  item: z.string().min(1).max(100).nullable().default(null),
})
const settling = z.strictObject({ settled: z.boolean() })

const statuses: Partial<Record<Refusal, number>> = {
  'unknown-meeting': 404,
  'not-allowed': 403,
  'unknown-comment': 422,
  invalid: 422,
}
type Refusal = MinutesRefusal | 'no-file' | 'missing' | 'invalid'

const refuse = (actor: Actor, code: Refusal): Reply => ({
  status: statuses[code] ?? 409,
  body: { error: { code, message: translate(actor.locale)(`followUp:minutes.error.${code}`) } },
})

const keyOf = ({ params }: Call): string => params.meeting ?? ''
/** Every answer to a change is the page as it is now. */
const pageReply = async (call: Call): Promise<Reply> => ({
  status: 200,
  body: await minutesPage(call.ctx, call.actor, keyOf(call)),
})
const replyOf = (
  call: Call,
  outcome: { readonly ok: true } | { readonly ok: false; readonly reason: MinutesRefusal },
) => (outcome.ok ? pageReply(call) : refuse(call.actor, outcome.reason))

const path = '/meetings/:meeting/minutes'

export const minutesRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    action: 'minutes.read',
    handle: async (call) => {
      const view = await minutesPage(call.ctx, call.actor, keyOf(call))
      return view ? { status: 200, body: view } : refuse(call.actor, 'unknown-meeting')
    },
  },
  {
    method: 'GET',
    path: `${path}/file`,
    action: 'minutes.read',
    handle: async (call) => {
      const found = findMeeting(call.ctx, call.actor, keyOf(call))
      if (!found?.may('minutes.read')) return refuse(call.actor, 'unknown-meeting')
      const file = await minutesFile(call.ctx, found)
      if (!file.ok) return refuse(call.actor, file.reason)
      const name = fileNameOf(found, found.meeting.minutesVersion ?? 1)
      return { status: 200, file: { name, contentType: MINUTES_TYPE, content: file.content } }
    },
  },
  {
    method: 'GET',
    path: `${path}/verification`,
    action: 'minutes.read',
    handle: async (call) => {
      const found = findMeeting(call.ctx, call.actor, keyOf(call))
      if (!found?.may('minutes.read')) return refuse(call.actor, 'unknown-meeting')
      const verification = await verifyMinutes(call.ctx, found)
      return verification ? { status: 200, body: verification } : refuse(call.actor, 'no-file')
    },
  },
  {
    method: 'POST',
    path: `${path}/versions`,
    action: 'minutes.edit',
    handle: async (call) => replyOf(call, await submitMinutes(call.ctx, call.actor, keyOf(call))),
  },
  {
    method: 'POST',
    path: `${path}/approval`,
    action: 'minutes.approve',
    handle: async (call) => replyOf(call, await approveMinutes(call.ctx, call.actor, keyOf(call))),
  },
  {
    method: 'POST',
    path: `${path}/comments`,
    action: 'minutes.comment',
    handle: async (call) => {
      const parsed = comment.safeParse(call.body)
      if (!parsed.success) return refuse(call.actor, 'invalid')
      return replyOf(call, await commentMinutes(call.ctx, call.actor, keyOf(call), parsed.data))
    },
  },
  {
    method: 'PATCH',
    path: `${path}/comments/:comment`,
    action: 'minutes.edit',
    handle: async (call) => {
      const parsed = settling.safeParse(call.body)
      if (!parsed.success) return refuse(call.actor, 'invalid')
      const { comment: key = '' } = call.params
      return replyOf(call, await settleComment(call.ctx, call.actor, keyOf(call), key, parsed.data.settled))
    },
  },
]
