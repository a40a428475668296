import { z } from 'zod'
import { fieldsOf, type ItemRef, type List, type Row } from '../../lists/kit/list'
import { rowFrom } from '../../lists/kit/row'
import type { RowFault } from '../ports'
import { fromFields } from '../row-mapping'

const fieldMap = z.record(z.string(), z.unknown())

const listItem = z.object({
  id: z.string(),
  eTag: z.string().optional(),
  '@odata.etag': z.string().optional(),
  lastModifiedDateTime: z.string().optional(),
  lastModifiedBy: z.object({ user: z.object({ id: z.string().optional() }).optional() }).optional(),
  deleted: z.unknown().optional(),
  fields: fieldMap.optional(),
})
export type ListItem = z.infer<typeof listItem>

/** Parses a listItem resource as Graph sends it. */
export const parseItem = (body: unknown): ListItem => listItem.parse(body)

/** Parses the fieldValueSet that `PATCH …/fields` answers with (GRAPH-FACTS 1.4). */
export const parseFieldValues = (body: unknown): Readonly<Record<string, unknown>> => fieldMap.parse(body)

/** The item's etag, quotes included; empty when Graph gave none. */
export const etagOf = (item: ListItem): string => item.eTag ?? item['@odata.etag'] ?? ''

export interface ReadRow {
  /** Undefined when a required value is unreadable and has no honest substitute. */
  readonly row: Row<List> | undefined
  readonly faults: readonly RowFault[]
}

/** The row in an item; `faults` name every value that could not be read as declared. */
export const readItem = (of: List, item: ListItem): ReadRow => {
  const ref: ItemRef = {
    itemId: item.id,
    etag: etagOf(item),
    modifiedAt: item.lastModifiedDateTime ?? '',
    modifiedBy: item.lastModifiedBy?.user?.id?.toLowerCase() ?? null,
  }
  return readRow(of, item.fields ?? {}, ref)
}

/** As `readItem`, from bare field values. */
const readRow = (of: List, fields: Readonly<Record<string, unknown>>, ref: ItemRef): ReadRow => {
  const { values, unreadable } = fromFields(of, fields)
  const lost = fieldsOf(of)
    .filter(([name, field]) => field.required && !isText(field.kind) && values[name] === null)
    .map(([name]) => name)
  const setAside = lost.length > 0
  const faults = [...new Set([...unreadable, ...lost])].map(
    (field): RowFault => ({ list: of.name, itemId: ref.itemId, field, problem: 'unreadable', setAside }),
  )
  return { row: setAside ? undefined : rowFrom(of, values, ref), faults }
}

/** A blank required text is empty text; a blank required date, number or choice has no such substitute. */
const isText = (kind: string): boolean => kind === 'text' || kind === 'note' || kind === 'ref' || kind === 'person'
