import { at, isRecord, textAt } from '../../json'
import type { AttendeeEntity, EventEntity } from '../../store/office-entities'
import { GraphError } from '../exchange'
import type { GraphParts } from '../parts'
import { refuseUndeclared } from '../properties'
import { bodyWithBlock, makeMeeting } from './event-body'
import { type Mailbox, mailboxAt } from './mailboxes'
import { checkRecurrence, occurrencesOf } from './recurrence'
import { readLocal, readMoment } from './time-zones'

/** Properties kept as they were sent; the others are the service's own. */
const KEPT = ['subject', 'importance', 'sensitivity', 'showAs', 'categories', 'location', 'locations', 'isAllDay']
const KEPT_TOO = ['isReminderOn', 'reminderMinutesBeforeStart', 'allowNewTimeProposals', 'responseRequested']
const READ_ONLY = ['organizer', 'isOrganizer', 'iCalUId', 'onlineMeetingUrl', 'onlineMeeting', 'isCancelled', 'webLink']

const refuse = (code: string, message: string): GraphError => new GraphError(400, code, message)

const readProperties = (body: unknown): Record<string, unknown> => {
  if (!isRecord(body)) throw refuse('ErrorInvalidRequest', 'The event is missing from the request.')
  return Object.fromEntries(Object.entries(body).filter(([name]) => [...KEPT, ...KEPT_TOO].includes(name)))
}

const refuseReadOnly = (body: unknown): void => {
  for (const name of READ_ONLY) {
    if (at(body, name) !== undefined) throw refuse('ErrorPropertyReadOnly', `The property '${name}' is read-only.`)
  }
}

const readAttendees = (parts: GraphParts, value: unknown): AttendeeEntity[] => {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw refuse('ErrorInvalidRequest', 'Attendees must be an array.')
  const { mostAttendees } = parts.faults.current
  if (value.length > mostAttendees) {
    throw refuse('ErrorTooManyRecipients', `An event can have no more than ${mostAttendees} attendees.`)
  }
  return value.map((one: unknown): AttendeeEntity => {
    refuseUndeclared(one, 'attendee')
    const address = textAt(at(one, 'emailAddress'), 'address')
    if (!address) throw refuse('ErrorInvalidRecipients', 'At least one recipient is not valid.')
    const type = at(one, 'type') ?? 'required'
    if (type !== 'required' && type !== 'optional' && type !== 'resource') {
      throw refuse('RequestBodyRead', `The value '${String(type)}' of the property 'type' is not an attendeeType.`)
    }
    const name = textAt(at(one, 'emailAddress'), 'name') ?? mailboxAt(parts, address)?.name ?? address
    return { address, name, type, response: 'none' }
  })
}

const readTimes = (body: unknown, before?: EventEntity): Pick<EventEntity, 'start' | 'end' | 'zone'> => {
  const sentStart = at(body, 'start')
  const sentEnd = at(body, 'end')
  if (before && sentStart === undefined && sentEnd === undefined) {
    return { start: before.start, end: before.end, zone: before.zone }
  }
  const first = readLocal(sentStart, 'start')
  const last = readLocal(sentEnd, 'end')
  if (last.instant < first.instant) throw refuse('ErrorInvalidTimeInterval', 'The event ends before it starts.')
  const midnight = (moment: typeof first): boolean => moment.instant.toFormat('HH:mm:ss') === '00:00:00'
  if (at(body, 'isAllDay') === true && (!midnight(first) || !midnight(last) || first.zone !== last.zone)) {
    throw refuse(
      'ErrorInvalidRequest',
      'The Event.Start and Event.End of an all-day event must be midnight of one time zone.',
    )
  }
  const iso = (moment: typeof first): string => moment.instant.toUTC().toISO() ?? ''
  return { start: iso(first), end: iso(last), zone: first.zone }
}

/** A room accepts when nothing else holds it, and declines otherwise. */
const roomsAnswered = (parts: GraphParts, event: EventEntity): AttendeeEntity[] =>
  event.attendees.map((attendee) => {
    const room = mailboxAt(parts, attendee.address)
    if (!room?.room || attendee.type !== 'resource') return attendee
    const taken = [...parts.state.office.events.values()].some(
      (other) =>
        other.mailbox === room.id &&
        other.uid !== event.uid &&
        !other.cancelled &&
        occurrencesOf(other, readIso(event.start), readIso(event.end)).length > 0,
    )
    return { ...attendee, response: taken ? 'declined' : 'accepted' }
  })

const readIso = (iso: string) => readMoment({ dateTime: iso, timeZone: 'UTC' }, 'start').instant

const store = (parts: GraphParts, event: EventEntity, changeType: 'created' | 'updated'): EventEntity => {
  parts.state.office.events.put(event.id, event)
  parts.state.feed.tell({ kind: 'event', mailbox: event.mailbox, eventId: event.id, changeType })
  return event
}

const forget = (parts: GraphParts, event: EventEntity): void => {
  parts.state.office.events.delete(event.id)
  parts.state.feed.tell({ kind: 'event', mailbox: event.mailbox, eventId: event.id, changeType: 'deleted' })
}

const newId = (): string => `AAMkAD${Buffer.from(crypto.randomUUID()).toString('base64url')}AAA=`

const copiesOf = (parts: GraphParts, event: EventEntity): EventEntity[] =>
  [...parts.state.office.events.values()].filter(({ uid, id }) => uid === event.uid && id !== event.id)

