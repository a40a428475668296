import type { ListEntity } from '../../store/entities'
import {
  created,
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  noContent,
  ok,
  option,
  principalOf,
} from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { builtInColumns } from './column-kinds'
import { changedColumn, columnBody, newColumn } from './columns'
import { findColumn, findList, findSite } from './find'
import { listsContext, saveList } from './lists'

/** The columns of a list (GRAPH-FACTS 1.3). */
export const columnRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const columns = '/sites/{site}/lists/{list}/columns'
  return [
    {
      method: 'GET',
      template: '/sites/{site}/columns',
      operation: 'list.read',
      units: 2,
      handle: (call) => siteColumns(parts, call),
    },
    { method: 'GET', template: columns, operation: 'list.read', units: 2, handle: (call) => allColumns(parts, call) },
    {
      method: 'POST',
      template: columns,
      operation: 'column.manage',
      units: 2,
      handle: (call) => createColumn(parts, call),
    },
    {
      method: 'GET',
      template: `${columns}/{column}`,
      operation: 'list.read',
      units: 1,
      handle: (call) => ok(columnBody(findColumn(call, findList(parts, call)))),
    },
    {
      method: 'PATCH',
      template: `${columns}/{column}`,
      operation: 'column.manage',
      units: 2,
      handle: (call) => patchColumn(parts, call),
    },
    {
      method: 'DELETE',
      template: `${columns}/{column}`,
      operation: 'column.manage',
      units: 2,
      handle: (call) => deleteColumn(parts, call),
    },
  ]
}

/** The site's own columns: those that every list begins with. More cannot be added here. */
const siteColumns = (parts: GraphParts, call: GraphCall): GraphReply => {
  const context = `${graphUrl(parts)}/$metadata#sites('${encodeURIComponent(findSite(call))}')/columns`
  return ok({ '@odata.context': context, value: builtInColumns.map(columnBody) })
}

const columnsContext = (parts: GraphParts, list: ListEntity): string =>
  `${listsContext(parts, list.siteId)}('${list.id}')/columns`

/** Hidden columns are left out unless `hidden` is selected; there is no `columnType` (GRAPH-FACTS 1.3). */
const allColumns = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const select = option(call, 'select')
    ?.split(',')
    .map((name) => name.trim())
  if (select?.includes('columnType')) {
    throw new GraphError(
      400,
      'BadRequest',
      "Could not find a property named 'columnType' on type 'microsoft.graph.columnDefinition'.",
    )
  }
  const shown = list.columns.filter(({ hidden }) => !hidden || select?.includes('hidden'))
  return ok({
    '@odata.context': columnsContext(parts, list),
    value: shown.map((column) => picked(columnBody(column), select)),
  })
}

const picked = (body: object, select: readonly string[] | undefined): object =>
  select === undefined ? body : Object.fromEntries(Object.entries(body).filter(([name]) => select.includes(name)))

const createColumn = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const column = newColumn(call.body, parts.state, list.columns)
  saveList(parts, list, { columns: [...list.columns, column], modifiedBy: principalOf(call.caller) })
  return created({ '@odata.context': `${columnsContext(parts, list)}/$entity`, ...columnBody(column) })
}

const patchColumn = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const column = findColumn(call, list)
  const changed = changedColumn(column, call.body, list, parts.state)
  saveList(parts, list, {
    columns: list.columns.map((other) => (other.id === column.id ? changed : other)),
    modifiedBy: principalOf(call.caller),
  })
  return ok({ '@odata.context': `${columnsContext(parts, list)}/$entity`, ...columnBody(changed) })
}

const deleteColumn = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const column = findColumn(call, list)
  if (column.readOnly || column.name === 'Title') throw invalidRequest(`The column '${column.name}' cannot be deleted.`)
  saveList(parts, list, {
    columns: list.columns.filter(({ id }) => id !== column.id),
    modifiedBy: principalOf(call.caller),
  })
  return noContent()
}
