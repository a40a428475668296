import { z } from 'zod'
import type { Calendars } from '../../ports/calendars'
import type { GraphCaller } from '../http/caller'
import { type ChatApp, equipChats } from './chats'
import { cancelEvents, createEvents, readEvents, updateEvents } from './events'
import { readSchedules } from './schedules'

const user = z.object({ id: z.string() })

/** See the port. */
export const createCalendars = (
  caller: GraphCaller,
  mailbox: string | undefined,
  { catalogueId, resourceSpecific }: Pick<ChatApp, 'catalogueId' | 'resourceSpecific'>,
): Calendars => {
  const known = new Map<string, string>()
  const organiserId = async (address: string): Promise<string> => {
    const found = known.get(address)
    if (found !== undefined) return found
    const path = `/users/${encodeURIComponent(address)}`
    const { id } = user.parse((await caller.send({ method: 'GET', path, query: { $select: 'id' } })).body)
    known.set(address, id)
    return id
  }
  return {
    mailbox: mailbox ?? null,
    schedules: (of, addresses, span) => readSchedules(caller, of, addresses, span),
    events: (of, span) => readEvents(caller, of, span),
    create: (of, events) => createEvents(caller, of, events),
    update: (of, changes) => updateEvents(caller, of, changes),
    cancel: (of, cancellations) => cancelEvents(caller, of, cancellations),
    equip: (of, meetings) => equipChats(caller, { catalogueId, resourceSpecific, organiserId }, of, meetings),
  }
}
