import { translate } from '../i18n/translate'
import type { Call, Reply, Route } from '../route'
import {
  createMilestone,
  type MilestoneOutcome,
  type MilestoneRefusal,
  removeMilestone,
  updateMilestone,
} from './edit-milestones'
import { dayInBrussels, milestoneView, nameOf, projectPage } from './project-page'
import type { MilestoneConflict } from './project-view'

const statusOf: Record<MilestoneRefusal, number> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 400,
  'baseline-is-agreed': 403,
  'duplicate-key': 409,
  unavailable: 503,
  'no-version': 400,
}

const refusal = (call: Call, reason: MilestoneRefusal): Reply => ({
  status: statusOf[reason],
  body: { error: { code: reason, message: translate(call.actor.locale)(`project:error.${reason}`) } },
})

const reply = (call: Call, outcome: MilestoneOutcome, status: 200 | 201): Reply => {
  const today = dayInBrussels(call.ctx.clock.now())
  if (outcome.ok) return { status, body: { milestone: milestoneView(outcome.row, today) } }
  if (outcome.reason !== 'conflict') return refusal(call, outcome.reason)
  const conflict: MilestoneConflict = {
    current: milestoneView(outcome.current, today),
    by: nameOf(call.ctx, outcome.current.$item.modifiedBy)?.name ?? null,
    at: outcome.current.$item.modifiedAt,
  }
  return { status: 409, body: { conflict } }
}

/** The project page and its milestones; the project's own fields are edited through the portfolio's routes. */
export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects/:number',
    action: 'project.read',
    handle: async (call) => {
      const view = projectPage(call.ctx, call.actor, call.params.number ?? '')
      return view ? { status: 200, body: view } : refusal(call, 'not-found')
    },
  },
  {
    method: 'POST',
    path: '/projects/:number/milestones',
    action: 'project.edit',
    handle: async (call) =>
      reply(call, await createMilestone(call.ctx, call.actor, call.params.number ?? '', call.body), 201),
  },
  {
    method: 'PATCH',
    path: '/projects/:number/milestones/:key',
    action: 'project.edit',
    handle: async (call) => {
      const { number = '', key = '' } = call.params
      return reply(call, await updateMilestone(call.ctx, call.actor, number, key, call.body), 200)
    },
  },
  {
    method: 'DELETE',
    path: '/projects/:number/milestones/:key',
    action: 'project.edit',
    handle: async (call) => {
      const { number = '', key = '' } = call.params
      const outcome = await removeMilestone(call.ctx, call.actor, number, key, call.query.etag ?? '')
      return outcome.ok ? { status: 200, body: {} } : reply(call, outcome, 200)
    },
  },
]
