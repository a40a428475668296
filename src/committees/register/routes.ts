import type { Actor } from '../../access/actor'
import { translate } from '../../i18n/translate'
import { contentTypes } from '../../reports/file-names'
import type { Reply, Route } from '../../route'
import { exportRegister } from './export-register'
import { filterOf } from './register-filter'
import { decisionPage, registerOverview } from './register-overview'

/** The same answer for a decision that does not exist and one that this person may not know of. */
export const unknownDecision = (actor: Actor): Reply => ({
  status: 404,
  body: {
    error: { code: 'unknown-decision', message: translate(actor.locale)('followUp:escalation.error.unknown-decision') },
  },
})

export const registerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/decisions',
    action: 'body.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: registerOverview(ctx, actor) }),
  },
  {
    method: 'GET',
    path: '/decisions-export',
    action: 'body.read',
    handle: async ({ ctx, actor, query }) => {
      const { name, content } = await exportRegister(
        ctx,
        actor,
        filterOf((part) => query[part]),
      )
      return { status: 200, file: { name, contentType: contentTypes.workbook, content } }
    },
  },
  {
    method: 'GET',
    path: '/decisions/:decision',
    action: 'decision.read',
    handle: async ({ ctx, actor, params }) => {
      const view = decisionPage(ctx, actor, params.decision ?? '')
      return view ? { status: 200, body: view } : unknownDecision(actor)
    },
  },
]
