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
import { expandedItems } from '../items/items'
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

/** What a list has besides its columns and items, and this tenant does not expand. */
const OTHER_EXPANDS = ['contentTypes', 'drive', 'operations', 'subscriptions']

interface Expansions {
  readonly columns: boolean
  /** What is expanded of each item, `$expand=fields` or nothing; undefined where items are not asked for. */
  readonly items: string | undefined
}

/** An expansion that is passed over in silence would look like one that works. */
const expansionsOf = (call: GraphCall): Expansions => {
  let asked: Expansions = { columns: false, items: undefined }
  // At the commas outside of parentheses; two levels of those are more than any list has.
  for (const part of (option(call, 'expand') ?? '').match(/(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []) {
    const name = part.replace(/\(.*$/s, '').trim()
    if (name === '') continue
    if (name === 'columns') asked = { ...asked, columns: true }
    else if (name === 'items') asked = { ...asked, items: /\((.*)\)\s*$/s.exec(part)?.[1]?.trim() ?? '' }
    else throw OTHER_EXPANDS.includes(name) ? notExpanded(name) : noSuchProperty(name)
  }
  return asked
}

const notExpanded = (name: string): GraphError =>
  new GraphError(501, 'notImplemented', `The local tenant does not expand '${name}'. See docs/local-tenant.md.`)

const noSuchProperty = (name: string): GraphError =>
  new GraphError(400, 'BadRequest', `Could not find a property named '${name}' on type 'microsoft.graph.list'.`)

const withColumns = (parts: GraphParts, call: GraphCall, list: ListEntity, { columns }: Expansions): object => ({
  ...onlySelected(call, listBody(parts, list)),
  ...(columns
    ? {
        'columns@odata.context': `${listsContext(parts, list.siteId)}('${list.id}')/columns`,
        columns: list.columns.filter(({ hidden }) => !hidden).map(columnBody),
      }
    : {}),
})

const withItems = (parts: GraphParts, list: ListEntity, { items }: Expansions): object => {
  if (items === undefined) return {}
  const inner = items === '' ? undefined : /^\$?expand=(.+)$/is.exec(items)?.[1]
  if (items !== '' && inner === undefined) throw notExpanded(`items(${items})`)
  return expandedItems(parts, list, inner)
}

/** Hidden lists show when `system` is selected. */
const allLists = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  const wanted = titleFilter(option(call, 'filter'))
  const expansions = expansionsOf(call)
  if (expansions.items !== undefined) throw notExpanded('items')
  const showHidden = option(call, 'select')?.split(',').includes('system') ?? false
  const value = [...parts.state.lists.values()]
    .filter((list) => list.siteId === siteId && (showHidden || !list.hidden))
    .filter((list) => wanted === undefined || list.displayName.toLowerCase() === wanted.toLowerCase())
    .map((list) => withColumns(parts, call, list, expansions))
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
  const expansions = expansionsOf(call)
  return ok({
    '@odata.context': `${listsContext(parts, list.siteId)}/$entity`,
    ...withColumns(parts, call, list, expansions),
    ...withItems(parts, list, expansions),
  })
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
