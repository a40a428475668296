import type { TenantPerson } from '../people'
import { accessDenied, type Caller, GraphError } from './exchange'

export type Operation = keyof typeof permissionTable

/** What a person must be allowed on the site for a delegated call (the intersection rule, GRAPH-FACTS 1.10). */
type SiteRight = 'read' | 'write' | 'manage'

interface Requirement {
  /** Any of these; empty when the call has no such form. */
  readonly application: readonly string[]
  readonly delegated: readonly string[]
  readonly site?: SiteRight
}

const manage = ['Sites.Manage.All', 'Sites.FullControl.All']
const write = ['Sites.ReadWrite.All', ...manage]
const read = ['Sites.Read.All', ...write]
const writeFiles = ['Files.ReadWrite.All', ...write]
const readFiles = ['Files.Read.All', 'Files.ReadWrite.All', ...read]
const people = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All']
const readInstalls = ['TeamsAppInstallation.ReadForUser', 'TeamsAppInstallation.ReadWriteSelfForUser']
const withAll = (names: readonly string[]): string[] => names.map((name) => `${name}.All`)

/** Excerpt of GRAPH-FACTS section 12. */
const permissionTable = {
  'site.read': { application: read, delegated: read, site: 'read' },
  'list.read': { application: read, delegated: read, site: 'read' },
  'list.manage': { application: manage, delegated: manage, site: 'manage' },
  'column.manage': { application: manage, delegated: manage, site: 'manage' },
  'item.read': { application: read, delegated: read, site: 'read' },
  'item.write': { application: write, delegated: write, site: 'write' },
  'file.read': { application: readFiles, delegated: ['Files.Read', 'Files.ReadWrite', ...readFiles], site: 'read' },
  'file.write': { application: writeFiles, delegated: ['Files.ReadWrite', ...writeFiles], site: 'write' },
  'file.session': { application: write, delegated: ['Files.ReadWrite', ...writeFiles], site: 'write' },
  'people.read': { application: people, delegated: people },
  'me.read': { application: [], delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All'] },
  'application.read': {
    application: ['Application.Read.All', 'Directory.Read.All'],
    delegated: ['Application.Read.All', 'Directory.Read.All'],
  },
  'mail.send': { application: ['Mail.Send'], delegated: ['Mail.Send'] },
  'catalog.read': {
    application: ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
    delegated: ['AppCatalog.Submit'],
  },
  'install.read': { application: withAll(readInstalls), delegated: readInstalls },
  'install.write': {
    application: ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteForUser.All'],
    delegated: ['TeamsAppInstallation.ReadWriteSelfForUser'],
  },
} satisfies Record<string, Requirement>

/** Throws what Graph answers when a token does not reach as far as the call. */
export const permit = (operation: Operation, caller: Caller): void => {
  const requirement: Requirement = permissionTable[operation]
  if (!caller.person && requirement.application.length === 0) {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
  }
  const wanted = caller.person ? requirement.delegated : requirement.application
  if (!wanted.some((permission) => caller.permissions.includes(permission))) {
    throw requirement.site
      ? accessDenied()
      : new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
  }
  if (caller.person && requirement.site && !siteRights(caller.person).includes(requirement.site)) throw accessDenied()
}

/**
 * What a person may do in the site, as its SharePoint groups would have it: the PMO officer owns it, the competence centre
 * contributes, the others read.
 */
const siteRights = (person: TenantPerson): readonly SiteRight[] => {
  if (person.appRoles.includes('officer')) return ['read', 'write', 'manage']
  if (person.department === 'Centre de compétence') return ['read', 'write']
  return ['read']
}
