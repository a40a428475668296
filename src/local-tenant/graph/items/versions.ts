import type { ItemEntity, ListEntity, VersionEntity } from '../../store/entities'
import { type GraphCall, type GraphReply, noContent, notFound, ok, param, principalOf } from '../exchange'
import { identitySet } from '../identity'
import { findItem, findList } from '../lists/find'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { readFields } from './field-reads'
import { updateItem } from './item-writes'

/** The history of an item, newest first, and going back to one of its states (GRAPH-FACTS 1.8). */
export const versionRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const versions = '/sites/{site}/lists/{list}/items/{item}/versions'
  return [
    { method: 'GET', template: versions, operation: 'item.read', units: 2, handle: (call) => all(parts, call) },
    {
      method: 'GET',
      template: `${versions}/{version}`,
      operation: 'item.read',
      units: 1,
      handle: (call) => one(parts, call),
    },
    {
      method: 'POST',
      template: `${versions}/{version}/restoreVersion`,
      operation: 'item.write',
      units: 2,
      handle: (call) => restore(parts, call),
    },
  ]
}

const all = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = findItem(parts, call, list)
  const value: object[] = []
  for (let version = item.version; version >= 1; version -= 1) {
    const entity = parts.state.versions.get(`${list.id}/${item.id}/${version}`)
    if (entity) value.push(versionBody(parts, list, item, entity))
  }
  const context = `${graphUrl(parts)}/$metadata#sites('${encodeURIComponent(list.siteId)}')/lists('${list.id}')/items('${item.id}')/versions`
  return ok({ '@odata.context': context, value })
}

const findVersion = (parts: GraphParts, call: GraphCall, list: ListEntity, item: ItemEntity): VersionEntity => {
  const number = /^(\d+)\.0$/.exec(param(call, 'version'))?.[1]
  const entity = number === undefined ? undefined : parts.state.versions.get(`${list.id}/${item.id}/${number}`)
  if (!entity) throw notFound('The specified version was not found')
  return entity
}

const one = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = findItem(parts, call, list)
  return ok(versionBody(parts, list, item, findVersion(parts, call, list, item)))
}

const versionBody = (parts: GraphParts, list: ListEntity, item: ItemEntity, entity: VersionEntity): object => {
  const asItem: ItemEntity = { ...item, ...entity, id: item.id }
  return {
    id: `${entity.version}.0`,
    lastModifiedDateTime: entity.modifiedAt,
    lastModifiedBy: identitySet(parts.state, entity.modifiedBy),
    published: { level: 'published', versionId: `${entity.version}.0` },
    fields: readFields(parts, list, asItem, { select: null, inPage: false }),
  }
}

/** Going back writes a new version with the old values. */
const restore = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = findItem(parts, call, list)
  const { values } = findVersion(parts, call, list, item)
  const names = new Set([...Object.keys(item.values), ...Object.keys(values)])
  const changes = new Map([...names].map((name) => [name, values[name] ?? null]))
  updateItem(parts, list, item, changes, principalOf(call.caller))
  return noContent()
}
