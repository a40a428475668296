import type { TenantPerson } from '../../people'
import { team } from '../../registration'
import { type GraphCall, GraphError, type GraphReply, ok, onlyDelegated, param } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { findPerson } from './people'

const MOST_PHOTO_BYTES = 4 * 1_024 * 1_024
const COMPETENCE_CENTRE = 'Centre de compétence'

/** Managers, reports, photos, presence and members (GRAPH-FACTS 12). */
export const personDetailRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  ...['/users/{user}', '/me'].flatMap((base) => detailsOf(parts, base)),
  {
    method: 'GET',
    template: '/groups/{group}/members',
    operation: 'group.members',
    units: 0,
    handle: (call) => members(parts, param(call, 'group'), briefBody),
  },
  {
    method: 'GET',
    template: '/teams/{team}/members',
    operation: 'team.members',
    units: 0,
    handle: (call) => members(parts, param(call, 'team'), memberBody),
  },
]

const detailsOf = (parts: GraphParts, base: string): readonly GraphRoute[] => {
  const photo = { template: `${base}/photo/$value`, units: 0 }
  return [
    {
      method: 'GET',
      template: `${base}/manager`,
      operation: 'people.structure',
      units: 0,
      handle: (call) => manager(parts, call),
    },
    {
      method: 'GET',
      template: `${base}/directReports`,
      operation: 'people.reports',
      units: 0,
      handle: (call) => reports(parts, call),
    },
    {
      method: 'GET',
      template: `${base}/presence`,
      operation: 'presence.read',
      units: 0,
      handle: (call) => presence(parts, call),
    },
    { ...photo, method: 'GET', operation: 'photo.read', handle: (call) => readPhoto(parts, call) },
    { ...photo, method: 'PUT', operation: 'photo.write', handle: (call) => writePhoto(parts, call) },
  ]
}

const personOf = (parts: GraphParts, call: GraphCall): TenantPerson => {
  if (call.params.has('user')) return findPerson(parts, call)
  if (!call.caller.person) throw onlyDelegated()
  return call.caller.person
}

const briefBody = (person: TenantPerson): object => ({
  '@odata.type': '#microsoft.graph.user',
  id: person.id,
  displayName: person.displayName,
  jobTitle: person.jobTitle,
  mail: person.userPrincipalName,
  userPrincipalName: person.userPrincipalName,
})

const memberBody = (person: TenantPerson): object => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  id: Buffer.from(`${team.teamId}##${person.id}`).toString('base64url'),
  roles: person.appRoles.includes('officer') ? ['owner'] : [],
  displayName: person.displayName,
  userId: person.id,
  email: person.userPrincipalName,
})

/** The officer heads the competence centre; nobody else's superior is kept. */
const managerOf = ({ state }: GraphParts, person: TenantPerson): TenantPerson | undefined =>
  person.department === COMPETENCE_CENTRE
    ? [...state.people.values()].find(({ id, appRoles }) => appRoles.includes('officer') && id !== person.id)
    : undefined

const manager = (parts: GraphParts, call: GraphCall): GraphReply => {
  const found = managerOf(parts, personOf(parts, call))
  if (!found) {
    const text = "Resource 'manager' does not exist or one of its queried reference-property objects are not present."
    throw new GraphError(404, 'Request_ResourceNotFound', text)
  }
  return ok({ '@odata.context': `${graphUrl(parts)}/$metadata#directoryObjects/$entity`, ...briefBody(found) })
}

const reports = (parts: GraphParts, call: GraphCall): GraphReply => {
  const person = personOf(parts, call)
  const below = [...parts.state.people.values()].filter((other) => managerOf(parts, other)?.id === person.id)
  return ok({ '@odata.context': `${graphUrl(parts)}/$metadata#directoryObjects`, value: below.map(briefBody) })
}

/** In a meeting while an event of theirs runs, available otherwise. */
const presence = (parts: GraphParts, call: GraphCall): GraphReply => {
  const { id } = personOf(parts, call)
  const now = parts.state.instant().toISOString()
  const busy = [...parts.state.office.events.values()].some(
    (event) => event.mailbox === id && !event.cancelled && event.start <= now && event.end > now,
  )
  const states = busy
    ? { availability: 'Busy', activity: 'InAMeeting' }
    : { availability: 'Available', activity: 'Available' }
  return ok({ '@odata.context': `${graphUrl(parts)}/$metadata#communications/presences/$entity`, id, ...states })
}

const readPhoto = (parts: GraphParts, call: GraphCall): GraphReply => {
  const bytes = parts.state.blob(`photo:${personOf(parts, call).id}`)
  if (!bytes) throw new GraphError(404, 'ImageNotFound', "The photo wasn't found.")
  return { status: 200, headers: { 'Content-Type': 'image/jpeg' }, bytes }
}

const writePhoto = (parts: GraphParts, call: GraphCall): GraphReply => {
  const { bytes } = call
  const isImage = (call.headers.get('content-type') ?? '').startsWith('image/')
  if (!isImage || bytes.length === 0 || bytes.length > MOST_PHOTO_BYTES) {
    throw new GraphError(400, 'ErrorInvalidImage', 'A photo must be an image of at most 4 MB.')
  }
  parts.state.putBlob(`photo:${personOf(parts, call).id}`, bytes)
  return { status: 200 }
}

const members = (parts: GraphParts, given: string, body: (person: TenantPerson) => object): GraphReply => {
  if (given.toLowerCase() !== team.teamId)
    throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${given}' does not exist.`)
  const found = [...parts.state.people.values()].filter(({ department }) => department === COMPETENCE_CENTRE)
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#members`,
    '@odata.count': found.length,
    value: found.map(body),
  })
}
