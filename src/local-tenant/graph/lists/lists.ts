import { at, isRecord, textAt } from '../../json'
import { site } from '../../registration'
import type { Column, ListEntity } from '../../store/entities'
import {
  created,
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  noContent,
  ok,
  onlySelected,
  option,
  principalOf,
} from '../exchange'
import { parseFilter } from '../filter'
import { identitySet } from '../identity'
import { listAddress } from '../items/item-body'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { builtInColumns } from './column-kinds'
import { columnBody, newColumn } from './columns'
import { findList, findSite } from './find'

/** Lists (GRAPH-FACTS 1.2). */
export const listRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const lists = '/sites/{site}/lists'
  return [
    {
      method: 'GET',
      template: lists,
      operation: 'list.read',
      units: 2,
      entity: 'list',
      handle: (call) => allLists(parts, call),
    },
    {
      method: 'POST',
      template: lists,
      operation: 'list.manage',
      units: 2,
      entity: 'list',
      handle: (call) => createList(parts, call),
    },
    {
      method: 'GET',
      template: `${lists}/{list}`,
      operation: 'list.read',
      units: 1,
      entity: 'list',
      handle: (call) => oneList(parts, call),
    },
    {
      method: 'PATCH',
      template: `${lists}/{list}`,
      operation: 'list.manage',
      units: 2,
      entity: 'list',
      handle: (call) => patchList(parts, call),
    },
    {
      method: 'DELETE',
      template: `${lists}/{list}`,
      operation: 'list.manage',
      units: 2,
      handle: (call) => deleteList(parts, call),
    },
  ]
}

/** `…/$metadata#sites('…')/lists` */
export const listsContext = (parts: GraphParts, siteId: string): string =>
  `${graphUrl(parts)}/$metadata#sites('${encodeURIComponent(siteId)}')/lists`

const listBody = (parts: GraphParts, list: ListEntity): Record<string, unknown> => {
  const etag = `"${list.id},${list.version}"`
  return {
    '@odata.etag': etag,
    createdDateTime: list.createdAt,
    description: list.description,
    eTag: etag,
    id: list.id,
    lastModifiedDateTime: list.modifiedAt,
    name: list.name,
    webUrl: list.hidden ? `${parts.origin()}/sites/${site.path}/_catalogs/users/simple.aspx` : listAddress(parts, list),
    displayName: list.displayName,
    createdBy: identitySet(parts.state, list.createdBy),
    lastModifiedBy: identitySet(parts.state, list.modifiedBy ?? list.createdBy),
    parentReference: { siteId: list.siteId },
    list: { contentTypesEnabled: false, hidden: list.hidden, template: list.template },
    ...(list.hidden ? { system: {} } : {}),
  }
}

/** What a list has besides its columns, and this tenant does not expand. */
const OTHER_EXPANDS = ['contentTypes', 'drive', 'items', 'operations', 'subscriptions']

/** An expansion that is passed over in silence would look like one that works. */
const expandsColumns = (call: GraphCall): boolean => {
  const names = (option(call, 'expand') ?? '')
    .replaceAll(/\([^()]*\)/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const other = names.find((name) => name !== 'columns')
  if (other === undefined) return names.length > 0
  if (!OTHER_EXPANDS.includes(other))
    throw new GraphError(
      400,
      'BadRequest',
      `Could not find a property named '${other}' on type 'microsoft.graph.list'.`,
    )
  throw new GraphError(501, 'notImplemented', `The local tenant does not expand '${other}'. See docs/local-tenant.md.`)
}

const withColumns = (parts: GraphParts, call: GraphCall, list: ListEntity): object => ({
  ...onlySelected(call, listBody(parts, list)),
  ...(expandsColumns(call)
    ? {
        'columns@odata.context': `${listsContext(parts, list.siteId)}('${list.id}')/columns`,
        columns: list.columns.filter(({ hidden }) => !hidden).map(columnBody),
      }
    : {}),
})

/** Hidden lists show when `system` is selected. */
const allLists = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  const wanted = titleFilter(option(call, 'filter'))
  const showHidden = option(call, 'select')?.split(',').includes('system') ?? false
  const value = [...parts.state.lists.values()]
    .filter((list) => list.siteId === siteId && (showHidden || !list.hidden))
    .filter((list) => wanted === undefined || list.displayName.toLowerCase() === wanted.toLowerCase())
    .map((list) => withColumns(parts, call, list))
  return ok({ '@odata.context': listsContext(parts, siteId), value })
}

/** Lists can be filtered by `displayName` alone (GRAPH-FACTS 1.6). */
const titleFilter = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const filter = parseFilter(text)
  if (filter.kind !== 'compare' || filter.path !== 'displayName' || filter.comparison !== 'eq') {
    throw invalidRequest('The provided filter statement is not supported.')
  }
  return String(filter.literal)
}

const oneList = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  return ok({ '@odata.context': `${listsContext(parts, list.siteId)}/$entity`, ...withColumns(parts, call, list) })
}

const createList = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  if (at(call.body, 'name') !== undefined) {
    throw invalidRequest(
      "Cannot define a 'name' for a list as it is assigned by the server. Instead, provide 'displayName'",
    )
  }
  const displayName = textAt(call.body, 'displayName')
  if (!displayName) throw invalidRequest('A list needs a displayName.')
  const template = textAt(at(call.body, 'list'), 'template') ?? 'genericList'
  if (!['genericList', 'documentLibrary', 'events', 'links', 'announcements', 'tasks'].includes(template)) {
    throw invalidRequest('One of the provided arguments is not acceptable.')
  }
  for (const other of parts.state.lists.values()) {
    if (other.siteId === siteId && other.displayName.toLowerCase() === displayName.toLowerCase()) {
      throw new GraphError(409, 'nameAlreadyExists', 'The specified name is already in use.')
    }
  }
  const asked = at(call.body, 'columns') ?? []
  if (!Array.isArray(asked)) throw invalidRequest('The request is malformed or incorrect.')
  const columns: Column[] = [...builtInColumns]
  for (const column of asked) columns.push(newColumn(column, parts.state, columns))
  const now = parts.state.now()
  const id = crypto.randomUUID()
  const list = parts.state.lists.put(id, {
    id,
    siteId,
    name: displayName,
    displayName,
    description: textAt(call.body, 'description') ?? '',
    template,
    hidden: false,
    columns,
    createdAt: now,
    modifiedAt: now,
    createdBy: principalOf(call.caller),
    version: 1,
  })
  return created({ '@odata.context': `${listsContext(parts, siteId)}/$entity`, ...listBody(parts, list) })
}

/** Keeps a changed list, as its next version. */
export const saveList = (parts: GraphParts, list: ListEntity, change: Partial<ListEntity>): ListEntity =>
  parts.state.lists.put(list.id, { ...list, ...change, modifiedAt: parts.state.now(), version: list.version + 1 })

const patchList = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  if (!isRecord(call.body)) throw invalidRequest('The request is malformed or incorrect.')
  const displayName = textAt(call.body, 'displayName') ?? list.displayName
  const description = textAt(call.body, 'description') ?? list.description
  return ok(listBody(parts, saveList(parts, list, { displayName, description, modifiedBy: principalOf(call.caller) })))
}

const deleteList = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  if (list.hidden) throw invalidRequest('This list cannot be deleted.')
  parts.state.lists.delete(list.id)
  parts.state.dropItems(list.id)
  return noContent()
}
