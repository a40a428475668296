import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { type FoundAgenda, guestMeetings } from '../agenda/find-agenda'
import type { Body } from '../find-body'
import { type FoundMeeting, type Meeting, meetingsFor } from './find-meeting'
import type { MeetingRow, MeetingsView } from './meetings-view'

/** The meetings that this person may read or is a guest of, the earliest first; those without a day last. */
export const meetingsOverview = (ctx: Context, actor: Actor): MeetingsView => {
  const { syncedAt, failure } = ctx.lists.freshness(Meetings)
  const at = ({ startsAt, deadline }: MeetingRow): string => startsAt ?? deadline ?? '9999'
  const read = meetingsFor(ctx, actor).all()
  const known = new Set(read.map(({ meeting }) => meeting.meetingKey))
  const invited = guestMeetings(ctx, actor).filter(({ meeting }) => !known.has(meeting.meetingKey))
  return {
    rows: [...read.map((found) => meetingRow(found, actor.person)), ...invited.map(guestRow)].sort(
      (a, b) => at(a).localeCompare(at(b)) || a.meetingKey.localeCompare(b.meetingKey),
    ),
    freshness: { syncedAt, stale: failure !== null },
  }
}

export const meetingRow = ({ meeting, found, members, held }: FoundMeeting, person: string): MeetingRow => ({
  ...headOf(meeting, found.body),
  deadline: meeting.deadline,
  minutesState: meeting.minutesState,
  agendaApprovedAt: meeting.agendaApprovedAt,
  packPublishedAt: meeting.packPublishedAt,
  mine: held.size > 0 || members.some((member) => member.person === person),
  guest: false,
})

/** What a guest reads at the head of the agenda, and no state of what they may not read. */
const guestRow = ({ meeting, body }: FoundAgenda): MeetingRow => ({
  ...headOf(meeting, body),
  deadline: null,
  minutesState: null,
  agendaApprovedAt: null,
  packPublishedAt: null,
  mine: true,
  guest: true,
})

const headOf = (meeting: Meeting, body: Body) => ({
  meetingKey: meeting.meetingKey,
  body: meeting.body,
  bodyTitle: body.title,
  number: meeting.number,
  title: meeting.title,
  form: meeting.form,
  state: meeting.state,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  place: meeting.place,
})
