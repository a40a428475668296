import type { Column, ItemEntity, ListEntity, Value } from '../../store/entities'
import { GraphError, invalidRequest } from '../exchange'
import { isLookup, isMultiple } from '../lists/column-kinds'
import type { GraphParts } from '../parts'
import { etagOf } from './etag'

/** Beyond this many person and lookup columns, a page leaves out the later ones (GRAPH-FACTS 1.3). */
const MOST_LOOKUPS_IN_A_PAGE = 12

/** Columns asked for with `fields($select=…)`; null when all were. */
export type FieldSelection = readonly string[] | null

const malformedExpand = (expand: string): GraphError =>
  new GraphError(400, 'BadRequest', `Parsing OData Select and Expand failed: '${expand}'.`)

/** What an item has besides its fields, and this tenant does not expand. */
const OTHER_EXPANDS = ['activities', 'analytics', 'documentSetVersions', 'driveItem', 'versions']

/** An expansion that is passed over in silence would look like one that works. */
const otherExpand = (expand: string): GraphError => {
  const opened = expand.split('(').length
  if (opened !== expand.split(')').length) return malformedExpand(expand)
  const outer = expand.replaceAll(/\([^()]*\)/g, '').split(',')
  const names = outer.map((name) => name.trim()).filter((name) => name.toLowerCase() !== 'fields')
  const [other = ''] = names.filter((name) => !OTHER_EXPANDS.includes(name))
  if (other !== '' || names.length === 0)
    return invalidRequest(`Could not find a property named '${other}' on type 'microsoft.graph.listItem'.`)
  return new GraphError(
    501,
    'notImplemented',
    `The local tenant does not expand '${names[0]}'. See docs/local-tenant.md.`,
  )
}

/** Reads `fields` or `fields($select=A,B)` from `$expand`; undefined when fields are not expanded. */
export const readExpand = (expand: string | undefined): FieldSelection | undefined => {
  if (expand === undefined) return undefined
  const fields = /^\s*fields\s*(?:\(([^()]*)\)\s*)?$/i.exec(expand)
  if (!fields) throw otherExpand(expand)
  if (fields[1] === undefined) return null
  const select = /^\s*\$?select=([^;=]+)$/i.exec(fields[1])?.[1]
  if (select === undefined) throw malformedExpand(expand)
  return select.split(',').map((name) => name.trim())
}

interface ReadOptions {
  readonly select: FieldSelection
  /** A page of items, as opposed to a single item. */
  readonly inPage: boolean
}

/** The `fields` of an item: empty columns are absent, lookups come as text ids (GRAPH-FACTS 1.5). */
export const readFields = (
  parts: GraphParts,
  list: ListEntity,
  item: ItemEntity,
  { select, inPage }: ReadOptions,
): Record<string, unknown> => {
  const all: Record<string, unknown> = { '@odata.etag': etagOf(item) }
  const names: Record<string, unknown> = {}
  const lookups = list.columns.filter((column) => isLookup(column) && !column.readOnly)
  const dropped = new Set(inPage ? lookups.slice(MOST_LOOKUPS_IN_A_PAGE - 2) : [])
  for (const column of list.columns) {
    const value = item.values[column.name]
    if (value === undefined || dropped.has(column)) continue
    if (isLookup(column)) Object.assign(isMultiple(column) ? all : names, readNames(parts, column, value))
    if (isLookup(column) && !isMultiple(column)) all[`${column.name}LookupId`] = String(value)
    else if (!isLookup(column)) all[column.name] = column.type === 'hyperlinkOrPicture' ? hyperlink(value) : value
  }
  Object.assign(all, extras(parts, item))
  if (select === null) return all
  const chosen: Record<string, unknown> = { '@odata.etag': all['@odata.etag'] }
  for (const name of select) {
    if (!isReadable(list, name, all)) throw invalidRequest(`Field '${name}' is not recognized`)
    for (const key of [name, `${name}LookupId`]) if (all[key] !== undefined) chosen[key] = all[key]
    if (names[name] !== undefined) chosen[name] = names[name]
    if (name === 'Author' || name === 'Editor') {
      const id = Number(all[`${name}LookupId`])
      chosen[name] = parts.siteUsers.title(id)
    }
  }
  return chosen
}

const isReadable = (list: ListEntity, name: string, all: Record<string, unknown>): boolean =>
  name in all || list.columns.some((column) => column.name === name || `${column.name}LookupId` === name)

const readNames = (parts: GraphParts, column: Column, value: Value): Record<string, unknown> => {
  if (!Array.isArray(value)) return { [column.name]: displayValue(parts, column, Number(value)) }
  const several = value.map((id) => ({
    LookupId: Number(id),
    LookupValue: displayValue(parts, column, Number(id)),
    ...(column.type === 'personOrGroup' ? { Email: parts.siteUsers.mail(Number(id)) } : {}),
  }))
  return { [column.name]: several }
}

const displayValue = (parts: GraphParts, column: Column, id: number): string | undefined => {
  if (column.type === 'personOrGroup') return parts.siteUsers.title(id)
  const { listId, columnName } = column.facet
  if (typeof listId !== 'string') return undefined
  const value = parts.state.table(listId).items.get(id)?.values[typeof columnName === 'string' ? columnName : 'Title']
  return value === undefined ? undefined : String(value)
}

const hyperlink = (value: Value): object => {
  const [Url = '', ...description] = String(value).split(', ')
  return { Url, Description: description.join(', ') }
}

/** What SharePoint adds to every item (graph-examples/03 and 04). */
const extras = (parts: GraphParts, item: ItemEntity): Record<string, unknown> => {
  const title = item.values.Title
  return {
    id: String(item.id),
    ContentType: 'Item',
    Modified: item.modifiedAt,
    Created: item.createdAt,
    AuthorLookupId: String(parts.siteUsers.idOf(item.createdBy)),
    EditorLookupId: String(parts.siteUsers.idOf(item.modifiedBy)),
    _UIVersionString: `${item.version}.0`,
    Attachments: false,
    Edit: '',
    ...(title === undefined ? {} : { LinkTitleNoMenu: title, LinkTitle: title }),
    ItemChildCount: '0',
    FolderChildCount: '0',
    _ComplianceFlags: '',
    _ComplianceTag: '',
    _ComplianceTagWrittenTime: '',
    _ComplianceTagUserId: '',
    ...(item.createdBy.viaApplication ? { AppAuthorLookupId: String(parts.siteUsers.applicationId) } : {}),
    ...(item.modifiedBy.viaApplication ? { AppEditorLookupId: String(parts.siteUsers.applicationId) } : {}),
  }
}
