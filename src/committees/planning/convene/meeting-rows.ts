import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { Attendances } from '../../../lists/committees/attendances'
import { Meetings } from '../../../lists/committees/meetings'
import { Memberships } from '../../../lists/committees/memberships'
import type { OutboxWrite } from '../../../ports/outbox'
import { type NewStep, WITHOUT_PLAN } from '../../../ports/plans'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { packDueOn } from '../../agenda/rules/agenda-calendar'
import type { Membership } from '../../find-body'
import { meetingTitle } from '../../meetings/meeting-title'
import { holderOf, memberId, membershipOn } from '../../rules/membership'

/** Who sits in the body on the day of the meeting. */
export const membersFor = (ctx: Pick<Context, 'lists'>, body: string, start: string): readonly Membership[] =>
  membershipOn(
    ctx.lists.all(Memberships).filter((each) => each.body === body),
    body,
    localDay(new Date(start)),
  ).filter((member) => memberId(member) !== '')

/** What the plan says of a meeting: when, where, who leads it, when its papers are due. */
export const placedValues = (ctx: Pick<Context, 'lists'>, { payload }: Pick<NewStep, 'payload'>, version: number) => {
  const { body: code, start, end, room, placement } = payload
  const body = ctx.lists.find(Bodies, code)
  const members = membersFor(ctx, code, start)
  const settings = settingsOf(ctx)
  return {
    startsAt: start,
    endsAt: end,
    room,
    place: settings.planning.rooms.find(({ address }) => address === room)?.name ?? null,
    chair: holderOf(members, 'chair')?.person ?? null,
    secretary: holderOf(members, 'secretary')?.person ?? null,
    plan: version === WITHOUT_PLAN ? null : String(version),
    placement,
    pinned: placement.includes('"pinned":true'),
    packDueOn: packDueOn(localDay(new Date(start)), body?.packDays ?? null, calendarIn(settings)),
  }
}

/** The row of a meeting before its event is there. */
export const plannedRow = (
  ctx: Pick<Context, 'lists'>,
  step: NewStep,
  version: number,
): OutboxWrite<typeof Meetings> => {
  const { meeting, payload } = step
  const { body, number, transactionId } = payload
  return {
    list: Meetings,
    key: meeting,
    values: {
      meetingKey: meeting,
      body,
      number,
      title: titleOf(ctx, body, number),
      form: 'meeting',
      state: 'planned',
      transactionId,
      ...placedValues(ctx, step, version),
    },
  }
}

export const titleOf = ({ lists }: Pick<Context, 'lists'>, code: string, number: number): string =>
  meetingTitle(lists.find(Bodies, code) ?? { title: code, language: null }, number)

/** One row for each member, invited; rows of members who were invited before keep what they say. */
export const attendanceRows = (
  ctx: Pick<Context, 'lists'>,
  meeting: string,
  members: readonly Membership[],
): readonly OutboxWrite<typeof Attendances>[] =>
  members.flatMap((member): OutboxWrite<typeof Attendances>[] => {
    const key = `${meeting}:${memberId(member)}`
    if (ctx.lists.find(Attendances, key)) return []
    const { person, name, voice } = member
    return [{ list: Attendances, key, values: { attendanceKey: key, meeting, person, name, state: 'invited', voice } }]
  })
