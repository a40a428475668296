import { site } from '../../registration'
import type { ResourceChange } from '../../store/changes'
import { type GraphCall, GraphError } from '../exchange'
import { findList } from '../lists/find'
import { siteRolesOf } from '../lists/site-grants'
import { mailboxAt } from '../outlook/mailboxes'
import type { GraphParts } from '../parts'
import { permit } from '../permissions'

/** What a subscription's resource string means. */
interface Resource {
  readonly changeTypes: readonly string[]
  /** Longest life in minutes (GRAPH-FACTS 9). */
  readonly mostMinutes: number
  /** Whether a change is one of this resource. */
  readonly concerns: (change: ResourceChange) => boolean
}

const MINUTES = { sharePoint: 42_300, outlook: 10_080, directory: 41_760 }

const unsupported = (resource: string): GraphError =>
  new GraphError(400, 'InvalidRequest', `The resource '${resource}' is not supported for subscriptions.`)

const segmentsOf = (resource: string): string[] => {
  try {
    return resource.replace(/^\//, '').split('/').map(decodeURIComponent)
  } catch {
    throw unsupported(resource)
  }
}

/** Reads a resource string whose subscription exists already; undefined when what it names is gone. */
export const resourceOf = (parts: GraphParts, resource: string): Resource | undefined => {
  const [kind, id = '', part, list = '', ...rest] = segmentsOf(resource)
  if (rest.length > 0 || (part !== 'lists' && list !== '')) return undefined
  if (kind === 'sites' && part === 'lists') {
    const found = [...parts.state.lists.values()].find(
      (one) => one.id === list.toLowerCase() || one.displayName === list,
    )
    if (!found) return undefined
    return sharePoint((change) => change.kind === 'list' && change.listId === found.id)
  }
  if (kind === 'drives' && id === site.driveId && part === 'root') {
    return sharePoint((change) => change.kind === 'drive')
  }
  if (kind === 'users' && part === 'events') {
    const mailbox = mailboxAt(parts, id)
    if (!mailbox) return undefined
    const concerns = (change: ResourceChange): boolean => change.kind === 'event' && change.mailbox === mailbox.id
    return { changeTypes: ['created', 'updated', 'deleted'], mostMinutes: MINUTES.outlook, concerns }
  }
  if ((kind === 'users' || kind === 'groups') && part === undefined) {
    return { changeTypes: ['updated', 'deleted'], mostMinutes: MINUTES.directory, concerns: () => false }
  }
  return undefined
}

const sharePoint = (concerns: Resource['concerns']): Resource => ({
  changeTypes: ['updated'],
  mostMinutes: MINUTES.sharePoint,
  concerns,
})

/** The resource of a new subscription, if its caller may hear of it: a list needs writing even to listen. */
export const readResource = (parts: GraphParts, call: GraphCall, resource: string): Resource => {
  const [kind, id = '', part, list = ''] = segmentsOf(resource)
  if (kind === 'sites' && part === 'lists') {
    const inner = {
      ...call,
      params: new Map([
        ['site', id],
        ['list', list],
      ]),
    }
    permit('list.listen', call.caller, () => siteRolesOf(parts, inner))
    findList(parts, inner)
  } else if (kind === 'drives') permit('file.write', call.caller)
  else if (kind === 'users' && part === 'events') permit('calendar.read', call.caller)
  else if (kind === 'users' || kind === 'groups') permit('people.structure', call.caller)
  const found = resourceOf(parts, resource)
  if (!found) throw unsupported(resource)
  return found
}
