import type { Body, Room } from '../model'
import type { CalendarGrid } from '../time/calendar-grid'

/** Rooms that are the same to a plan: same seats, site and bookings. Any meetings that never exceed their number fit in. */
export interface RoomClass {
  readonly ids: readonly string[]
  readonly seats: number
  readonly site: string | undefined
  /** 1 in each cell in which these rooms are booked. */
  readonly booked: Uint8Array
}

/** A fixed meeting, as far as rooms care. */
interface BookedRoom {
  readonly meeting: { readonly room: string | null }
  readonly slot: { readonly cell: number }
  readonly cells: number
}

export const roomClassesOf = (
  rooms: readonly Room[],
  grid: CalendarGrid,
  fixed: readonly BookedRoom[],
): readonly RoomClass[] => {
  const classes = new Map<string, { ids: string[]; room: Room; booked: Uint8Array }>()
  for (const room of rooms) {
    const booked = new Uint8Array(grid.cells)
    const book = (from: number, to: number): void => {
      booked.fill(1, Math.max(0, Math.floor(from)), Math.max(0, Math.ceil(to)))
    }
    for (const { from, to } of room.busy) book(grid.positionOf(from), grid.positionOf(to))
    for (const { meeting, slot, cells } of fixed) if (meeting.room === room.id) book(slot.cell, slot.cell + cells)
    const print = `${room.seats}/${room.site ?? ''}/${booked.join('')}`
    const same = classes.get(print)
    if (same) same.ids.push(room.id)
    else classes.set(print, { ids: [room.id], room, booked })
  }
  return [...classes.values()].map(({ ids, room, booked }) => ({ ids, seats: room.seats, site: room.site, booked }))
}

/** Numbers of the classes that have the seats, on the site, of the room that the body asks for. */
export const suitableRooms = ({ room }: Body, classes: readonly RoomClass[]): readonly number[] =>
  room === null
    ? []
    : classes.flatMap(({ seats, site }, index) =>
        seats >= room.seats && (room.site === undefined || room.site === site) ? [index] : [],
      )

export const isBooked = ({ booked }: RoomClass, cell: number, cells: number): boolean => {
  for (let at = cell; at < cell + cells; at++) if (booked[at] === 1) return true
  return false
}

/** Gives each meeting a room of its class: in the order of their starts, the first room that is free again. */
export const assignRooms = <T extends { readonly roomClass: number; readonly cell: number; readonly cells: number }>(
  meetings: readonly T[],
  classes: readonly RoomClass[],
): ReadonlyMap<T, string> => {
  const freeFrom = new Map<string, number>()
  const assigned = new Map<T, string>()
  for (const meeting of [...meetings].sort((a, b) => a.cell - b.cell)) {
    const ids = classes[meeting.roomClass]?.ids ?? []
    const room = ids.find((id) => (freeFrom.get(id) ?? 0) <= meeting.cell)
    if (room === undefined) continue
    freeFrom.set(room, meeting.cell + meeting.cells)
    assigned.set(meeting, room)
  }
  return assigned
}
