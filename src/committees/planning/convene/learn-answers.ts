import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Attendances } from '../../../lists/committees/attendances'
import { Meetings } from '../../../lists/committees/meetings'
import type { StandingEvent } from '../../../ports/calendars'
import type { OutboxWrite } from '../../../ports/outbox'
import { warnOfRoom } from '../../agenda/expected/warn-room'
import type { Meeting } from '../../meetings/find-meeting'
import { serviceMailbox } from '../input/mailbox'
import { answeredRows } from './answered-rows'
import { isAhead } from './invite-steps'
import { learnMove } from './learn-move'
import { membersFor } from './meeting-rows'

/** So far behind the last meeting one that somebody has put off is looked for. */
const PUT_OFF_MS = 92 * 86_400_000

/**
 * By the clock: what invited members have answered in Outlook since, and which meetings were moved there, for all convened meetings ahead. One
 * reading of the mailbox that invited them, of 200 events a page, whatever the number of meetings; none while no meeting is ahead. Answers
 * how many answers were new. Of a room that has declined the secretary is told.
 */
export const learnAnswers = async (ctx: Context): Promise<number> => {
  const ahead = ctx.lists.all(Meetings).filter((meeting) => isAhead(ctx, meeting))
  const last = ahead
    .map(({ startsAt }) => startsAt ?? '')
    .sort()
    .at(-1)
  const organiser = serviceMailbox(ctx)
  if (last === undefined || !organiser.ok) return 0
  const byEvent = await eventsIn(ctx, organiser.mailbox, last)
  for (const meeting of ahead) await learnMove(ctx, meeting, byEvent.get(meeting.event ?? ''))
  for (const { meetingKey, room, event } of ahead)
    if (byEvent.get(event ?? '')?.answers.get((room ?? '').toLowerCase()) === 'declined')
      await warnOfRoom(ctx, meetingKey)
  const learnt = (): readonly OutboxWrite<typeof Attendances>[] =>
    ahead.flatMap((meeting) => newAnswers(ctx, meeting, byEvent.get(meeting.event ?? '')))
  const keys = learnt().map(({ key }) => key)
  if (keys.length === 0) return 0
  // Another copy may know them already, or that somebody has said more.
  await ctx.outbox.catchUp([{ list: Attendances.name, keys }])
  const rows = learnt()
  await ctx.outbox.put(rows)
  return rows.length
}

/** Of all that stand in the mailbox for some time. What is out of reach now is read in five minutes. */
const eventsIn = async (ctx: Context, mailbox: string, last: string): Promise<ReadonlyMap<string, StandingEvent>> => {
  const until = new Date(Date.parse(last) + PUT_OFF_MS)
  try {
    const events = await ctx.calendars.events(mailbox, { from: isoSeconds(ctx.clock.now()), to: isoSeconds(until) })
    return new Map(events.map((each) => [each.event, each]))
  } catch (error) {
    ctx.log.warn({ error: String(error) }, 'answers to invitations could not be read')
    return new Map()
  }
}

/** A row says what it replaces: what somebody notes meanwhile, on whatever copy, says more than an answer. */
const newAnswers = (
  ctx: Context,
  { meetingKey, body, startsAt }: Meeting,
  event: StandingEvent | undefined,
): readonly OutboxWrite<typeof Attendances>[] =>
  event === undefined
    ? []
    : answeredRows(ctx, meetingKey, membersFor(ctx, body, startsAt ?? ''), event.answers, false).flatMap((row) => {
        // Whoever joined since is put on the list of attendance with the change of the event that invites them.
        const known = ctx.lists.find(Attendances, row.key)
        return known ? [{ ...row, replaces: { state: known.state } }] : []
      })
