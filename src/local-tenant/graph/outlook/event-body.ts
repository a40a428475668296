import { textAt } from '../../json'
import { directory } from '../../registration'
import type { AttendeeEntity, EventEntity, OnlineMeetingEntity } from '../../store/office-entities'
import { type GraphParts, graphUrl } from '../parts'
import { mailboxAt } from './mailboxes'
import type { Occurrence } from './recurrence'
import { momentBody, windowsName } from './time-zones'

export const etagOfEvent = ({ id, version }: EventEntity): string => `W/"${changeKey(id, version)}"`
const changeKey = (id: string, version: number): string => Buffer.from(`${id.slice(-12)}${version}`).toString('base64')

/** A Teams meeting for an event; the short form of the join address does not hold the chat (GRAPH-FACTS 4.5). */
export const makeMeeting = (organizer: string, short: boolean): OnlineMeetingEntity => {
  const threadId = `19:meeting_${Buffer.from(crypto.randomUUID()).toString('base64url')}@thread.v2`
  const context = encodeURIComponent(JSON.stringify({ Tid: directory.tenantId, Oid: organizer }))
  const conferenceId = String(200_000_000 + (Number.parseInt(crypto.randomUUID().slice(0, 6), 16) % 800_000_000))
  const joinUrl = short
    ? `https://teams.microsoft.com/meet/${conferenceId}?p=${crypto.randomUUID().slice(0, 12)}`
    : `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(threadId)}/0?context=${context}`
  const id = Buffer.from(`1*${organizer}*0**${threadId}`).toString('base64url')
  return { id, joinUrl, threadId, conferenceId }
}

/** The body that the service makes of what was sent: HTML, with the join block of an online meeting. */
export const bodyWithBlock = (content: string, meeting: OnlineMeetingEntity | null): string => {
  if (!meeting || content.includes(meeting.joinUrl)) return content
  const block = `<div class="me-email-text"><a href="${meeting.joinUrl.replaceAll('&', '&amp;')}">${meeting.joinUrl}</a></div>`
  return `<html><body>${content}<br><div>________________</div>${block}</body></html>`
}

const attendeeBody = ({ address, name, type, response }: AttendeeEntity): object => ({
  type,
  status: { response, time: '0001-01-01T00:00:00Z' },
  emailAddress: { name, address },
})

/** A place as Outlook completes it: one that was typed is known by its name. */
const placeOf = (sent: unknown): object => {
  const displayName = textAt(sent, 'displayName') ?? ''
  if (displayName === '')
    return { displayName, locationType: 'default', uniqueIdType: 'unknown', address: {}, coordinates: {} }
  return { locationType: 'default', uniqueId: displayName, uniqueIdType: 'private', ...Object(sent) }
}

/** An event, or one occurrence of it, as Outlook answers it (graph-examples/13). */
export const eventBody = (
  parts: GraphParts,
  event: EventEntity,
  zone: string,
  occurrence?: Occurrence,
): Record<string, unknown> => {
  const mine = mailboxAt(parts, event.mailbox)
  const isOrganizer = mine?.address === event.organizer
  const series = event.recurrence !== null
  const instance = series && occurrence !== undefined
  return {
    '@odata.etag': etagOfEvent(event),
    id: instance ? `${event.id}_${occurrence.index}` : event.id,
    createdDateTime: event.createdAt,
    lastModifiedDateTime: event.modifiedAt,
    changeKey: changeKey(event.id, event.version),
    categories: [],
    ...(event.transactionId === null ? {} : { transactionId: event.transactionId }),
    originalStartTimeZone: windowsName(event.zone),
    originalEndTimeZone: windowsName(event.zone),
    iCalUId: event.uid,
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    importance: 'normal',
    sensitivity: 'normal',
    isAllDay: false,
    responseRequested: true,
    showAs: 'busy',
    allowNewTimeProposals: true,
    ...event.properties,
    location: placeOf(event.properties.location),
    isCancelled: event.cancelled,
    isOrganizer,
    seriesMasterId: instance ? event.id : null,
    type: instance ? 'occurrence' : series ? 'seriesMaster' : 'singleInstance',
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(event.id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: event.online !== null,
    onlineMeetingProvider: event.online ? 'teamsForBusiness' : 'unknown',
    recurrence: instance ? null : event.recurrence,
    responseStatus: { response: isOrganizer ? 'organizer' : 'notResponded', time: '0001-01-01T00:00:00Z' },
    bodyPreview: event.body
      .replaceAll(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 255),
    body: { contentType: 'html', content: event.body },
    start: momentBody(occurrence?.start ?? event.start, zone),
    end: momentBody(occurrence?.end ?? event.end, zone),
    attendees: event.attendees.map(attendeeBody),
    organizer: {
      emailAddress: { name: mailboxAt(parts, event.organizer)?.name ?? event.organizer, address: event.organizer },
    },
    onlineMeeting: event.online ? { joinUrl: event.online.joinUrl, conferenceId: event.online.conferenceId } : null,
  }
}

export const eventsContext = (parts: GraphParts, mailbox: string): string =>
  `${graphUrl(parts)}/$metadata#users('${mailbox}')/events`
