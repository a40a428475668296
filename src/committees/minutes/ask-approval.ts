import { isSendingTime } from '../../calendar/business-days'
import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { Meetings } from '../../lists/committees/meetings'
import { calendarIn, settingsOf } from '../../settings/settings'
import { deliverOnce } from '../../status/cycle/deliver-once'
import { localeOf } from '../../status/question-for'
import { approverOf } from '../approver'
import type { Meeting } from '../meetings/find-meeting'
import { meetingForService } from '../session/as-service'
import { deliveriesOf } from './announce-minutes'
import { minutesModel, wordsIn } from './card-model'
import { placeFor } from './place-for'

/**
 * By the clock: once there is a meeting in which minutes under review can be approved, its chair (the PMO officers where there is
 * none) is asked by a card that does it. Once for
 * each version, on whichever copies of the service look; what has certainly not arrived is tried again in the next hour.
 */
export const askApproval = async (ctx: Context): Promise<void> => {
  const settings = settingsOf(ctx)
  const now = ctx.clock.now()
  if (!isSendingTime(now, calendarIn(settings), settings.quietHours)) return
  for (const meeting of ctx.lists.all(Meetings).filter(({ minutesState }) => minutesState === 'review'))
    if (placeFor(ctx, meeting) !== null) await ask(ctx, meeting)
}

const ask = async (ctx: Context, meeting: Meeting): Promise<void> => {
  const found = meetingForService(ctx, meeting.meetingKey)
  if (!found) return
  const { people } = await approverOf(ctx, meeting, 'minutes')
  for (const person of people) await askOne(ctx, meeting, found.found.body.title, person)
}

const askOne = async (ctx: Context, meeting: Meeting, body: string, person: string): Promise<void> => {
  const locale = localeOf(ctx.directory.person(person))
  const model = minutesModel(ctx, meeting, body, { mayApprove: true })
  await deliverOnce(ctx, {
    cycle: deliveriesOf(meeting.meetingKey),
    person,
    kind: `approval:v${meeting.minutesVersion}`,
    drawn: ctx.cards.minutes(model, locale),
    mailText: translate(locale)('followUp:card.minutes.approvalMail', wordsIn(model)),
  })
}
