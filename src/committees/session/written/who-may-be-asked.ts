import { localDay, nextSendingTime } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import { calendarIn, settingsOf } from '../../../settings/settings'
import type { Membership } from '../../find-body'
import { membershipOn } from '../../rules/membership'
import { meetingForService } from '../as-service'
import { decisionsOf, factsOf } from '../session-facts'

/** Who sits in the body on this day? The voters of a written procedure are those of its last day, and some may join until then. */
export const sittingOn = (memberships: readonly Membership[], body: string, day: string): ReadonlySet<string> =>
  new Set(membershipOn(memberships, body, day).flatMap(({ person }) => person ?? []))

/**
 * Notes that whoever joined a body since a procedure was opened is to get its cards, now that they may vote: at a time at which messages may
 * leave, unless the deadline comes first. However often that is done, each of them is noted once.
 */
export const wantLateCards = async (ctx: Context): Promise<void> => {
  const now = ctx.clock.now()
  for (const { meetingKey, form, state, openedAt, deadline } of ctx.lists.all(Meetings)) {
    if (form !== 'written' || state !== 'open' || openedAt === null || deadline === null) continue
    const found = meetingForService(ctx, meetingKey)
    if (!found || !isTimeToAsk(ctx, new Date(deadline), now)) continue
    const { memberships, body } = found.found
    const [first, today] = [localDay(new Date(openedAt)), localDay(now)].map((day) =>
      sittingOn(memberships, body.code, day),
    )
    const late = factsOf(ctx, found).voters.filter(
      (person) => today?.has(person) && !first?.has(person) && ctx.directory.person(person) !== undefined,
    )
    if (late.length === 0) continue
    for (const { number, voteState } of decisionsOf(ctx, meetingKey))
      if (voteState === 'open') await ctx.sessionCards.want(number, 'vote', late, now)
  }
}

const isTimeToAsk = (ctx: Pick<Context, 'lists'>, deadline: Date, now: Date): boolean => {
  const settings = settingsOf(ctx)
  const next = nextSendingTime(now, calendarIn(settings), settings.quietHours)
  return now < deadline && (next <= now || next >= deadline)
}
