import { DateTime } from 'luxon'
import type { EventEntity } from '../../store/office-entities'
import {
  countOption,
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  ok,
  onlySelected,
  option,
} from '../exchange'
import { parseFilter, satisfies } from '../filter'
import { type GraphParts, graphUrl, withQuery } from '../parts'
import { eventBody, eventsContext } from './event-body'
import { openMailbox } from './mailboxes'
import { occurrencesOf } from './recurrence'
import { preferredZone } from './time-zones'

const DEFAULT_PAGE = 10
const LARGEST_PAGE = 1_000
const LONGEST_DAYS = 1_825

const eventsIn = (parts: GraphParts, mailbox: string): EventEntity[] =>
  [...parts.state.office.events.values()].filter((event) => event.mailbox === mailbox)

/** The part of a list that `$top` and `$skip` ask for, with the address of the next. */
const paged = (
  call: GraphCall,
  rows: readonly Record<string, unknown>[],
  address: string,
  context: string,
): GraphReply => {
  const top = countOption(call, 'top') ?? DEFAULT_PAGE
  if (top > LARGEST_PAGE) throw invalidRequest(`Invalid value '${top}' for $top query option.`)
  const skip = option(call, 'skip') === '0' ? 0 : (countOption(call, 'skip') ?? 0)
  const others = [...call.query].filter(([name]) => !/^\$?skip$/.test(name))
  return ok({
    '@odata.context': context,
    value: rows.slice(skip, skip + top).map((row) => onlySelected(call, row)),
    ...(skip + top < rows.length
      ? { '@odata.nextLink': withQuery(address, [...others, ['$skip', String(skip + top)]]) }
      : {}),
  })
}

/** The events of a mailbox, series as one row each, newest first. */
export const listEvents = (parts: GraphParts, call: GraphCall): GraphReply => {
  const mailbox = openMailbox(parts, call)
  const zone = preferredZone(call)
  const text = option(call, 'filter')
  const filter = text === undefined ? undefined : parseFilter(text)
  const rows = eventsIn(parts, mailbox.id)
    .sort((a, b) => b.start.localeCompare(a.start))
    .map((event) => eventBody(parts, event, zone))
    .filter(
      (row) => filter === undefined || satisfies(filter, (path, literal) => ({ value: property(row, path), literal })),
    )
  return paged(call, rows, `${graphUrl(parts)}/users/${mailbox.id}/events`, eventsContext(parts, mailbox.id))
}

const property = (row: Record<string, unknown>, path: string): string | boolean | null => {
  const value = row[path]
  if (!(path in row)) {
    throw new GraphError(
      400,
      'RequestBroker--ParseUri',
      `Could not find a property named '${path}' on type 'Microsoft.OutlookServices.Event'.`,
    )
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

const instantOption = (call: GraphCall, name: string): DateTime => {
  const found = [...call.query].find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1]
  const instant = DateTime.fromISO(found ?? '', { zone: 'UTC' })
  if (!instant.isValid) {
    throw new GraphError(
      400,
      'ErrorInvalidParameter',
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    )
  }
  return instant
}

/** Single events and occurrences of series in a window of at most 1 825 days, earliest first. */
export const calendarView = (parts: GraphParts, call: GraphCall): GraphReply => {
  const mailbox = openMailbox(parts, call)
  const from = instantOption(call, 'startDateTime')
  const to = instantOption(call, 'endDateTime')
  if (to.diff(from, 'days').days > LONGEST_DAYS) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      `Your request can't be completed. The range between the start and end dates is greater than the allowed range. Maximum number of days: ${LONGEST_DAYS}`,
    )
  }
  const zone = preferredZone(call)
  const rows = eventsIn(parts, mailbox.id)
    .flatMap((event) => occurrencesOf(event, from, to).map((occurrence) => ({ event, occurrence })))
    .sort((a, b) => a.occurrence.start.localeCompare(b.occurrence.start))
    .map(({ event, occurrence }) => eventBody(parts, event, zone, occurrence))
  return paged(
    call,
    rows,
    `${graphUrl(parts)}/users/${mailbox.id}/calendarView`,
    `${graphUrl(parts)}/$metadata#users('${mailbox.id}')/calendarView`,
  )
}
