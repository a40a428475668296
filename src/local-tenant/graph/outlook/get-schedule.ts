import type { DateTime as Moment } from 'luxon'
import { at, parameter } from '../../json'
import type { EventEntity } from '../../store/office-entities'
import { type GraphCall, GraphError, type GraphReply, ok } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { type Mailbox, mailboxAt, mailboxKey, openMailbox } from './mailboxes'
import { type Occurrence, occurrencesOf } from './recurrence'
import { momentBody, preferredZone, readLocal } from './time-zones'

const DOCUMENTED = 20
const ENFORCED = 100
const LONGEST_DAYS = 62
const INTERVAL = { shortest: 5, longest: 1_440, usual: 30 }
const STRENGTH: Readonly<Record<string, number>> = { free: 0, workingElsewhere: 0, tentative: 1, busy: 2, oof: 3 }

/** Free and busy times (GRAPH-FACTS 4.1), and `findMeetingTimes`, which no application may call (4.2). */
export const scheduleRoutes = (parts: GraphParts): readonly GraphRoute[] =>
  ['/users/{user}', '/me'].flatMap((base): GraphRoute[] => {
    const mailbox = (call: GraphCall): string => mailboxKey(parts, call)
    return [
      {
        method: 'POST',
        template: `${base}/calendar/getSchedule`,
        operation: 'calendar.schedule',
        units: 0,
        mailbox,
        handle: (call) => getSchedule(parts, call),
      },
      {
        method: 'POST',
        template: `${base}/findMeetingTimes`,
        operation: 'calendar.findTimes',
        units: 0,
        mailbox,
        handle: () => {
          throw new GraphError(
            501,
            'notImplemented',
            'The local tenant does not implement findMeetingTimes for a person.',
          )
        },
      },
    ]
  })

interface Window {
  readonly start: Moment
  readonly end: Moment
  readonly minutes: number
}

const refuse = (code: string, message: string): GraphError => new GraphError(400, code, message)

const readWindow = (body: unknown): Window => {
  const start = readLocal(parameter(body, 'startTime'), 'startTime').instant
  const end = readLocal(parameter(body, 'endTime'), 'endTime').instant
  if (start >= end) {
    throw refuse(
      'ErrorInvalidTimeInterval',
      'The time duration specified for FreeBusyViewOptions.TimeWindow is invalid.',
    )
  }
  const days = end.diff(start, 'days').days
  if (days >= LONGEST_DAYS) {
    throw refuse(
      'ErrorTimeIntervalTooBig',
      `The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = ${LONGEST_DAYS} days; the actual limit = ${Math.ceil(days)} days.`,
    )
  }
  const sent = parameter(body, 'availabilityViewInterval')
  // The real service fails on null instead of refusing it (GRAPH-FACTS 4.1).
  if (sent === null)
    throw new GraphError(500, 'ErrorInternalServerError', 'An internal server error occurred. The operation failed.')
  const minutes = sent === undefined ? INTERVAL.usual : sent
  const window = end.diff(start, 'minutes').minutes
  const isWhole = typeof minutes === 'number' && Number.isInteger(minutes)
  if (!isWhole || minutes < INTERVAL.shortest || minutes > INTERVAL.longest || minutes > window) {
    throw refuse(
      'ErrorInvalidMergedFreeBusyInterval',
      'The specified merged free/busy interval is not valid. Specify an interval that is less than the free/busy time window and between 5 and 1440 minutes.',
    )
  }
  return { start, end, minutes }
}

const readAddresses = (body: unknown): string[] => {
  const schedules = parameter(body, 'schedules')
  if (!Array.isArray(schedules) || schedules.length === 0) {
    throw refuse('ErrorInvalidRequest', 'Schedules must hold at least one address.')
  }
  if (schedules.length > ENFORCED) {
    throw refuse(
      'ErrorMailboxDataArrayTooBig',
      `There are too many target users in the EmailAddress array. The allowed size = ${ENFORCED}; the actual size = ${schedules.length}.`,
    )
  }
  return schedules.map(String)
}

