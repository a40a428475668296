import type { Context } from '../../../context'
import { translate } from '../../../i18n/translate'
import { Bodies } from '../../../lists/bodies'
import type { EventTimes, MeetingTab } from '../../../ports/calendars'
import type { Step } from '../../../ports/plans'
import { settingsOf } from '../../../settings/settings'
import { addressOf } from '../input/read-calendars'
import { membersFor, titleOf } from './meeting-rows'

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => HTML[character] ?? character)

/** Who is invited, where and when. A member without an address is on the list of attendance alone. */
export const eventTimes = (
  ctx: Pick<Context, 'lists' | 'directory'>,
  { payload }: Pick<Step, 'payload'>,
): EventTimes => {
  const { body, start, end, room } = payload
  const place = settingsOf(ctx).planning.rooms.find(({ address }) => address === room)
  const attendees = new Map(
    membersFor(ctx, body, start).flatMap((member) => {
      const address = addressOf(ctx, member)
      const kind = member.mandatory || member.voice === 'vote' ? ('required' as const) : ('optional' as const)
      return address === null ? [] : [[address, { address, name: member.name, kind }] as const]
    }),
  )
  return {
    start,
    end,
    attendees: [...attendees.values()],
    room: room === null ? null : { address: room, name: place?.name ?? room },
  }
}

/** What the invitation says: the meeting, and where its agenda and papers are, in the body's language. */
export const eventContent = (
  ctx: Pick<Context, 'lists' | 'links'>,
  { meeting, payload }: Pick<Step, 'meeting' | 'payload'>,
): { readonly subject: string; readonly html: string } => {
  const t = translate(ctx.lists.find(Bodies, payload.body)?.language ?? 'fr')
  const subject = titleOf(ctx, payload.body, payload.number)
  const link = `<a href="${escaped(ctx.links.tab(`meeting/${meeting}`))}">${escaped(t('planning:event.agenda'))}</a>`
  return { subject, html: `<p>${escaped(subject)}</p><p>${link}</p><p>${escaped(t('planning:event.sender'))}</p>` }
}

export const cancelComment = ({ lists }: Pick<Context, 'lists'>, body: string): string =>
  translate(lists.find(Bodies, body)?.language ?? 'fr')('planning:event.cancelled')

/** The page of the meeting, as a tab of its chat. */
export const meetingTab = (
  ctx: Pick<Context, 'lists' | 'links'>,
  { meeting, payload }: Pick<Step, 'meeting' | 'payload'>,
  joinUrl: string,
): MeetingTab => {
  const t = translate(ctx.lists.find(Bodies, payload.body)?.language ?? 'fr')
  return {
    joinUrl,
    name: t('planning:event.tab'),
    contentUrl: ctx.links.page(`meeting/${meeting}`),
    websiteUrl: ctx.links.tab(`meeting/${meeting}`),
    entityId: meeting,
  }
}