/** Brings the copies in the attendees' mailboxes in line with the organizer's. */
const invite = (parts: GraphParts, event: EventEntity): void => {
  const before = new Map(copiesOf(parts, event).map((copy) => [copy.mailbox, copy]))
  for (const { address, response } of event.attendees) {
    const box = mailboxAt(parts, address)
    if (!box || box.id === event.mailbox || (box.room && response === 'declined')) continue
    const known = before.get(box.id)
    before.delete(box.id)
    store(
      parts,
      { ...event, id: known?.id ?? newId(), mailbox: box.id, transactionId: null },
      known ? 'updated' : 'created',
    )
  }
  for (const left of before.values()) store(parts, { ...left, cancelled: true, version: left.version + 1 }, 'updated')
}

/** Makes an event in a mailbox and sends the invitations; a known `transactionId` makes no second one (GRAPH-FACTS 4.3). */
export const createEvent = (parts: GraphParts, mailbox: Mailbox, body: unknown): EventEntity => {
  const transactionId = textAt(body, 'transactionId') ?? null
  const known = [...parts.state.office.events.values()].find(
    (event) => transactionId !== null && event.mailbox === mailbox.id && event.transactionId === transactionId,
  )
  if (known && parts.faults.current.repeatedTransaction === 'conflict') {
    throw new GraphError(
      409,
      'ErrorDuplicateTransactionId',
      "Your request can't be completed. The TransactionId value is duplicated.",
    )
  }
  if (known) return known
  // The organizer is whose mailbox it is: nobody else can be named.
  refuseReadOnly(body)
  const properties = readProperties(body)
  const attendees = readAttendees(parts, at(body, 'attendees'))
  const times = readTimes(body)
  const recurrence = at(body, 'recurrence')
  if (isRecord(recurrence)) checkRecurrence(recurrence, readIso(times.start).setZone(times.zone))
  const provider = at(body, 'onlineMeetingProvider')
  const wantsMeeting =
    at(body, 'isOnlineMeeting') === true && (provider === undefined || provider === 'teamsForBusiness')
  const online = wantsMeeting && !mailbox.room ? makeMeeting(mailbox.id, parts.faults.current.shortJoinUrls) : null
  const now = parts.state.instant().toISOString()
  const made: EventEntity = {
    id: newId(),
    mailbox: mailbox.id,
    organizer: mailbox.address,
    uid: `040000008200E00074C5B7101A82E008${crypto.randomUUID().replaceAll('-', '').toUpperCase()}`,
    createdAt: now,
    modifiedAt: now,
    version: 1,
    transactionId,
    ...times,
    cancelled: false,
    body: bodyWithBlock(textAt(at(body, 'body'), 'content') ?? '', online),
    attendees,
    online,
    recurrence: isRecord(recurrence) ? recurrence : null,
    properties,
  }
  const event = store(parts, { ...made, attendees: roomsAnswered(parts, made) }, 'created')
  invite(parts, event)
  return event
}

/** Changes an event; what makes it an online meeting can never be changed, and a body without the join block loses it. */
export const updateEvent = (parts: GraphParts, event: EventEntity, body: unknown): EventEntity => {
  const properties = { ...event.properties, ...readProperties(body) }
  refuseReadOnly(body)
  const flag = at(body, 'isOnlineMeeting')
  const provider = at(body, 'onlineMeetingProvider')
  if (event.online && (flag === false || (provider !== undefined && provider !== 'teamsForBusiness'))) {
    throw refuse(
      'ErrorInvalidRequest',
      'An online meeting cannot be changed to another provider or back to an event without one.',
    )
  }
  if (at(body, 'transactionId') !== undefined && at(body, 'transactionId') !== event.transactionId) {
    throw refuse('ErrorInvalidRequest', 'The TransactionId of an event cannot be changed.')
  }
  const sentBody = textAt(at(body, 'body'), 'content')
  const lost = sentBody !== undefined && event.online !== null && !sentBody.includes(event.online.joinUrl)
  const added = flag === true && !event.online ? makeMeeting(event.mailbox, parts.faults.current.shortJoinUrls) : null
  const online = lost ? null : (event.online ?? added)
  const sentAttendees = at(body, 'attendees')
  const changed: EventEntity = {
    ...event,
    ...readTimes(body, event),
    properties,
    online,
    body: bodyWithBlock(sentBody ?? event.body, added),
    attendees: sentAttendees === undefined ? event.attendees : readAttendees(parts, sentAttendees),
    version: event.version + 1,
    modifiedAt: parts.state.instant().toISOString(),
  }
  const answered = { ...changed, attendees: stillAnswered(event, changed) }
  const stored = store(parts, { ...answered, attendees: roomsAnswered(parts, answered) }, 'updated')
  if (mailboxAt(parts, event.organizer)?.id === event.mailbox) invite(parts, stored)
  return stored
}

/** Who stays invited has answered; a change of time asks everybody again. */
const stillAnswered = (before: EventEntity, { start, end, attendees }: EventEntity): AttendeeEntity[] => {
  const isMoved = before.start !== start || before.end !== end
  const said = new Map(before.attendees.map(({ address, response }) => [address.toLowerCase(), response]))
  return attendees.map((one) => ({
    ...one,
    response: (isMoved ? undefined : said.get(one.address.toLowerCase())) ?? 'none',
  }))
}

/** Takes an event out of its mailbox; the organizer's also tells the attendees, whose copies stay as cancelled. */
export const removeEvent = (parts: GraphParts, event: EventEntity): void => {
  const byOrganizer = mailboxAt(parts, event.organizer)?.id === event.mailbox
  forget(parts, event)
  if (!byOrganizer) return
  for (const copy of copiesOf(parts, event)) {
    if (mailboxAt(parts, copy.mailbox)?.room) forget(parts, copy)
    else store(parts, { ...copy, cancelled: true, version: copy.version + 1 }, 'updated')
  }
}
