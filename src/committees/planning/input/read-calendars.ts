import { addDays, isoSeconds, localInstant } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import type { Schedule } from '../../../ports/calendars'
import type { KeptCalendars } from '../../../ports/plans'
import { settingsOf } from '../../../settings/settings'
import type { Membership } from '../../find-body'
import { memberId } from '../../rules/membership'
import type { Period } from './period'
import { type PlannedBody, sittersOf } from './planned-bodies'

/** Where somebody's calendar is: the directory's address, or the one that an import knew. */
export const addressOf = (ctx: Pick<Context, 'directory'>, { person, mail }: Membership): string | null =>
  ((person === null ? null : ctx.directory.person(person)?.mail) || mail || '').toLowerCase() || null

/** Reads when everybody concerned, and every room, is free; keeps it, so that a change by hand is answered on the same calendars. */
export const readCalendars = async (
  ctx: Context,
  mailbox: string,
  period: Period,
  bodies: readonly PlannedBody[],
): Promise<KeptCalendars> => {
  const { rooms } = settingsOf(ctx).planning
  const people = new Map(
    bodies.flatMap((planned) =>
      sittersOf(planned).map((member) => [memberId(member), addressOf(ctx, member)] as const),
    ),
  )
  const addresses = [...people.values()].flatMap((address) => address ?? [])
  const found = await ctx.calendars.schedules(mailbox, [...addresses, ...rooms.map(({ address }) => address)], {
    from: isoSeconds(localInstant(period.from, '00:00')),
    to: isoSeconds(localInstant(addDays(period.to, 1), '00:00')),
  })
  const entry = (name: string, address: string | null): readonly [string, Schedule][] => {
    const schedule = address === null ? undefined : found.get(address)
    return schedule ? [[name, schedule]] : []
  }
  const calendars = {
    readAt: ctx.clock.now().toISOString(),
    schedules: [
      ...[...people].flatMap(([person, address]) => entry(person, address)),
      ...rooms.flatMap(({ address }) => entry(address.toLowerCase(), address.toLowerCase())),
    ],
  }
  await ctx.plans.keepCalendars(period.name, calendars)
  return calendars
}
