import { application } from '../registration'
import type { Principal } from '../store/entities'
import type { TenantState } from '../store/state'

const app = { id: application.clientId, displayName: application.displayName }

/** The identitySet of a principal: writes by the application alone carry no person id (GRAPH-FACTS 1.5). */
export const identitySet = (state: TenantState, principal: Principal): object => {
  const person = principal.person === null ? undefined : state.people.get(principal.person)
  const user = person
    ? { email: person.userPrincipalName, id: person.id, displayName: person.displayName }
    : { displayName: principal.viaApplication ? 'SharePoint App' : 'System Account' }
  return principal.viaApplication ? { application: app, user } : { user }
}
