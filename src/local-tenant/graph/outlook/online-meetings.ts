import { application } from '../../registration'
import type { EventEntity, OnlineMeetingEntity } from '../../store/office-entities'
import { type GraphCall, GraphError, type GraphReply, ok, onlyDelegated, option } from '../exchange'
import { parseFilter } from '../filter'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { mailboxAt } from './mailboxes'

/** The meeting behind a join address: the way from an event to its chat (GRAPH-FACTS 4.5). */
export const onlineMeetingRoutes = (parts: GraphParts): readonly GraphRoute[] =>
  ['/users/{user}', '/me'].map((base) => ({
    method: 'GET',
    template: `${base}/onlineMeetings`,
    operation: 'meeting.read',
    units: 0,
    handle: (call) => byJoinUrl(parts, call),
  }))

const byJoinUrl = (parts: GraphParts, call: GraphCall): GraphReply => {
  const user = call.params.get('user') ?? call.caller.person?.id
  if (user === undefined) throw onlyDelegated()
  const { person } = call.caller
  if (!person && !parts.faults.current.onlineMeetingPolicy) {
    const text = `App ${application.clientId} is not authorized to Get meeting on behalf of user ${user}`
    throw new GraphError(403, 'Unauthorized', text)
  }
  if (person && person.id !== user.toLowerCase())
    throw new GraphError(403, 'Forbidden', 'The user id of the path is not that of the token.')
  const filter = parseFilter(option(call, 'filter') ?? '')
  if (filter.kind !== 'compare' || filter.path.toLowerCase() !== 'joinweburl' || filter.comparison !== 'eq') {
    throw new GraphError(
      400,
      'InvalidArgument',
      'Only a filter on JoinWebUrl, JoinMeetingId or VideoTeleconferenceId is supported.',
    )
  }
  const event = [...parts.state.office.events.values()].find(
    (one) => one.online?.joinUrl === filter.literal && mailboxAt(parts, one.organizer)?.id === one.mailbox,
  )
  if (event && mailboxAt(parts, user)?.id !== event.mailbox) {
    throw new GraphError(404, 'NotFound', 'Organizer Id mismatch.')
  }
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#users('${user}')/onlineMeetings`,
    value: event?.online ? [meetingBody(event, event.online)] : [],
  })
}

const meetingBody = (event: EventEntity, { id, joinUrl, threadId }: OnlineMeetingEntity): object => ({
  id,
  creationDateTime: event.createdAt,
  startDateTime: event.start,
  endDateTime: event.end,
  joinWebUrl: joinUrl,
  subject: event.properties.subject ?? null,
  chatInfo: { threadId, messageId: '0', replyChainMessageId: null },
  participants: {
    organizer: { upn: event.organizer, role: 'presenter', identity: { user: { id: event.mailbox } } },
    attendees: [],
  },
})
