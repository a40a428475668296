import { translate } from '../../i18n/translate'
import type { Route } from '../../route'
import { findMeeting } from './find-meeting'
import { meetingRow, meetingsOverview } from './meetings-overview'

export const meetingsRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/meetings',
    action: 'body.read',
    handle: async ({ ctx, actor }) => ({ status: 200, body: meetingsOverview(ctx, actor) }),
  },
  {
    method: 'GET',
    path: '/meetings/:meeting',
    action: 'meeting.read',
    handle: async ({ ctx, actor, params }) => {
      const found = findMeeting(ctx, actor, params.meeting ?? '')
      if (found) return { status: 200, body: { meeting: meetingRow(found, actor.person) } }
      const message = translate(actor.locale)('committees:error.unknown-meeting')
      return { status: 404, body: { error: { code: 'unknown-meeting', message } } }
    },
  },
]
