import { createHash } from 'node:crypto'
import { declaredAppRoles } from '../../declared-app'
import { application } from '../../registration'
import { type GraphCall, GraphError, ok, option, param } from '../exchange'
import { parseFilter, satisfies } from '../filter'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'

/** Entra gives each assignment an id of its own; here it follows from what it names. */
const idOf = (name: string): string => {
  const hex = createHash('sha256').update(`gouvernail ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The registration's service principal with its app roles, and to whom they are assigned. */
export const appRoleRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/servicePrincipals',
    operation: 'application.read',
    units: 0,
    handle: (call) => {
      const text = option(call, 'filter')
      const filter = text === undefined ? undefined : parseFilter(text)
      const values: Record<string, string> = { appId: application.clientId, displayName: application.displayName }
      const matches =
        filter === undefined || satisfies(filter, (path, literal) => ({ value: values[path] ?? null, literal }))
      return ok({
        '@odata.context': `${graphUrl(parts)}/$metadata#servicePrincipals`,
        value: matches ? [{ id: application.servicePrincipalId, ...values, appRoles }] : [],
      })
    },
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
