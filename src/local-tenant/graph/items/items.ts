import { at } from '../../json'
import type { ItemEntity, ListEntity } from '../../store/entities'
import {
  countOption,
  created,
  type GraphCall,
  type GraphReply,
  invalidRequest,
  noContent,
  ok,
  onlySelected,
  option,
  prefers,
  principalOf,
} from '../exchange'
import { findItem, findList } from '../lists/find'
import { type GraphParts, graphUrl, withQuery } from '../parts'
import type { GraphRoute } from '../router'
import { checkIfMatch, etagOf } from './etag'
import { readExpand, readFields } from './field-reads'
import { type Changes, readWrites } from './field-writes'
import { itemBody, itemsContext } from './item-body'
import { NON_INDEXED, selectItems } from './item-query'
import { createItem, deleteItem, updateItem } from './item-writes'

const PAGE = 200

/** Reading and writing the items of a list (GRAPH-FACTS 1.4-1.8). */
export const itemRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const items = '/sites/{site}/lists/{list}/items'
  return [
    { method: 'GET', template: items, operation: 'item.read', units: 2, handle: (call) => page(parts, call) },
    { method: 'POST', template: items, operation: 'item.write', units: 2, handle: (call) => create(parts, call) },
    {
      method: 'GET',
      template: `${items}/{item}`,
      operation: 'item.read',
      units: 1,
      handle: (call) => one(parts, call),
    },
    {
      method: 'PATCH',
      template: `${items}/{item}`,
      operation: 'item.write',
      units: 2,
      handle: (call) => patch(parts, call),
    },
    {
      method: 'DELETE',
      template: `${items}/{item}`,
      operation: 'item.write',
      units: 2,
      handle: (call) => remove(parts, call),
    },
    {
      method: 'GET',
      template: `${items}/{item}/fields`,
      operation: 'item.read',
      units: 1,
      handle: (call) => fieldsOnly(parts, call),
    },
    {
      method: 'PATCH',
      template: `${items}/{item}/fields`,
      operation: 'item.write',
      units: 2,
      handle: (call) => patchFields(parts, call),
    },
  ]
}

const writesOf = (parts: GraphParts, call: GraphCall, list: ListEntity, fields: unknown): Changes =>
  readWrites(list, fields, {
    state: parts.state,
    isSiteUser: (id) => parts.siteUsers.has(id),
    hyperlinks: parts.faults.current.hyperlinkWrites && prefers(call, 'apiversion=2.1'),
    unknown: parts.faults.current.unknownField,
  })

const page = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const select = readExpand(option(call, 'expand'))
  const top = Math.min(countOption(call, 'top') ?? PAGE, parts.faults.current.largestPage)
  const { items, sorted, nonIndexed } = selectItems(parts, call, list)
  const after = skipTokenId(option(call, 'skiptoken'))
  const start = after === null ? 0 : startAfter(items, after, sorted)
  const rows = items.slice(start, start + top)
  const last = rows.at(-1)
  const more = last !== undefined && start + top < items.length
  return ok(
    {
      '@odata.context': `${itemsContext(parts, list)}${select === undefined ? '' : '(fields())'}`,
      ...(more ? { '@odata.nextLink': nextLink(parts, call, list, last) } : {}),
      value: rows.map((item) => onlySelected(call, itemBody(parts, list, item, { select, inPage: true }))),
    },
    nonIndexed ? { 'Preference-Applied': NON_INDEXED } : undefined,
  )
}

/** The items of a list that were asked for with the list itself: the first page, and the address of the next. */
export const expandedItems = (parts: GraphParts, list: ListEntity, expand: string | undefined): object => {
  const select = readExpand(expand)
  const all = parts.state.liveItems(list.id)
  const rows = all.slice(0, PAGE)
  const last = rows.at(-1)
  return {
    'items@odata.context': itemsContext(parts, list),
    ...(last && rows.length < all.length
      ? { 'items@odata.nextLink': pageAfter(parts, list, last, expand === undefined ? [] : [['$expand', expand]]) }
      : {}),
    items: rows.map((item) => itemBody(parts, list, item, { select, inPage: true })),
  }
}

/** `Paged=TRUE&p_ID=<last id>`, base64url: a cursor on the id, not an offset (graph-examples/03). */
const skipToken = (id: number): string => Buffer.from(`Paged=TRUE&p_ID=${id}`).toString('base64url')

const skipTokenId = (token: string | undefined): number | null => {
  if (token === undefined) return null
  const id = /^Paged=TRUE&p_ID=(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (id === undefined || token !== skipToken(Number(id))) throw invalidRequest('The skiptoken is not valid.')
  return Number(id)
}

const startAfter = (items: readonly ItemEntity[], id: number, sorted: boolean): number => {
  const next = sorted ? items.findIndex((item) => item.id === id) + 1 : items.findIndex((item) => item.id > id)
  return next === -1 ? items.length : next
}

const nextLink = (parts: GraphParts, call: GraphCall, list: ListEntity, last: ItemEntity): string =>
  pageAfter(
    parts,
    list,
    last,
    [...call.query].filter(([name]) => !/^\$?skiptoken$/i.test(name)),
  )

type Query = readonly (readonly [string, string])[]

const pageAfter = (parts: GraphParts, list: ListEntity, last: ItemEntity, query: Query): string => {
  const address = `${graphUrl(parts)}/sites/${list.siteId}/lists/${list.id}/items`
  return withQuery(address, [...query, ['$skiptoken', skipToken(last.id)]])
}

const one = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = findItem(parts, call, list)
  const select = readExpand(option(call, 'expand'))
  const body = onlySelected(call, itemBody(parts, list, item, { select, inPage: false }))
  return ok(entity(parts, list, body), { ETag: etagOf(item) })
}

const entity = (parts: GraphParts, list: ListEntity, body: object): object => ({
  '@odata.context': `${itemsContext(parts, list)}/$entity`,
  ...body,
})

const fieldsOnly = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const select = option(call, 'select')?.split(',') ?? null
  return ok(fieldsBody(parts, list, findItem(parts, call, list), select))
}

const fieldsBody = (
  parts: GraphParts,
  list: ListEntity,
  item: ItemEntity,
  select: readonly string[] | null,
): object => ({
  '@odata.context': `${itemsContext(parts, list)}('${item.id}')/fields/$entity`,
  ...readFields(parts, list, item, { select, inPage: false }),
})

const create = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const changes = writesOf(parts, call, list, at(call.body, 'fields'))
  const item = createItem(parts, list, changes, principalOf(call.caller))
  return created(entity(parts, list, itemBody(parts, list, item, { select: null, inPage: false })))
}

const change = (parts: GraphParts, call: GraphCall, list: ListEntity, fields: unknown): ItemEntity => {
  const item = findItem(parts, call, list)
  checkIfMatch(parts, call, etagOf(item))
  return updateItem(parts, list, item, writesOf(parts, call, list, fields), principalOf(call.caller))
}

const patch = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = change(parts, call, list, at(call.body, 'fields'))
  return ok(entity(parts, list, itemBody(parts, list, item, { select: null, inPage: false })), { ETag: etagOf(item) })
}

const patchFields = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  return ok(fieldsBody(parts, list, change(parts, call, list, call.body), null))
}

const remove = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const item = findItem(parts, call, list)
  checkIfMatch(parts, call, etagOf(item))
  deleteItem(parts.state, item)
  return noContent()
}
