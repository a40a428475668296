import { at, isRecord, textAt } from '../../json'
import type { Column, ColumnType, ListEntity } from '../../store/entities'
import { comparableKey, type TenantState } from '../../store/state'
import { GraphError, invalidRequest } from '../exchange'
import { builtInColumns, canBeIndexed, columnTypes, facetDefaults } from './column-kinds'

const MOST_INDEXES = 20

/** Properties of a columnDefinition that are neither settings handled here nor a type. */
const KNOWN_SETTINGS = new Set([
  '@odata.type',
  'name',
  'displayName',
  'description',
  'indexed',
  'enforceUniqueValues',
  'required',
  'hidden',
  'readOnly',
  'columnGroup',
  'defaultValue',
  'id',
])

/** A columnDefinition as Graph answers it: hyperlink facets are left out (GRAPH-FACTS 1.3). */
export const columnBody = (column: Column): object => ({
  columnGroup: column.columnGroup,
  description: column.description,
  displayName: column.displayName,
  enforceUniqueValues: column.enforceUniqueValues,
  hidden: column.hidden,
  id: column.id,
  indexed: column.indexed,
  name: column.name,
  readOnly: column.readOnly,
  required: column.required,
  ...(column.defaultValue ? { defaultValue: column.defaultValue } : {}),
  ...(column.type === 'hyperlinkOrPicture' ? {} : { [column.type]: column.facet }),
})

/** Makes a column from the body of a creation; refuses what SharePoint refuses. */
export const newColumn = (body: unknown, state: TenantState, existing: readonly Column[]): Column => {
  const name = textAt(body, 'name')
  if (!isRecord(body) || !name) throw invalidRequest('A column needs a name.')
  refuseNulls(body)
  const type = typeOf(body)
  const internalName = name.replaceAll(' ', '_x0020_')
  if ([...existing, ...builtInColumns].some((other) => other.name.toLowerCase() === internalName.toLowerCase())) {
    throw new GraphError(409, 'nameAlreadyExists', `A column named '${name}' already exists.`)
  }
  const facet = { ...facetDefaults[type], ...facetOf(body, type) }
  checkFacet(type, facet, state)
  const defaultValue = at(body, 'defaultValue')
  const column: Column = {
    id: crypto.randomUUID(),
    name: internalName,
    displayName: textAt(body, 'displayName') ?? name,
    description: textAt(body, 'description') ?? '',
    type,
    facet,
    indexed: body.indexed === true,
    enforceUniqueValues: body.enforceUniqueValues === true,
    required: body.required === true,
    hidden: body.hidden === true,
    readOnly: false,
    columnGroup: textAt(body, 'columnGroup') ?? 'Custom Columns',
    ...(isRecord(defaultValue) ? { defaultValue } : {}),
  }
  checkIndex(column, existing)
  return column
}

/** The column after a PATCH. Its name and its type stay what they were. */
export const changedColumn = (column: Column, body: unknown, list: ListEntity, state: TenantState): Column => {
  if (!isRecord(body)) throw invalidRequest('The request is malformed or incorrect.')
  refuseNulls(body)
  if (column.readOnly) throw invalidRequest(`The column '${column.name}' cannot be changed.`)
  if (body.name !== undefined && body.name !== column.name)
    throw invalidRequest('The name of a column cannot be changed.')
  const types = columnTypes.filter((type) => body[type] !== undefined)
  if (types.some((type) => type !== column.type)) throw invalidRequest('The type of a column cannot be changed.')
  const facet = types.length === 0 ? column.facet : { ...column.facet, ...facetOf(body, column.type) }
  checkFacet(column.type, facet, state)
  const changed: Column = {
    ...column,
    facet,
    displayName: textAt(body, 'displayName') ?? column.displayName,
    description: textAt(body, 'description') ?? column.description,
    indexed: typeof body.indexed === 'boolean' ? body.indexed : column.indexed,
    enforceUniqueValues:
      typeof body.enforceUniqueValues === 'boolean' ? body.enforceUniqueValues : column.enforceUniqueValues,
    required: typeof body.required === 'boolean' ? body.required : column.required,
    hidden: typeof body.hidden === 'boolean' ? body.hidden : column.hidden,
  }
  checkIndex(
    changed,
    list.columns.filter(({ id }) => id !== column.id),
  )
  if (changed.enforceUniqueValues && !column.enforceUniqueValues) refuseDuplicates(changed, list, state)
  return changed
}

/** A null for `defaultValue` or `validation` makes the real service fail (GRAPH-FACTS 1.2). */
const refuseNulls = (body: Record<string, unknown>): void => {
  if (body.defaultValue === null || body.validation === null) {
    throw new GraphError(500, 'generalException', 'General exception while processing')
  }
}

const typeOf = (body: Record<string, unknown>): ColumnType => {
  const types = columnTypes.filter((type) => isRecord(body[type]))
  const strange = Object.keys(body).filter(
    (key) => !KNOWN_SETTINGS.has(key) && !columnTypes.some((type) => type === key),
  )
  if (strange.length > 0)
    throw invalidRequest(`The property '${strange[0]}' does not exist on type 'columnDefinition'.`)
  const [type, second] = types
  if (type === undefined || second !== undefined) throw invalidRequest('A column needs exactly one type.')
  return type
}

const facetOf = (body: Record<string, unknown>, type: ColumnType): Record<string, unknown> => {
  const facet = body[type]
  const settings = isRecord(facet) ? facet : {}
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => value !== null && !key.startsWith('@')))
}

const checkFacet = (type: ColumnType, facet: Readonly<Record<string, unknown>>, state: TenantState): void => {
  const options = facet.choices
  if (type === 'choice' && (!Array.isArray(options) || !options.every((choice) => typeof choice === 'string'))) {
    throw invalidRequest('A choice column needs its choices.')
  }
  if (type === 'lookup') {
    const target = typeof facet.listId === 'string' ? state.lists.get(facet.listId) : undefined
    if (!target) throw invalidRequest('The list that a lookup column points to does not exist.')
  }
  if (type === 'text' && typeof facet.maxLength === 'number' && (facet.maxLength < 1 || facet.maxLength > 255)) {
    throw invalidRequest('The maximum length of a text column is between 1 and 255.')
  }
}

const checkIndex = (column: Column, others: readonly Column[]): void => {
  if (column.enforceUniqueValues && !column.indexed) {
    throw invalidRequest(`The column '${column.name}' must be indexed to enforce unique values.`)
  }
  if (!column.indexed) return
  if (!canBeIndexed(column)) throw invalidRequest(`The column '${column.name}' cannot be indexed.`)
  if (others.filter(({ indexed }) => indexed).length >= MOST_INDEXES) {
    throw invalidRequest(`A list cannot have more than ${MOST_INDEXES} indexed columns.`)
  }
}

const refuseDuplicates = (column: Column, list: ListEntity, state: TenantState): void => {
  const seen = new Set<string>()
  for (const item of state.liveItems(list.id)) {
    const value = item.values[column.name]
    if (value === undefined) continue
    const key = comparableKey(value)
    if (seen.has(key)) throw invalidRequest(`The column '${column.name}' holds duplicate values.`)
    seen.add(key)
  }
}
