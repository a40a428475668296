import { isSendingTime } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { translate } from '../../../i18n/translate'
import { Meetings } from '../../../lists/committees/meetings'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { deliverOnce } from '../../../status/cycle/deliver-once'
import { localeOf } from '../../../status/question-for'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { meetingForService } from '../../session/as-service'
import type { ExpectedView } from '../agenda-view'
import { meetingOf } from '../pack/card-models'
import type { QuorumRiskModel } from '../pack/notice-models'
import { askName } from '../pack/send-notice'
import { expectedView } from './expected-view'
import { toldOf } from './told-of'

/**
 * By the clock: tells the secretary of a meeting ahead, once for the time at which it stands, that too many have declined for the quorum to
 * be there, and what can be done.
 */
export const warnOfQuorum = async (ctx: Context): Promise<void> => {
  const settings = settingsOf(ctx)
  const now = ctx.clock.now()
  if (!isSendingTime(now, calendarIn(settings), settings.quietHours)) return
  const ahead = ctx.lists
    .all(Meetings)
    .filter(
      ({ form, state, startsAt }) => form === 'meeting' && state === 'convened' && (startsAt ?? '') > now.toISOString(),
    )
  for (const { meetingKey } of ahead) {
    const found = meetingForService(ctx, meetingKey)
    const expected = found && expectedView(ctx, found)
    if (found && expected && !expected.isReachable && expected.away.length > 0) await warn(ctx, found, expected)
  }
}

const warn = async (ctx: Context, found: FoundMeeting, expected: ExpectedView): Promise<void> => {
  for (const told of await toldOf(ctx, found)) await warnOne(ctx, found.meeting, expected, told)
}

const warnOne = async (
  ctx: Context,
  meeting: FoundMeeting['meeting'],
  expected: ExpectedView,
  person: string,
): Promise<void> => {
  const locale = localeOf(ctx.directory.person(person))
  const drawn = ctx.cards.quorumRisk(quorumRiskModel(ctx, meeting, expected), locale)
  await deliverOnce(ctx, {
    cycle: askName(meeting.meetingKey),
    person,
    kind: `quorum:${meeting.startsAt}`,
    drawn,
    mailText: translate(locale)('agenda:mail.text', {
      summary: drawn.summary,
      url: ctx.links.tab(`meeting/${meeting.meetingKey}`),
    }),
  })
}

const quorumRiskModel = (ctx: Context, meeting: FoundMeeting['meeting'], expected: ExpectedView): QuorumRiskModel => {
  const { counted, required, missingRoles, awayNames, proxiesHelp } = expected
  return { meeting: meetingOf(ctx, meeting), counted, required, missingRoles, away: awayNames, proxiesHelp }
}
