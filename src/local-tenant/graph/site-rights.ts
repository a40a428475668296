import type { TenantPerson } from '../people'

/**
 * What a person may do in the site, as its SharePoint groups would have it: the PMO officer owns it, the competence centre
 * contributes, the others read.
 */
export const siteRights = (person: TenantPerson): readonly ('read' | 'write' | 'manage')[] => {
  if (person.appRoles.includes('officer')) return ['read', 'write', 'manage']
  if (person.department === 'Centre de compétence') return ['read', 'write']
  return ['read']
}
