import { DateTime } from 'luxon'
import { type Field, fieldsOf, type List } from '../lists/kit/list'
import { plainText } from '../lists/kit/plain-text'
import { columnName, personIdColumn, TITLE } from './columns'

/**
 * Rows to SharePoint list items and back. SharePoint keeps a `date` as midnight in the time zone of the site (GRAPH-FACTS 1.5),
 * which Graph does not tell. So a day is written as noon in Brussels, which is the same day in nearly every zone, and read as
 * the Brussels day whose midnight is nearest: right for every site less than twelve hours from Brussels (decision 11). An
 * `instant` keeps whole seconds, which is all that SharePoint stores.
 */
const ZONE = 'Europe/Brussels'

/** Site user id (User Information List) of a person, when the person has touched the site. */
export type SiteUserOf = (person: string) => number | undefined

type FieldValues = Readonly<Record<string, unknown>>

/**
 * The column values to write for some values of a row. Null clears. Arrays carry their annotation; a person is written as
 * text, and beside it as `LookupId` when the site knows the person (GRAPH-FACTS 1.4).
 */
export const toFields = (of: List, values: object, siteUser: SiteUserOf): Record<string, unknown> => {
  const fields: Record<string, unknown> = {}
  for (const [name, field] of fieldsOf(of)) {
    if (!Object.hasOwn(values, name)) continue
    Object.assign(fields, fieldToColumns(name, field, Reflect.get(values, name), siteUser))
  }
  if (!('title' in of.fields) && Object.hasOwn(values, of.key)) fields[TITLE] = Reflect.get(values, of.key)
  return fields
}

const fieldToColumns = (name: string, field: Field, value: unknown, siteUser: SiteUserOf): Record<string, unknown> => {
  const column = columnName(name)
  switch (field.kind) {
    case 'text':
    case 'ref':
    case 'note':
      return { [column]: typeof value === 'string' ? plainText(value) || null : null }
    case 'choice':
    case 'number':
    case 'money':
      return { [column]: value ?? null }
    case 'flag':
      return { [column]: value === true }
    case 'choices':
      return { [`${column}@odata.type`]: 'Collection(Edm.String)', [column]: value ?? [] }
    case 'date':
      return { [column]: typeof value === 'string' ? noonOf(value) : null }
    case 'instant':
      return { [column]: typeof value === 'string' ? wholeSeconds(value) : null }
    case 'person': {
      const id = typeof value === 'string' ? value.toLowerCase() : null
      const siteUserId = id === null ? null : siteUser(id)
      // A person unknown to the site clears the person column, so that it never shows somebody else than the text column.
      return { [personIdColumn(name)]: id, [`${column}LookupId`]: siteUserId ?? null }
    }
  }
}

/** Zone arithmetic is dear and the same days come back in every row, so its results are kept; the days of a century are 36 525. */
const remembered = <T>(compute: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = compute(text)
    if (known.size > 40_000) known.clear()
    known.set(text, value)
    return value
  }
}

const noonOf = remembered((date: string): string | null => {
  const noon = DateTime.fromISO(date, { zone: ZONE }).set({ hour: 12, minute: 0, second: 0, millisecond: 0 })
  return noon.isValid ? `${noon.toJSDate().toISOString().slice(0, 19)}Z` : null
})

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

const wholeSeconds = (instant: string): string | null => {
  const ms = ISO_INSTANT.test(instant) ? Date.parse(instant) : Number.NaN
  return Number.isNaN(ms) ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export interface ReadFields {
  /** Values by field name; a field without a readable value is null, false or empty. */
  readonly values: FieldValues
  /** Fields whose column held something that the definition does not allow, such as an unknown choice. */
  readonly unreadable: readonly string[]
}

/** The values of a row from an item's `fields`. Empty columns are absent there (GRAPH-FACTS 1.5). */
export const fromFields = (of: List, fields: FieldValues): ReadFields => {
  const values: Record<string, unknown> = {}
  const unreadable: string[] = []
  for (const [name, field] of fieldsOf(of)) {
    const raw = fields[field.kind === 'person' ? personIdColumn(name) : columnName(name)]
    const value = raw === undefined || raw === null || raw === '' ? blank(field) : read(field, raw)
    if (value === undefined) unreadable.push(name)
    values[name] = value === undefined ? blank(field) : value
  }
  return { values, unreadable }
}

const blank = (field: Field): null | false | readonly [] =>
  field.kind === 'flag' ? false : field.kind === 'choices' ? [] : null

/** Undefined when the value is not one that the field can have. */
const read = (field: Field, raw: unknown): unknown => {
  switch (field.kind) {
    case 'text':
    case 'ref':
    case 'note':
      // Whatever somebody typed or pasted into SharePoint itself.
      return typeof raw === 'string' ? plainText(raw) || null : undefined
    case 'person':
      return typeof raw === 'string' ? raw.toLowerCase() : undefined
    case 'choice':
      return field.options.find((option) => option === raw)
    case 'choices':
      return Array.isArray(raw) && raw.every((one) => field.options.includes(one)) ? raw : undefined
    case 'number':
    case 'money':
      return typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined
    case 'flag':
      return typeof raw === 'boolean' ? raw : undefined
    case 'date':
      return typeof raw === 'string' ? nearestDay(raw) : undefined
    case 'instant':
      return typeof raw === 'string' ? (wholeSeconds(raw) ?? undefined) : undefined
  }
}

/** The day of the nearest midnight; noon itself, as it was written, is of its own day. */
const nearestDay = remembered((raw: string): string | undefined => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(raw)) return raw
  const local = DateTime.fromISO(raw, { zone: 'utc' }).setZone(ZONE)
  if (!local.isValid) return undefined
  const afternoon = local > local.set({ hour: 12, minute: 0, second: 0, millisecond: 0 })
  return (afternoon ? local.plus({ days: 1 }) : local).toISODate() ?? undefined
})
