import { z } from 'zod'
import { translate } from '../../../i18n/translate'
import { Publications } from '../../../lists/publications'
import { recordedFile } from '../../../reports/recorded-file'
import type { Call, Reply, Route } from '../../../route'
import { tellAbout } from '../agenda-clock'
import { findAgenda } from '../find-agenda'
import { meetingIn, refuse } from '../routes'
import { approveAgenda } from './approve-agenda'
import { PACK_TYPE } from './pack-file'
import { publishPack } from './publish-pack'

const publish = z.strictObject({ reason: z.string().trim().min(1).max(2_000).nullable().default(null) })
const nothing = z.strictObject({})

/** Through the service, so that a member needs no rights on the library itself. */
const download = async (call: Call): Promise<Reply> => {
  const { ctx, actor, params } = call
  const key = meetingIn(call)
  // A pack holds all items: guests, who see some, get none.
  if (!findAgenda(ctx, actor, key)?.full) return refuse(actor, 'unknown-meeting')
  const row = ctx.lists.find(Publications, `${key}:meetingPack:v${params.version ?? ''}`)
  const recorded = await recordedFile(ctx, row)
  if (row && recorded.ok)
    return { status: 200, file: { name: row.fileName, contentType: PACK_TYPE, content: recorded.content } }
  if (row && !recorded.ok && recorded.reason === 'altered') {
    const message = translate(actor.locale)('reports:publish.altered', { file: row.fileName })
    return { status: 409, body: { error: { code: 'altered', message } } }
  }
  return refuse(actor, 'unknown-pack')
}

export const packRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/meetings/:meeting/pack',
    action: 'agenda.publish',
    handle: async (call) => {
      const body = publish.safeParse(call.body)
      if (!body.success) return refuse(call.actor, 'invalid')
      const outcome = await publishPack(call.ctx, call.actor, meetingIn(call), body.data.reason)
      if (!outcome.ok) return refuse(call.actor, outcome.reason)
      const told = await tellAbout(call.ctx, meetingIn(call))
      return { status: 200, body: { version: outcome.version, ...told } }
    },
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/agenda/approve',
    action: 'agenda.approve',
    handle: async (call) => {
      if (!nothing.safeParse(call.body).success) return refuse(call.actor, 'invalid')
      const outcome = await approveAgenda(call.ctx, call.actor, meetingIn(call))
      return outcome.ok ? { status: 200, body: { approvedAt: outcome.approvedAt } } : refuse(call.actor, outcome.reason)
    },
  },
  { method: 'GET', path: '/meetings/:meeting/pack/:version', action: 'meeting.read', handle: download },
]
