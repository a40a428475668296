import type { EventEntity } from '../../store/office-entities'
import { created, type GraphCall, GraphError, type GraphReply, noContent, ok, onlySelected, param } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { calendarView, listEvents } from './calendar-view'
import { etagOfEvent, eventBody, eventsContext } from './event-body'
import { createEvent, removeEvent, updateEvent } from './event-writes'
import { mailboxAt, mailboxKey, openMailbox } from './mailboxes'
import { preferredZone } from './time-zones'

/** The calendar of a mailbox, addressed by `/users/{id}` or `/me` (GRAPH-FACTS 4.3, 4.4). */
export const eventRoutes = (parts: GraphParts): readonly GraphRoute[] =>
  ['/users/{user}', '/me'].flatMap((base) => calendarOf(parts, base))

const calendarOf = (parts: GraphParts, base: string): readonly GraphRoute[] => {
  const mailbox = (call: GraphCall): string => mailboxKey(parts, call)
  const read = { units: 0, mailbox, operation: 'calendar.view' } as const
  const entity = 'event'
  const write = { units: 0, mailbox, operation: 'calendar.write' } as const
  const events = [`${base}/events`, `${base}/calendar/events`]
  return [
    ...events.flatMap((template): GraphRoute[] => [
      { ...read, method: 'GET', template, entity, handle: (call) => listEvents(parts, call) },
      { ...write, method: 'POST', template, entity, handle: (call) => create(parts, call) },
    ]),
    { ...read, method: 'GET', template: `${base}/calendarView`, entity, handle: (call) => calendarView(parts, call) },
    {
      ...read,
      method: 'GET',
      template: `${base}/calendar/calendarView`,
      entity,
      handle: (call) => calendarView(parts, call),
    },
    { ...read, method: 'GET', template: `${base}/calendar`, handle: (call) => calendar(parts, call) },
    { ...read, method: 'GET', template: `${base}/events/{event}`, entity, handle: (call) => one(parts, call) },
    { ...write, method: 'PATCH', template: `${base}/events/{event}`, entity, handle: (call) => patch(parts, call) },
    { ...write, method: 'DELETE', template: `${base}/events/{event}`, handle: (call) => remove(parts, call) },
    { ...write, method: 'POST', template: `${base}/events/{event}/cancel`, handle: (call) => cancel(parts, call) },
    {
      ...read,
      method: 'GET',
      template: `${base}/mailboxSettings`,
      operation: 'mailbox.settings',
      handle: (call) => settings(parts, call),
    },
  ]
}

const findEvent = (parts: GraphParts, call: GraphCall): EventEntity => {
  const mailbox = openMailbox(parts, call)
  const event = parts.state.office.events.get(param(call, 'event'))
  if (event?.mailbox !== mailbox.id) {
    throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
  }
  return event
}

const entity = (parts: GraphParts, call: GraphCall, event: EventEntity): object => ({
  '@odata.context': `${eventsContext(parts, event.mailbox)}/$entity`,
  ...onlySelected(call, eventBody(parts, event, preferredZone(call))),
})

const create = (parts: GraphParts, call: GraphCall): GraphReply => {
  const event = createEvent(parts, openMailbox(parts, call), call.body)
  const late = parts.faults.current.onlineMeetingLate ? { onlineMeeting: null } : {}
  return created({ ...entity(parts, call, event), ...late })
}

const one = (parts: GraphParts, call: GraphCall): GraphReply => ok(entity(parts, call, findEvent(parts, call)))

const checkMatch = (call: GraphCall, event: EventEntity): void => {
  const given = call.headers.get('if-match')
  if (given !== undefined && given !== '*' && given !== etagOfEvent(event)) {
    throw new GraphError(
      412,
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    )
  }
}

const patch = (parts: GraphParts, call: GraphCall): GraphReply => {
  const event = findEvent(parts, call)
  checkMatch(call, event)
  return ok(entity(parts, call, updateEvent(parts, event, call.body)))
}

const remove = (parts: GraphParts, call: GraphCall): GraphReply => {
  removeEvent(parts, findEvent(parts, call))
  return noContent()
}

const cancel = (parts: GraphParts, call: GraphCall): GraphReply => {
  const event = findEvent(parts, call)
  if (mailboxAt(parts, event.organizer)?.id !== event.mailbox) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    )
  }
  removeEvent(parts, event)
  return { status: 202 }
}

const calendar = (parts: GraphParts, call: GraphCall): GraphReply => {
  const { id, address, name, room } = openMailbox(parts, call)
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#users('${id}')/calendar/$entity`,
    id: Buffer.from(`calendar:${id}`).toString('base64url'),
    name: 'Calendrier',
    color: 'auto',
    isDefaultCalendar: true,
    canShare: true,
    canViewPrivateItems: true,
    canEdit: true,
    allowedOnlineMeetingProviders: room ? [] : ['teamsForBusiness'],
    defaultOnlineMeetingProvider: room ? 'unknown' : 'teamsForBusiness',
    isTallyingResponses: true,
    isRemovable: false,
    owner: { name, address },
  })
}

const settings = (parts: GraphParts, call: GraphCall): GraphReply => {
  const { id } = openMailbox(parts, call)
  const locale = parts.state.people.get(id)?.preferredLanguage ?? 'fr-BE'
  const zone = 'Romance Standard Time'
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#users('${id}')/mailboxSettings`,
    timeZone: zone,
    language: { locale, displayName: locale },
    dateFormat: 'dd-MM-yy',
    timeFormat: 'HH:mm',
    automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: zone },
    },
  })
}
