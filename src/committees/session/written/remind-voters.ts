import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import type { Translate } from '../../../i18n/text'
import { formatsIn } from '../../../i18n/translate'
import { Meetings } from '../../../lists/committees/meetings'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { localeOf } from '../../../status/question-for'
import type { FoundMeeting, Meeting } from '../../meetings/find-meeting'
import { meetingForService } from '../as-service'
import { decisionsOf, factsOf } from '../session-facts'
import { shownInReminder } from '../votes/redraw-cards'
import { claimedFor, sendOrMail } from '../votes/send-or-mail'
import { unvoted, voteReminderModel } from './reminder-model'
import { isReminderDue, reminderAt } from './reminder-rule'
import { sittingOn } from './who-may-be-asked'

const isDue = (ctx: Context, { form, state, openedAt, deadline }: Meeting): boolean => {
  if (form !== 'written' || state !== 'open' || openedAt === null || deadline === null) return false
  const settings = settingsOf(ctx)
  const dates = { openedAt: new Date(openedAt), deadline: new Date(deadline) }
  return isReminderDue(dates, calendarIn(settings), settings.quietHours, ctx.clock.now())
}

/** Notes who is to be reminded of written procedures that end soon; however often that is done, each of them is noted once. */
export const wantReminders = async (ctx: Context): Promise<void> => {
  for (const meeting of ctx.lists.all(Meetings).filter((each) => isDue(ctx, each))) {
    const found = meetingForService(ctx, meeting.meetingKey)
    if (found) await ctx.sessionCards.want(meeting.meetingKey, 'reminder', await silentIn(ctx, found), ctx.clock.now())
  }
}

/** Who has a vote to cast that they have not cast; whoever joins the body after that day is asked then, and left in peace. */
const silentIn = async (ctx: Context, found: FoundMeeting): Promise<readonly string[]> => {
  const { voters } = factsOf(ctx, found)
  const settings = settingsOf(ctx)
  const deadline = new Date(found.meeting.deadline ?? ctx.clock.now())
  const day = localDay(reminderAt(deadline, calendarIn(settings), settings.quietHours))
  const sitting = sittingOn(found.found.memberships, found.meeting.body, day)
  const silent = new Set<string>()
  for (const { number, voteState } of decisionsOf(ctx, found.meeting.meetingKey)) {
    if (voteState !== 'open') continue
    const cast = await ctx.votes.ballots(number, voters)
    for (const voter of voters) if (!cast.has(voter)) silent.add(voter)
  }
  return [...silent].filter((person) => ctx.directory.person(person) !== undefined && sitting.has(person))
}

/** Sends the reminders that wait, each once; whoever has voted meanwhile gets none. */
export const deliverReminders = async (ctx: Context, key: string): Promise<void> => {
  const found = meetingForService(ctx, key)
  if (!found || (found.meeting.state === 'open' && !isDue(ctx, found.meeting))) return
  for await (const person of claimedFor(ctx, key, 'reminder')) {
    const model = found.meeting.state === 'open' ? await voteReminderModel(ctx, found, person) : undefined
    if (!model || unvoted(model).length === 0) continue
    const locale = localeOf(ctx.directory.person(person))
    const text = (t: Translate): string =>
      t('session:mail.reminder', {
        questions: unvoted(model)
          .map(({ number, title }) => `– ${number} ${title}`)
          .join('\n'),
        date: formatsIn(locale).dateTime(model.deadline),
        url: model.url,
      })
    const shown = shownInReminder(model)
    await sendOrMail(
      ctx,
      { subject: key, kind: 'reminder', person, shown },
      ctx.cards.voteReminder(model, locale),
      text,
    )
  }
}
