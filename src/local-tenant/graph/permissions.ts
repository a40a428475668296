import type { TenantPerson } from '../people'
import { accessDenied, type Caller, GraphError } from './exchange'
import { type Operation, permissionTable, type Requirement, type SiteRight } from './permission-table'

/** Role that `Sites.Selected` can be given on a site. */
export type SiteRole = 'read' | 'write' | 'owner' | 'fullcontrol'

/** `write` does not let an application create lists or columns (GRAPH-FACTS 1.10). */
const rightsOfRoles: Readonly<Record<string, readonly SiteRight[]>> = {
  read: ['read'],
  write: ['read', 'write'],
  owner: ['read', 'write'],
  fullcontrol: ['read', 'write', 'manage'],
}

/** Roles in ascending order. */
const ascendingRoles: readonly string[] = ['read', 'write', 'owner', 'fullcontrol'] satisfies readonly SiteRole[]

/** Whether a role of `Sites.Selected` reaches as far as an operation; from which role on columns are made is not confirmed. */
const reaches = (role: string, operation: Operation, site: SiteRight, columnRole: SiteRole): boolean =>
  operation === 'column.manage'
    ? ascendingRoles.indexOf(role) >= ascendingRoles.indexOf(columnRole)
    : rightsOfRoles[role]?.includes(site) === true

/** Throws what Graph answers when a token does not reach as far as the call. */
export const permit = (
  operation: Operation,
  caller: Caller,
  siteRoles: () => readonly string[] = () => [],
  columnRole: SiteRole = 'fullcontrol',
): void => {
  const requirement: Requirement = permissionTable[operation]
  const wanted = caller.person ? requirement.delegated : requirement.application
  const { site } = requirement
  const selected = (): boolean =>
    site !== undefined &&
    caller.permissions.includes('Sites.Selected') &&
    siteRoles().some((role) => reaches(role, operation, site, columnRole))
  if (!wanted.some((permission) => caller.permissions.includes(permission)) && !selected()) throw refusalOf(requirement)
  if (caller.person && site && !siteRights(caller.person).includes(site)) throw accessDenied()
}

const refusalOf = ({ site, refusal }: Requirement): GraphError => {
  if (site || refusal === 'site') return accessDenied()
  if (refusal === 'outlook') {
    return new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  }
  if (refusal === 'teams') {
    return new GraphError(
      403,
      'Forbidden',
      'Missing role permissions on the request. The required permissions were not granted.',
    )
  }
  return new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

/**
 * What a person may do in the site, as its SharePoint groups would have it: the PMO officer owns it, the competence centre
 * contributes, the others read.
 */
export const siteRights = (person: TenantPerson): readonly SiteRight[] => {
  if (person.appRoles.includes('officer')) return ['read', 'write', 'manage']
  if (person.department === 'Centre de compétence') return ['read', 'write']
  return ['read']
}
