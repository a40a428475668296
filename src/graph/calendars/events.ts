import { z } from 'zod'
import type {
  Answers,
  Cancellation,
  CancelOutcome,
  EventChange,
  EventOutcome,
  EventTimes,
  NewEvent,
  Refused,
  Span,
  StandingEvent,
} from '../../ports/calendars'
import type { Call, GraphCaller, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'
import { AT_ONCE, groupsOf, instantOf, utcMoment } from './schedules'

/** Ids that stay when an event is moved between calendars; asked for wherever an id is sent or read (GRAPH-FACTS 4.3). */
const STABLE = { Prefer: 'IdType="ImmutableId"' }

const moment = z.object({ dateTime: z.string() })
const event = z.object({
  id: z.string(),
  transactionId: z.string().nullish(),
  iCalUId: z.string(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  attendees: z
    .array(
      z.object({
        status: z.object({ response: z.string().nullish() }).nullish(),
        emailAddress: z.object({ address: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
})
const standing = event.extend({
  start: moment,
  end: moment,
  isCancelled: z.boolean().nullish(),
})
const SELECT = 'id,transactionId,iCalUId,onlineMeeting,start,end,isCancelled,attendees'

const of = (mailbox: string): string => `/users/${encodeURIComponent(mailbox)}`

export const readEvents = async (
  caller: GraphCaller,
  mailbox: string,
  { from, to }: Span,
): Promise<readonly StandingEvent[]> => {
  const found = await caller.all({
    method: 'GET',
    path: `${of(mailbox)}/calendarView`,
    query: { startDateTime: from, endDateTime: to, $select: SELECT, $top: '200' },
    headers: STABLE,
  })
  return found.map((one) => standing.parse(one)).flatMap((one) => (one.isCancelled ? [] : [standingOf(one)]))
}

const ANSWERS = { accepted: 'accepted', tentativelyAccepted: 'tentative', declined: 'declined' } as const
const answerOf = (text: string | null | undefined): 'accepted' | 'tentative' | 'declined' | 'none' =>
  text === 'accepted' || text === 'tentativelyAccepted' || text === 'declined' ? ANSWERS[text] : 'none'

const standingOf = (one: z.output<typeof standing>): StandingEvent => ({
  event: one.id,
  transactionId: one.transactionId ?? null,
  calendarUid: one.iCalUId,
  joinUrl: one.onlineMeeting?.joinUrl ?? null,
  from: instantOf(one.start),
  to: instantOf(one.end),
  answers: answersOf(one),
})

const answersOf = ({ attendees }: z.output<typeof event>): Answers =>
  new Map(
    (attendees ?? []).map(({ status, emailAddress }) => [
      (emailAddress?.address ?? '').toLowerCase(),
      answerOf(status?.response),
    ]),
  )

const timesBody = ({ start, end, attendees, room }: EventTimes): object => ({
  start: utcMoment(start),
  end: utcMoment(end),
  location: room ? { displayName: room.name, locationEmailAddress: room.address } : { displayName: '' },
  attendees: [
    ...attendees.map(({ address, name, kind }) => ({ type: kind, emailAddress: { address, name } })),
    ...(room ? [{ type: 'resource', emailAddress: { address: room.address, name: room.name } }] : []),
  ],
})

/** At most four at a time in the one mailbox: the fifth would be refused (GRAPH-FACTS 2). */
const sendAll = async (caller: GraphCaller, calls: readonly Call[]): Promise<readonly RowReply[]> => {
  const replies: RowReply[] = []
  for (const group of groupsOf(calls, AT_ONCE)) replies.push(...(await caller.batch(group)))
  return replies
}

export const createEvents = async (
  caller: GraphCaller,
  mailbox: string,
  events: readonly NewEvent[],
): Promise<readonly EventOutcome[]> => {
  const replies = await sendAll(
    caller,
    events.map((one) => ({
      method: 'POST',
      path: `${of(mailbox)}/events`,
      headers: STABLE,
      body: {
        subject: one.subject,
        body: { contentType: 'HTML', content: one.html },
        ...timesBody(one),
        isOnlineMeeting: true,
        onlineMeetingProvider: 'teamsForBusiness',
        allowNewTimeProposals: false,
        transactionId: one.transactionId,
      },
      // The transaction id makes it so.
      repeatable: true,
    })),
  )
  const outcomes: EventOutcome[] = []
  for (const [index, reply] of replies.entries()) {
    const one = events[index]
    if (one) outcomes.push(await createdOutcome(caller, mailbox, one, reply))
  }
  return outcomes
}

/** A repeated transaction answers with the event of then, or with a conflict (GRAPH-FACTS 4.3): both name the same event. */
const createdOutcome = async (
  caller: GraphCaller,
  mailbox: string,
  { transactionId, start, end }: NewEvent,
  reply: RowReply,
): Promise<EventOutcome> => {
  if (!(reply instanceof GraphFailure)) return withMeeting(caller, mailbox, reply)
  if (reply.code !== 'conflict') return refusedBy(reply)
  try {
    const known = (await readEvents(caller, mailbox, { from: start, to: end })).find(
      (each) => each.transactionId === transactionId,
    )
    if (known) {
      const { event: id, calendarUid, joinUrl, answers } = known
      return { ok: true, event: id, calendarUid, joinUrl, answers }
    }
    return refusedBy(reply)
  } catch (error) {
    if (error instanceof GraphFailure) return refusedBy(error)
    throw error
  }
}

/** In some tenants the answer comes before the online meeting does (GRAPH-FACTS 4.4): the event is read once more. */
const withMeeting = async (caller: GraphCaller, mailbox: string, reply: RowReply): Promise<EventOutcome> => {
  if (reply instanceof GraphFailure) return refusedBy(reply)
  const made = event.parse(reply.body)
  if (made.onlineMeeting?.joinUrl) return outcomeOf(made)
  const query = { $select: 'id,iCalUId,onlineMeeting,attendees' }
  const path = `${of(mailbox)}/events/${encodeURIComponent(made.id)}`
  const [again] = await caller.batch([{ method: 'GET', path, query, headers: STABLE }])
  return outcomeOf(!again || again instanceof GraphFailure ? made : event.parse(again.body))
}

const outcomeOf = (one: z.output<typeof event>): EventOutcome => ({
  ok: true,
  event: one.id,
  calendarUid: one.iCalUId,
  joinUrl: one.onlineMeeting?.joinUrl ?? null,
  answers: answersOf(one),
})

/** The body is left alone: sent without its join block it would end the online meeting (GRAPH-FACTS 4.3). */
export const updateEvents = async (
  caller: GraphCaller,
  mailbox: string,
  changes: readonly EventChange[],
): Promise<readonly EventOutcome[]> => {
  const replies = await sendAll(
    caller,
    changes.map((change) => ({
      method: 'PATCH',
      path: `${of(mailbox)}/events/${encodeURIComponent(change.event)}`,
      headers: STABLE,
      body: timesBody(change),
    })),
  )
  return replies.map((reply) => (reply instanceof GraphFailure ? refusedBy(reply) : outcomeOf(event.parse(reply.body))))
}

export const cancelEvents = async (
  caller: GraphCaller,
  mailbox: string,
  cancellations: readonly Cancellation[],
): Promise<readonly CancelOutcome[]> => {
  const replies = await sendAll(
    caller,
    cancellations.map(({ event: id, comment }) => ({
      method: 'POST',
      path: `${of(mailbox)}/events/${encodeURIComponent(id)}/cancel`,
      headers: STABLE,
      body: { comment },
      // The second time there is nothing left to cancel.
      repeatable: true,
    })),
  )
  return replies.map((reply): CancelOutcome => {
    if (!(reply instanceof GraphFailure) || reply.code === 'not-found') return { ok: true }
    return refusedBy(reply)
  })
}

export const refusedBy = ({ code, message, detail }: GraphFailure): Refused => {
  const passes = code === 'throttled' || code === 'unavailable'
  // A mailbox that is not there answers 404 as well, and is no deleted event.
  const gone = code === 'not-found' && detail.graphCode === 'ErrorItemNotFound'
  return { ok: false, reason: passes ? 'passing' : gone ? 'gone' : 'refused', detail: message.slice(0, 500) }
}
