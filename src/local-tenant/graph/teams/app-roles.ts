import { createHash } from 'node:crypto'
import { declaredAppRoles } from '../../declared-app'
import { application } from '../../registration'
import { type GraphCall, GraphError, type GraphReply, ok, onlySelected, option, param } from '../exchange'
import { parseFilter, satisfies } from '../filter'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'

/** Entra gives each assignment an id of its own; here it follows from what it names. */
const idOf = (name: string): string => {
  const hex = createHash('sha256').update(`gouvernail ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The registration with its secrets, its service principal with its app roles, and to whom they are assigned. */
export const appRoleRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/applications',
    operation: 'application.read',
    units: 0,
    handle: (call) =>
      collection(parts, call, 'applications', {
        id: idOf('registration'),
        passwordCredentials: secretsAt(parts.state.instant()),
      }),
  },
  {
    method: 'GET',
    template: '/servicePrincipals',
    operation: 'application.read',
    units: 0,
    handle: (call) => collection(parts, call, 'servicePrincipals', { id: application.servicePrincipalId, appRoles }),
  },
  {
    method: 'GET',
    template: '/servicePrincipals/{principal}/appRoleAssignedTo',
    operation: 'application.read',
    units: 0,
    handle: (call) =>
      ok({ '@odata.context': `${graphUrl(parts)}/$metadata#appRoleAssignments`, value: assigned(parts, call) }),
  },
]

/** The one member of a collection, unless the filter is about another. */
const collection = (parts: GraphParts, call: GraphCall, name: string, more: object): GraphReply => {
  const text = option(call, 'filter')
  const filter = text === undefined ? undefined : parseFilter(text)
  const values: Record<string, string> = { appId: application.clientId, displayName: application.displayName }
  const matches =
    filter === undefined || satisfies(filter, (path, literal) => ({ value: values[path] ?? null, literal }))
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#${name}`,
    value: matches ? [onlySelected(call, { ...more, ...values })] : [],
  })
}

const DAY_MS = 86_400_000

/** The secret in use, and the one before it. Entra shows the first three characters, never the rest. */
const secretsAt = (now: Date): readonly object[] => {
  const secret = (hint: string, fromDay: number) => ({
    customKeyIdentifier: null,
    displayName: 'default',
    hint,
    keyId: idOf(`secret ${hint}`),
    secretText: null,
    startDateTime: new Date(now.getTime() + fromDay * DAY_MS).toISOString(),
    endDateTime: new Date(now.getTime() + (fromDay + 180) * DAY_MS).toISOString(),
  })
  return [secret('Old', -190), secret(application.clientSecret.slice(0, 3), -10)]
}

const appRoles: readonly object[] = declaredAppRoles.map((role) => ({
  ...role,
  allowedMemberTypes: ['User'],
  isEnabled: true,
  origin: 'Application',
}))

const assigned = ({ state }: GraphParts, call: GraphCall): readonly object[] => {
  if (param(call, 'principal') !== application.servicePrincipalId) {
    throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${param(call, 'principal')}' does not exist.`)
  }
  return [...state.people.values()].flatMap((person) =>
    person.appRoles.map((role) => ({
      id: idOf(`${person.id} ${role}`),
      appRoleId: declaredAppRoles.find(({ value }) => value === role)?.id ?? idOf(role),
      principalId: person.id,
      principalDisplayName: person.displayName,
      principalType: 'User',
      resourceId: application.servicePrincipalId,
      resourceDisplayName: application.displayName,
    })),
  )
}
