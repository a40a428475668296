import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { chairOf } from '../../approver'
import type { Meeting } from '../../meetings/find-meeting'
import { type AgendaItem, isGuestOf, itemsOf } from '../find-agenda'
import { isOnAgenda } from '../rules/item-states'
import { timingOf } from '../rules/timing'
import type {
  AgendaCardLine,
  AgendaCardMeeting,
  ApprovalModel,
  GuestModel,
  PackModel,
  PapersModel,
} from './notice-models'
import { folderOf, versionsOf } from './pack-file'

type Ctx = Pick<Context, 'lists' | 'links' | 'directory'>

/** A meeting as cards name it. */
export const meetingOf = (ctx: Ctx, meeting: Meeting): AgendaCardMeeting => ({
  key: meeting.meetingKey,
  title: meeting.title,
  bodyTitle: ctx.lists.find(Bodies, meeting.body)?.title ?? meeting.body,
  startsAt: meeting.startsAt,
  place: meeting.place,
  tabUrl: ctx.links.tab(`meeting/${meeting.meetingKey}`),
})

const agendaOf = (ctx: Ctx, meeting: Meeting): readonly AgendaItem[] =>
  itemsOf(ctx, meeting.meetingKey).filter(({ state }) => isOnAgenda(state))

const linesOf = (ctx: Ctx, items: readonly AgendaItem[]): readonly AgendaCardLine[] =>
  items.map(({ title, kind, minutes, presenter }) => ({
    title,
    kind,
    minutes,
    presenter: presenter === null ? null : (ctx.directory.person(presenter)?.name ?? null),
  }))

export const packModel = (ctx: Ctx, meeting: Meeting): PackModel => {
  const [last] = versionsOf(ctx, meeting.meetingKey)
  return {
    meeting: meetingOf(ctx, meeting),
    version: last?.version ?? 1,
    reason: last?.reason ?? null,
    lines: linesOf(ctx, agendaOf(ctx, meeting)),
    file: last?.url ? { name: last.fileName, url: last.url } : null,
  }
}

export const guestModel = (
  ctx: Ctx,
  meeting: Meeting,
  person: string,
  standing: GuestModel['standing'],
): GuestModel => {
  const items = agendaOf(ctx, meeting)
  const { starts } = timingOf(items, meeting.startsAt, meeting.endsAt)
  const lines = linesOf(ctx, items).map((line, index) => ({ ...line, startsAt: starts[index] ?? null }))
  return {
    meeting: meetingOf(ctx, meeting),
    joinUrl: standing === 'expected' ? meeting.joinUrl : null,
    lines: standing === 'expected' ? lines.filter((_, index) => isExpected(items[index], person)) : [],
    standing,
  }
}

const isExpected = (item: AgendaItem | undefined, person: string): boolean =>
  item !== undefined && isGuestOf(item, person)

export const papersModel = (ctx: Ctx, meeting: Meeting, dueOn: string, titles: readonly string[]): PapersModel => ({
  meeting: meetingOf(ctx, meeting),
  dueOn,
  titles,
  folder: folderOf(ctx, meeting),
})

export const approvalModel = (
  ctx: Ctx & Pick<Context, 'clock'>,
  meeting: Meeting,
  dueOn: string,
  refusal: string | null = null,
): ApprovalModel => {
  const items = agendaOf(ctx, meeting)
  return {
    meeting: meetingOf(ctx, meeting),
    dueOn,
    lines: linesOf(ctx, items),
    over: timingOf(items, meeting.startsAt, meeting.endsAt).over,
    absence: chairOf(ctx, meeting, 'agenda').absence,
    approvedAt: meeting.agendaApprovedAt,
    refusal,
  }
}