const getSchedule = (parts: GraphParts, call: GraphCall): GraphReply => {
  const opened = openMailbox(parts, call)
  const addresses = readAddresses(call.body)
  const window = readWindow(call.body)
  const zone = preferredZone(call)
  const value = addresses.map((address) => {
    const mailbox = address.includes('@') ? mailboxAt(parts, address) : undefined
    if (!mailbox) return unresolved(address)
    return information(parts, mailbox, address, window, zone, mailbox.id === opened.id || !call.caller.person)
  })
  return ok(
    { '@odata.context': `${graphUrl(parts)}/$metadata#Collection(microsoft.graph.scheduleInformation)`, value },
    // The documented limit is not enforced; what goes beyond it may stop working (GRAPH-FACTS 13, item 13).
    addresses.length > DOCUMENTED
      ? { Warning: `299 - "More than ${DOCUMENTED} schedules in one request is not documented."` }
      : undefined,
  )
}

const unresolved = (scheduleId: string): object => ({
  scheduleId,
  availabilityView: '',
  error: {
    responseCode: 'ErrorMailRecipientNotFound',
    message: `Unable to resolve e-mail address ${scheduleId} to an Active Directory object.`,
  },
})

interface Busy extends Occurrence {
  readonly event: EventEntity
  readonly status: string
}

const statusOf = ({ properties }: EventEntity): string =>
  typeof properties.showAs === 'string' ? properties.showAs : 'busy'

const information = (
  parts: GraphParts,
  mailbox: Mailbox,
  scheduleId: string,
  window: Window,
  zone: string,
  detailed: boolean,
): object => {
  const busy = [...parts.state.office.events.values()]
    .filter((event) => event.mailbox === mailbox.id && !event.cancelled)
    .flatMap((event) =>
      occurrencesOf(event, window.start, window.end).map((one): Busy => ({ ...one, event, status: statusOf(event) })),
    )
    .sort((a, b) => a.start.localeCompare(b.start))
  return {
    scheduleId,
    availabilityView: availabilityView(busy, window),
    scheduleItems: busy.map((one) => itemBody(one, zone, detailed)),
    workingHours: workingHours(mailbox),
  }
}

/** One digit per interval: the strongest claim on it. Length = window / interval, rounded up. */
const availabilityView = (busy: readonly Busy[], { start, end, minutes }: Window): string => {
  const slots = Math.ceil(end.diff(start, 'minutes').minutes / minutes)
  const view = new Uint8Array(slots)
  const slotAt = (iso: string): number => (Date.parse(iso) - start.toMillis()) / (minutes * 60_000)
  for (const { status, start: from, end: to } of busy) {
    const first = Math.max(0, Math.floor(slotAt(from)))
    const last = Math.min(slots, Math.ceil(slotAt(to)))
    for (let slot = first; slot < last; slot += 1) view[slot] = Math.max(view[slot] ?? 0, STRENGTH[status] ?? 2)
  }
  return view.join('')
}

const itemBody = ({ event, status, start, end }: Busy, zone: string, detailed: boolean): object => {
  const isPrivate = event.properties.sensitivity === 'private'
  const location = at(event.properties.location, 'displayName')
  return {
    ...(detailed ? { isPrivate } : {}),
    status,
    ...(detailed && !isPrivate ? { subject: event.properties.subject ?? '', location: location ?? '' } : {}),
    start: momentBody(start, zone),
    end: momentBody(end, zone),
  }
}

const workingHours = ({ id, room }: Mailbox): object => ({
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '08:00:00.0000000',
  endTime: '17:00:00.0000000',
  // Some mailboxes tell their zone by its rules instead of its name; here those whose id starts with a letter.
  timeZone: !room && /^[a-f]/.test(id) ? customZone : { name: 'Romance Standard Time' },
})

const customZone = {
  '@odata.type': '#microsoft.graph.customTimeZone',
  bias: -60,
  name: 'Customized Time Zone',
  standardOffset: { time: '03:00:00.0000000', dayOccurrence: 5, dayOfWeek: 'sunday', month: 10, year: 0 },
  daylightOffset: {
    daylightBias: -60,
    time: '02:00:00.0000000',
    dayOccurrence: 5,
    dayOfWeek: 'sunday',
    month: 3,
    year: 0,
  },
}
