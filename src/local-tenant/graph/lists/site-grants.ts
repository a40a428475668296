import { at, textAt } from '../../json'
import { application, site } from '../../registration'
import type { SiteGrantEntity } from '../../store/office-entities'
import type { TenantState } from '../../store/state'
import { created, type GraphCall, type GraphReply, invalidRequest, ok } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { findSite } from './find'

const ROLES = ['read', 'write', 'owner', 'fullcontrol']

/** Gives the application roles on a site, for `Sites.Selected`. */
export const grantSite = (state: TenantState, siteId: string, roles: readonly string[]): SiteGrantEntity => {
  const id = Buffer.from(`i:0i.t|ms.sp.ext|${application.clientId}`).toString('base64url')
  return state.office.siteGrants.put(`${siteId}/${id}`, { id, siteId, roles, madeAt: Date.now() })
}

/** Roles of the application on the site of a call; none for calls that concern no site. */
export const siteRolesOf = ({ state, faults }: GraphParts, call: GraphCall): readonly string[] => {
  const siteId = call.params.has('site') ? findSite(call) : call.params.has('drive') ? site.siteId : undefined
  return [...state.office.siteGrants.values()]
    .filter((grant) => grant.siteId === siteId && faults.shows(grant.madeAt))
    .flatMap(({ roles }) => roles)
}

/** Grants of `Sites.Selected` roles (GRAPH-FACTS 1.10, 12). */
export const siteGrantRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const template = '/sites/{site}/permissions'
  return [
    { method: 'GET', template, operation: 'site.grant', units: 5, handle: (call) => list(parts, call) },
    { method: 'POST', template, operation: 'site.grant', units: 5, handle: (call) => grant(parts, call) },
  ]
}

const grantBody = ({ id, roles }: SiteGrantEntity): object => {
  const identity = { application: { id: application.clientId, displayName: application.displayName } }
  return { id, roles, grantedToIdentities: [identity], grantedToIdentitiesV2: [identity] }
}

const list = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  const grants = [...parts.state.office.siteGrants.values()].filter((one) => one.siteId === siteId)
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#sites('${siteId}')/permissions`,
    value: grants.map(grantBody),
  })
}

const grant = (parts: GraphParts, call: GraphCall): GraphReply => {
  const roles = at(call.body, 'roles')
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every((role) => ROLES.includes(role))) {
    throw invalidRequest('One of the provided arguments is not acceptable.')
  }
  const grantees = at(call.body, 'grantedToIdentities') ?? at(call.body, 'grantedToIdentitiesV2')
  const grantee: unknown = Array.isArray(grantees) ? grantees[0] : undefined
  if (textAt(at(grantee, 'application'), 'id') !== application.clientId) {
    throw invalidRequest('The application that is to be granted roles was not found.')
  }
  return created(grantBody(grantSite(parts.state, findSite(call), roles.map(String))))
}
