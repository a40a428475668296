import { site } from '../../registration'
import type { Column, ItemEntity, ListEntity } from '../../store/entities'
import { type GraphCall, notFound, param } from '../exchange'
import type { GraphParts } from '../parts'

/** The site id that a call means: the triple, `root`, or `hostname:/sites/path`. */
export const findSite = (call: GraphCall): string => {
  const given = param(call, 'site').toLowerCase()
  if (call.params.has('sitePath')) {
    const path = param(call, 'sitePath').toLowerCase()
    if (given === site.hostname && path === `sites/${site.path}`) return site.siteId
    throw notFound('Requested site could not be found')
  }
  // A client that takes the address for an id encodes it whole: `root:/sites/path:`, `hostname:/sites/path`.
  const address = /^(?<host>[^:/]+):\/(?<path>[^:]+):?$/.exec(given)?.groups
  if (address && [site.hostname, 'root'].includes(address.host ?? '') && address.path === `sites/${site.path}`) {
    return site.siteId
  }
  if (given === 'root' || given === site.hostname || given === site.rootSiteId) return site.rootSiteId
  if (given === site.siteId || given === `${site.hostname},${site.collectionId}` || given === site.collectionId) {
    return site.siteId
  }
  throw notFound('Requested site could not be found')
}

/** A list by its id, its name or its title. */
export const findList = (parts: GraphParts, call: GraphCall): ListEntity => {
  const siteId = findSite(call)
  const given = param(call, 'list').toLowerCase()
  for (const list of parts.state.lists.values()) {
    if (list.siteId !== siteId) continue
    if (list.id === given || list.name.toLowerCase() === given || list.displayName.toLowerCase() === given) return list
  }
  throw notFound('The specified list was not found')
}

export const findItem = (parts: GraphParts, call: GraphCall, list: ListEntity): ItemEntity => {
  const item = parts.state.table(list.id).items.get(Number(param(call, 'item')))
  if (!item || item.deleted) throw notFound('The specified item was not found')
  return item
}

/** A column by its id or its internal name. */
export const findColumn = (call: GraphCall, list: ListEntity): Column => {
  const given = param(call, 'column')
  const column = list.columns.find(({ id, name }) => id === given || name === given)
  if (!column) throw notFound('The specified column was not found')
  return column
}
