import { site } from '../../registration'
import { type GraphCall, type GraphReply, ok, onlySelected } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { findSite } from './find'

/** Sites, by id, as `root`, and by `hostname:/sites/path` (GRAPH-FACTS 1.1). */
export const siteRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/sites/{site}',
    operation: 'site.read',
    units: 1,
    handle: (call) => siteReply(parts, call),
  },
  {
    method: 'GET',
    template: '/sites/{site}/{:sitePath}',
    operation: 'site.read',
    units: 1,
    handle: (call) => siteReply(parts, call),
  },
]

const siteReply = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  const root = siteId === site.rootSiteId
  const [, collectionId = ''] = siteId.split(',')
  const body = {
    createdDateTime: '2026-01-05T08:00:00Z',
    description: '',
    id: siteId,
    lastModifiedDateTime: '2026-01-05T08:00:00Z',
    name: root ? '' : site.path,
    webUrl: root ? parts.origin() : `${parts.origin()}/sites/${site.path}`,
    displayName: root ? 'Communication site' : site.displayName,
    ...(root ? { root: {} } : {}),
    siteCollection: { hostname: site.hostname, ...(root ? { root: {} } : {}) },
    sharepointIds: { siteId: collectionId },
  }
  return ok({ '@odata.context': `${graphUrl(parts)}/$metadata#sites/$entity`, ...onlySelected(call, body) })
}
