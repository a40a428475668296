import { DateTime } from 'luxon'
import { site } from '../../registration'
import type { Column, ItemEntity, ListEntity } from '../../store/entities'
import { type GraphCall, GraphError, invalidRequest, option, prefers } from '../exchange'
import { type Comparable, type Filter, type Literal, parseFilter, pathsOf, satisfies } from '../filter'
import { isLookup } from '../lists/column-kinds'
import type { GraphParts } from '../parts'

export const NON_INDEXED = 'HonorNonIndexedQueriesWarningMayFailRandomly'

/** A column as a filter or a sort names it. */
interface Reference {
  readonly column: Column
  /** `fields/OwnerLookupId`: by site user or item id. */
  readonly byId: boolean
}

const refer = (list: ListEntity, path: string): Reference => {
  const name = /^fields\/(\w+)$/.exec(path)?.[1]
  if (!name) throw invalidRequest('Invalid filter clause')
  const wanted = name === 'id' ? 'ID' : name
  const column = list.columns.find((candidate) => candidate.name === wanted)
  if (column) return { column, byId: false }
  const lookup = list.columns.find((candidate) => isLookup(candidate) && `${candidate.name}LookupId` === name)
  if (!lookup) throw invalidRequest(`Field '${name}' is not recognized`)
  return { column: lookup, byId: true }
}

const isLarge = ({ state, faults }: GraphParts, list: ListEntity): boolean =>
  state.liveItems(list.id).length > faults.current.viewThreshold

const tooManyResources = (): GraphError => {
  const text = 'The request is unprocessable because it uses too many resources'
  return new GraphError(422, 'notSupported', text, 'tooManyResources')
}

/**
 * Refuses a filter or a sort on a column without index, whatever the size of the list; with the `Prefer` header it works until
 * the list passes 5 000 rows (GRAPH-FACTS 1.6, graph-examples/10).
 */
const checkIndexes = (
  parts: GraphParts,
  call: GraphCall,
  list: ListEntity,
  references: readonly Reference[],
): boolean => {
  const two = new Set(references.map(({ column }) => column.name)).size > 1
  if (two && parts.faults.current.twoIndexed === 'refused' && isLarge(parts, list)) throw tooManyResources()
  const missing = references.find(({ column }) => !column.indexed && column.name !== 'ID')
  if (!missing) return false
  if (!prefers(call, NON_INDEXED)) {
    throw invalidRequest(
      `Field '${missing.column.name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: ${NON_INDEXED}' header to allow this, but be warned that such queries may fail on large lists.`,
    )
  }
  if (isLarge(parts, list)) throw tooManyResources()
  return true
}

const presentValue = (parts: GraphParts, item: ItemEntity, { column }: Reference): Comparable => {
  switch (column.name) {
    case 'ID':
      return item.id
    case 'Created':
      return Date.parse(item.createdAt)
    case 'Modified':
      return Date.parse(item.modifiedAt)
    case 'Author':
      return parts.siteUsers.idOf(item.createdBy)
    case 'Editor':
      return parts.siteUsers.idOf(item.modifiedBy)
    default: {
      const value = item.values[column.name]
      if (value === undefined || Array.isArray(value)) return null
      if (column.type === 'dateTime') return Date.parse(String(value))
      return typeof value === 'object' ? null : value
    }
  }
}

/** Whether a lookup's id is written as it must be; which form is the right one is not confirmed. */
const rightForm = (literal: Literal, { faults }: GraphParts): boolean => {
  const { lookupLiteral } = faults.current
  return lookupLiteral === 'either' || typeof literal === (lookupLiteral === 'text' ? 'string' : 'number')
}

/** Brings a literal to the kind of the column: dates compare as instants. */
const comparable = (parts: GraphParts, { column }: Reference, literal: Literal): Comparable => {
  if (literal === null) return null
  if (isLookup(column) && !rightForm(literal, parts)) return Number.NaN
  if (isLookup(column) || column.type === 'number' || column.type === 'currency') return Number(literal)
  if (column.type === 'dateTime') {
    const text = String(literal)
    const zone = text.length === 10 && column.facet.format === 'dateOnly' ? site.timeZone : 'utc'
    const parsed = DateTime.fromISO(text, { zone })
    if (!parsed.isValid) throw invalidRequest('Invalid filter clause')
    return parsed.toMillis()
  }
  if (column.type === 'boolean') return literal === true || literal === 1 || literal === '1'
  return String(literal)
}

const filtered = (
  parts: GraphParts,
  list: ListEntity,
  items: readonly ItemEntity[],
  filter: Filter,
): readonly ItemEntity[] => {
  const references = new Map(pathsOf(filter).map((path) => [path, refer(list, path)]))
  // Filtering on the display value of a person was seen to answer every row (GRAPH-FACTS 1.6).
  if ([...references.values()].some(({ column, byId }) => isLookup(column) && !byId)) return items
  return items.filter((item) =>
    satisfies(filter, (path, literal) => {
      const reference = references.get(path) ?? refer(list, path)
      const present = presentValue(parts, item, reference)
      const empty = reference.column.type === 'boolean' && present === null
      return { value: empty ? false : present, literal: comparable(parts, reference, literal) }
    }),
  )
}

interface Selected {
  readonly items: readonly ItemEntity[]
  readonly sorted: boolean
  /** The `Prefer` header was needed and is confirmed. */
  readonly nonIndexed: boolean
}

/** The items of a list that a call asks for, in its order. */
export const selectItems = (parts: GraphParts, call: GraphCall, list: ListEntity): Selected => {
  for (const refused of ['skip', 'search']) {
    if (option(call, refused) !== undefined) throw invalidRequest(`$${refused} is not supported on this API.`)
  }
  const filterText = option(call, 'filter')
  const filter = filterText === undefined ? undefined : parseFilter(filterText)
  const order = option(call, 'orderby')?.trim().split(/\s+/)
  const orderBy = order?.[0] === undefined ? undefined : refer(list, order[0])
  const isPlain = order === undefined || /^(asc|desc)?$/i.test(order.slice(1).join(' '))
  if (!isPlain || orderBy?.column.name === 'ID') throw invalidRequest('The specified orderby is not supported.')
  const references = [
    ...(filter ? pathsOf(filter).map((path) => refer(list, path)) : []),
    ...(orderBy ? [orderBy] : []),
  ]
  const nonIndexed = checkIndexes(parts, call, list, references)
  const all = parts.state.liveItems(list.id)
  const chosen = filter ? (unfaithful(parts, all) ?? filtered(parts, list, all, filter)) : all
  if (!orderBy) return { items: [...chosen].sort((a, b) => a.id - b.id), sorted: false, nonIndexed }
  const direction = order?.[1]?.toLowerCase() === 'desc' ? -1 : 1
  const compare = (a: ItemEntity, b: ItemEntity): number =>
    ascending(presentValue(parts, a, orderBy), presentValue(parts, b, orderBy)) * direction || a.id - b.id
  return { items: [...chosen].sort(compare), sorted: true, nonIndexed }
}

const unfaithful = (parts: GraphParts, all: readonly ItemEntity[]): readonly ItemEntity[] | undefined => {
  const { unfaithfulFilter } = parts.faults.current
  if (unfaithfulFilter === 'off') return undefined
  return unfaithfulFilter === 'empty' ? [] : all
}

/** Empty values come first, as in SharePoint. */
const ascending = (a: Comparable, b: Comparable): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'fr')
  return a < b ? -1 : 1
}
