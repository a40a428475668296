import type { Actor } from '../../../access/actor'
import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Absences } from '../../../lists/absences'
import type { Schedule, Span } from '../../../ports/calendars'
import { expectedQuorum } from '../../agenda/expected/expected-quorum'
import type { Membership } from '../../find-body'
import { rulesOf } from '../../rules/body-rules'
import { memberId } from '../../rules/membership'
import { type MailboxOutcome, serviceMailbox } from '../input/mailbox'
import { addressOf } from '../input/read-calendars'
import { freeRoom, roomsFor } from './rooms'
import { type AskedSlot, type RefusedSlot, type Slot, slotFor, warningsOf } from './slot'
import type { SlotMember, SlotView } from './slot-view'

type NoMailbox = Extract<MailboxOutcome, { readonly ok: false }>

/** Who could come then: one reading of the calendars of the members and of the rooms that would do. Nothing is written anywhere. */
export const slotPage = async (
  ctx: Context,
  actor: Actor,
  code: string,
  asked: AskedSlot,
): Promise<{ readonly ok: true; readonly view: SlotView } | RefusedSlot | NoMailbox> => {
  const slot = slotFor(ctx, actor, code, asked)
  if (!slot.ok) return slot
  const mailbox = serviceMailbox(ctx)
  if (!mailbox.ok) return mailbox
  const rooms = roomsFor(ctx, slot)
  const addresses = [
    ...slot.members.flatMap((member) => addressOf(ctx, member) ?? []),
    ...(rooms ?? []).map(({ address }) => address),
  ]
  const schedules = await schedulesAt(ctx, mailbox.mailbox, addresses, slot)
  const presences = slot.members.map((member) => ({ member, presence: presenceOf(ctx, member, slot, schedules) }))
  const doubtful = presences.flatMap(({ member, presence }): SlotMember[] =>
    presence === null ? [] : [{ name: nameOf(ctx, member), mandatory: member.mandatory, presence }],
  )
  const room = rooms && schedules && freeRoom(ctx, rooms, schedules, slot)
  const { start, end, members } = slot
  return {
    ok: true,
    view: {
      ...{ start, end },
      warnings: warningsOf(ctx, slot),
      members: members.length,
      isRead: schedules !== null,
      doubtful: schedules === null ? [] : doubtful.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
      quorum: schedules === null ? null : quorumThen(slot, presences),
      room: rooms && { name: room?.name ?? null },
    },
  }
}

/** Null when Outlook cannot be asked: whoever convenes is told so, and may do it all the same. */
export const schedulesAt = async (
  ctx: Pick<Context, 'calendars' | 'log'>,
  mailbox: string,
  addresses: readonly string[],
  { start, end }: Pick<Slot, 'start' | 'end'>,
): Promise<ReadonlyMap<string, Schedule> | null> => {
  if (addresses.length === 0) return new Map()
  try {
    return await ctx.calendars.schedules(mailbox, addresses, inHalfHours(start, end))
  } catch (error) {
    ctx.log.warn({ error: String(error) }, 'calendars could not be read for a meeting to convene')
    return null
  }
}

const HALF_HOUR_MS = 30 * 60_000

/** Exchange refuses a window shorter than the half hours in which it is asked (GRAPH-FACTS 4.1). */
const inHalfHours = (start: string, end: string): Span => ({
  from: isoSeconds(new Date(Math.floor(Date.parse(start) / HALF_HOUR_MS) * HALF_HOUR_MS)),
  to: isoSeconds(new Date(Math.ceil(Date.parse(end) / HALF_HOUR_MS) * HALF_HOUR_MS)),
})

type Presence = SlotMember['presence'] | null

/** The worst that the calendar, or an absence that the organisation knows of, says; null: free. */
const presenceOf = (
  ctx: Pick<Context, 'lists' | 'directory'>,
  member: Membership,
  { start, end, day }: Slot,
  schedules: ReadonlyMap<string, Schedule> | null,
): Presence => {
  const isAway = ctx.lists
    .all(Absences)
    .some(
      ({ person, firstDay, lastDay }) =>
        person !== null && person === member.person && firstDay <= day && lastDay >= day,
    )
  if (isAway) return 'out-of-office'
  const schedule = schedules?.get(addressOf(ctx, member) ?? '')
  if (!schedule?.isKnown) return 'unknown'
  const found = new Set(schedule.busy.filter(({ from, to }) => from < end && to > start).map(({ status }) => status))
  return (['out-of-office', 'busy', 'tentative'] as const).find((status) => found.has(status)) ?? null
}

const nameOf = (ctx: Pick<Context, 'directory'>, { person, name }: Membership): string =>
  (person === null ? undefined : ctx.directory.person(person)?.name) ?? name

const quorumThen = (
  { found }: Slot,
  presences: readonly { readonly member: Membership; readonly presence: Presence }[],
): SlotView['quorum'] => {
  const rules = rulesOf(found.body)
  const { count, share, roles } = rules.quorum
  if (count === null && share === null && roles.length === 0) return null
  const members = presences.map(({ member }) => ({ id: memberId(member), role: member.role, voice: member.voice }))
  const states = new Map(
    presences.map(({ member, presence }) => [
      memberId(member),
      presence === 'busy' || presence === 'out-of-office' ? ('declined' as const) : ('invited' as const),
    ]),
  )
  const { isReachable, counted, required, missingRoles } = expectedQuorum(rules, members, states, [])
  return { isReachable, counted, required, missingRoles }
}
