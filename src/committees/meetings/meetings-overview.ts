import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { type FoundMeeting, meetingsFor } from './find-meeting'
import type { MeetingRow, MeetingsView } from './meetings-view'

/** The meetings that this person may read, the earliest first; those without a day last. */
export const meetingsOverview = (ctx: Context, actor: Actor): MeetingsView => {
  const { syncedAt, failure } = ctx.lists.freshness(Meetings)
  const at = ({ startsAt, deadline }: MeetingRow): string => startsAt ?? deadline ?? '9999'
  return {
    rows: meetingsFor(ctx, actor)
      .all()
      .map((found) => meetingRow(found, actor.person))
      .sort((a, b) => at(a).localeCompare(at(b)) || a.meetingKey.localeCompare(b.meetingKey)),
    freshness: { syncedAt, stale: failure !== null },
  }
}

export const meetingRow = ({ meeting, found, members, held }: FoundMeeting, person: string): MeetingRow => ({
  meetingKey: meeting.meetingKey,
  body: meeting.body,
  bodyTitle: found.body.title,
  number: meeting.number,
  title: meeting.title,
  form: meeting.form,
  state: meeting.state,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  deadline: meeting.deadline,
  place: meeting.place,
  minutesState: meeting.minutesState,
  agendaApprovedAt: meeting.agendaApprovedAt,
  packPublishedAt: meeting.packPublishedAt,
  mine: held.size > 0 || members.some((member) => member.person === person),
})
