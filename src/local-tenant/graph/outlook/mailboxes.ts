import { mailbox as sharedMailbox } from '../../registration'
import { type GraphCall, GraphError, onlyDelegated } from '../exchange'
import type { GraphParts } from '../parts'
import { rooms } from './rooms'

/** A mailbox with a calendar: a person's, the product's own, or a room's. */
export interface Mailbox {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly room: boolean
}

const mailboxesOf = ({ state }: GraphParts): Mailbox[] => [
  ...[...state.people.values()].map((person) => ({
    id: person.id,
    address: person.userPrincipalName,
    name: person.displayName,
    room: false,
  })),
  { id: sharedMailbox.id, address: sharedMailbox.mail, name: sharedMailbox.name, room: false },
  ...rooms.map((room) => ({ id: room.id, address: room.address, name: room.displayName, room: true })),
]

/** A mailbox by object id or address; undefined when nobody has it. */
export const mailboxAt = (parts: GraphParts, given: string): Mailbox | undefined => {
  const wanted = given.toLowerCase()
  return mailboxesOf(parts).find(
    ({ id, address }) =>
      (id === wanted || address.toLowerCase() === wanted) && !parts.faults.current.withoutMailbox.includes(id),
  )
}

/** What limits count: the mailbox as addressed, by id or by address. */
export const mailboxKey = (parts: GraphParts, call: GraphCall): string => {
  const given = call.params.get('user') ?? call.caller.person?.id ?? ''
  return mailboxAt(parts, given)?.id ?? given
}

/**
 * The mailbox that a call opens. An application opens every mailbox that its access policy leaves it, a person only their own
 * (sharing of calendars is not kept here).
 */
export const openMailbox = (parts: GraphParts, call: GraphCall): Mailbox => {
  const { caller } = call
  const given = call.params.get('user') ?? caller.person?.id
  if (given === undefined) throw onlyDelegated()
  const found = mailboxAt(parts, given)
  if (!found) {
    const known = [...parts.state.people.values()].some(({ id, userPrincipalName }) =>
      [id, userPrincipalName.toLowerCase()].includes(given.toLowerCase()),
    )
    throw known
      ? new GraphError(
          404,
          'MailboxNotEnabledForRESTAPI',
          'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
        )
      : new GraphError(404, 'ErrorInvalidUser', `The requested user '${given}' is invalid.`)
  }
  const scope = parts.faults.current.mailboxScope
  if (!caller.person && scope && !scope.includes(found.id)) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access to OData is disabled.')
  }
  if (caller.person && caller.person.id !== found.id) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  }
  return found
}
