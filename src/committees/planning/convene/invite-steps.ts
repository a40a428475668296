import type { Context } from '../../../context'
import { Attendances } from '../../../lists/committees/attendances'
import { Meetings } from '../../../lists/committees/meetings'
import type { NewStep, Step } from '../../../ports/plans'
import type { Membership } from '../../find-body'
import type { Meeting } from '../../meetings/find-meeting'
import { memberId } from '../../rules/membership'
import { addressOf } from '../input/read-calendars'
import { answeredRows } from './answered-rows'
import { eventTimes } from './event-content'
import { attendanceRows, membersFor } from './meeting-rows'
import { openSteps, type StepEnd } from './step-end'

/** In somebody's calendar, and still ahead. */
export const isAhead = (ctx: Context, meeting: Meeting): boolean =>
  meeting.state === 'convened' &&
  meeting.form === 'meeting' &&
  Boolean(meeting.event) &&
  (meeting.startsAt ?? '') > ctx.clock.now().toISOString()

const stepOf = (
  ctx: Context,
  { meetingKey, body, number, startsAt, endsAt, room, transactionId }: Meeting,
): NewStep => {
  const start = startsAt ?? ''
  const invited = membersFor(ctx, body, start).map((member) => [memberId(member), addressOf(ctx, member), member.voice])
  const times = { start, end: endsAt ?? start, room: room || null }
  const placement = JSON.stringify(invited.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))))
  return {
    act: 'invite',
    meeting: meetingKey,
    payload: { body, number, ...times, transactionId: transactionId ?? '', placement },
  }
}

/** Rows of people who were invited as members and are not among these; a guest has no voice and stays. */
const leaversOf = (ctx: Context, { meetingKey }: Meeting, members: readonly Membership[]) => {
  const staying = new Set(members.map((member) => `${meetingKey}:${memberId(member)}`))
  return ctx.lists
    .all(Attendances)
    .filter(
      ({ meeting, voice, attendanceKey }) => meeting === meetingKey && voice !== null && !staying.has(attendanceKey),
    )
}

/**
 * Notes the meetings ahead whose members are no longer those who were invited, whoever changed them and wherever: one step for each
 * meeting, however much has changed.
 */
export const wantInvitations = async (ctx: Context): Promise<void> => {
  if (changedMeetings(ctx).length === 0) return
  // Whom another copy has just invited.
  await ctx.outbox.catchUp()
  const changed = changedMeetings(ctx)
  await ctx.convening.wantInvited(
    ctx.clock.now(),
    changed.map((meeting) => stepOf(ctx, meeting)),
  )
}

const changedMeetings = (ctx: Context): readonly Meeting[] => {
  const invited = new Set(ctx.lists.all(Attendances).map(({ attendanceKey }) => attendanceKey))
  return ctx.lists.all(Meetings).filter((meeting) => {
    if (!isAhead(ctx, meeting)) return false
    const members = membersFor(ctx, meeting.body, meeting.startsAt ?? '')
    const isInvited = (member: Membership): boolean => invited.has(`${meeting.meetingKey}:${memberId(member)}`)
    return !members.every(isInvited) || leaversOf(ctx, meeting, members).length > 0
  })
}

/**
 * Invites those who have come and takes off those who have left: one change of the event, which keeps its time. Whoever comes or leaves
 * while it is on its way is the next step's.
 */
export const inviteSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  const { open, ended } = await openSteps(ctx, steps, (_, row) =>
    row.event && isAhead(ctx, row)
      ? {
          row,
          members: membersFor(ctx, row.body, row.startsAt ?? ''),
          change: { ...eventTimes(ctx, stepOf(ctx, row)), event: row.event },
        }
      : null,
  )
  const outcomes = await ctx.calendars.update(
    mailbox,
    open.map(({ work }) => work.change),
  )
  const ends = [...ended]
  for (const [index, { step, work }] of open.entries()) {
    const outcome = outcomes[index] ?? { ok: false, reason: 'passing', detail: 'no answer' }
    if (!outcome.ok) ends.push({ step, end: outcome })
    else {
      const { row, members } = work
      const detail = { members: members.map(memberId) }
      await ctx.outbox.put(
        [
          ...attendanceRows(ctx, step.meeting, members),
          ...answeredRows(ctx, step.meeting, members, outcome.answers, false),
        ],
        [{ actor: null, action: 'meeting.invite', subject: step.meeting, detail }],
      )
      await takeOff(ctx, row, members)
      ends.push({ step, end: { ok: true } })
    }
  }
  return ends
}

/** Who is invited no more is on the list of attendance no more. A row that another copy has just taken off is gone, which is as well. */
export const takeOff = async (ctx: Context, meeting: Meeting, members: readonly Membership[]): Promise<void> => {
  const gone = leaversOf(ctx, meeting, members).filter(({ $item }) => $item.itemId !== '')
  if (gone.length === 0) return
  await ctx.lists.asApplication.removeMany(
    Attendances,
    gone.map(({ $item }) => ({ itemId: $item.itemId, etag: null })),
  )
}
