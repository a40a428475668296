import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { Meetings } from '../../../lists/committees/meetings'
import type { StandingEvent } from '../../../ports/calendars'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { packDueOn } from '../../agenda/rules/agenda-calendar'
import type { Meeting } from '../../meetings/find-meeting'
import { holderOf } from '../../rules/membership'
import { aloneIn } from '../../session/in-session'
import { changedByHand } from '../input/standing'
import { answeredRows } from './answered-rows'
import { isAhead } from './invite-steps'
import { membersFor } from './meeting-rows'

const isAt = ({ startsAt, endsAt }: Meeting, { from, to }: StandingEvent): boolean =>
  Date.parse(startsAt ?? '') === Date.parse(from) && Date.parse(endsAt ?? '') === Date.parse(to)

/**
 * A meeting whose event somebody has moved in Outlook is at that time: its papers are due by it, people are asked again as Exchange asks them,
 * and no plan moves it back. `seen` is the row as it was before the mailbox was read: one that has changed since was moved by a plan, which the
 * reading may not know yet.
 */
export const learnMove = async (ctx: Context, seen: Meeting, event: StandingEvent | undefined): Promise<void> => {
  if (event === undefined || isAt(seen, event)) return
  await aloneIn(ctx, seen.meetingKey, async () => {
    const meeting = ctx.lists.find(Meetings, seen.meetingKey)
    if (!meeting || !isAhead(ctx, meeting) || isAt(meeting, event)) return
    if (meeting.startsAt !== seen.startsAt || meeting.endsAt !== seen.endsAt || meeting.event !== seen.event) return
    const { meetingKey, body: code, placement } = meeting
    const { from: startsAt, to: endsAt, answers } = event
    const members = membersFor(ctx, code, startsAt)
    const packDays = ctx.lists.find(Bodies, code)?.packDays ?? null
    const values = {
      ...{ startsAt, endsAt, pinned: true, placement: changedByHand(placement) },
      chair: holderOf(members, 'chair')?.person ?? null,
      secretary: holderOf(members, 'secretary')?.person ?? null,
      packDueOn: packDueOn(localDay(new Date(startsAt)), packDays, calendarIn(settingsOf(ctx))),
    }
    const detail = { start: startsAt, end: endsAt, before: meeting.startsAt, by: 'outlook' }
    await ctx.outbox.put(
      [{ list: Meetings, key: meetingKey, values }, ...answeredRows(ctx, meetingKey, members, answers, true)],
      [{ actor: null, action: 'meeting.move', subject: meetingKey, detail }],
    )
  })
}
