import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { Schedule } from '../../../ports/calendars'
import { type Settings, settingsOf } from '../../../settings/settings'
import { roomNeed } from '../input/body-input'
import type { Slot } from './slot'

export type Room = Settings['planning']['rooms'][number]

/** Rooms large enough for the body, the smallest first; null where it meets online. */
export const roomsFor = (ctx: Pick<Context, 'lists'>, { found, members }: Slot): readonly Room[] | null => {
  const { planning } = settingsOf(ctx)
  const need = roomNeed(found.body, members.length, planning)
  if (need === null) return null
  return planning.rooms.filter(({ seats }) => seats >= need.seats).toSorted((a, b) => a.seats - b.seats)
}

/** The first room that is free by its calendar and holds no meeting of ours, whose invitation may still be on its way. */
export const freeRoom = (
  ctx: Pick<Context, 'lists'>,
  rooms: readonly Room[],
  schedules: ReadonlyMap<string, Schedule>,
  { start, end }: Pick<Slot, 'start' | 'end'>,
): Room | null => {
  const taken = new Set(
    ctx.lists
      .all(Meetings)
      .filter(
        ({ state, startsAt, endsAt }) =>
          state !== 'cancelled' && startsAt !== null && startsAt < end && (endsAt ?? startsAt) > start,
      )
      .map(({ room }) => room?.toLowerCase()),
  )
  return (
    rooms.find(({ address }) => {
      const schedule = schedules.get(address.toLowerCase())
      const isFree = schedule?.isKnown === true && !schedule.busy.some(({ from, to }) => from < end && to > start)
      return isFree && !taken.has(address.toLowerCase())
    }) ?? null
  )
}
