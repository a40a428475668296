import { isSendingTime } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { translate } from '../../../i18n/translate'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { deliverOnce } from '../../../status/cycle/deliver-once'
import { localeOf } from '../../../status/question-for'
import { meetingForService } from '../../session/as-service'
import { meetingOf } from '../pack/card-models'
import { askName } from '../pack/send-notice'
import { toldOf } from './told-of'

/**
 * Tells the secretary of a meeting, once for the room and the time at which it stands, that its room has declined, and what can be done. It
 * is said again by every reading of the calendar, so that what falls into quiet hours is told after them.
 */
export const warnOfRoom = async (ctx: Context, key: string): Promise<void> => {
  const settings = settingsOf(ctx)
  if (!isSendingTime(ctx.clock.now(), calendarIn(settings), settings.quietHours)) return
  const found = meetingForService(ctx, key)
  if (!found?.meeting.room) return
  const { meeting } = found
  const room = settings.planning.rooms.find(({ address }) => address === meeting.room)?.name ?? meeting.room
  for (const person of await toldOf(ctx, found)) {
    const locale = localeOf(ctx.directory.person(person))
    const drawn = ctx.cards.roomDeclined({ meeting: meetingOf(ctx, meeting), room: room ?? '' }, locale)
    await deliverOnce(ctx, {
      cycle: askName(key),
      person,
      kind: `room:${meeting.room}:${meeting.startsAt}`,
      drawn,
      mailText: translate(locale)('agenda:mail.text', {
        summary: drawn.summary,
        url: ctx.links.tab(`meeting/${key}`),
      }),
    })
  }
}
