import { DateTime } from 'luxon'
import type { Differences } from '../../differences'
import { isRecord } from '../../json'
import { site } from '../../registration'
import type { Column, ListEntity, Value } from '../../store/entities'
import type { TenantState } from '../../store/state'
import { GraphError, invalidRequest } from '../exchange'
import { isLookup, isMultiple } from '../lists/column-kinds'

/** What a write does to each column: a new value, or null to clear. */
export type Changes = ReadonlyMap<string, Value | null>

interface WriteRules {
  readonly state: TenantState
  /** Whether the list of site users has this id. */
  readonly isSiteUser: (id: number) => boolean
  /** `Prefer: apiversion=2.1` was sent, the only way to write a hyperlink. */
  readonly hyperlinks: boolean
  readonly unknown: Differences['unknownField']
}

const untyped = (): GraphError =>
  new GraphError(
    400,
    'invalidRequest',
    'A value without a type name was found and no expected type is available. When the model is specified, each value in the payload must have a type which can be either specified in the payload, explicitly by the caller or implicitly inferred from the parent value.',
  )
const malformed = (): GraphError => invalidRequest('The request is malformed or incorrect.')

/** Reads a field map as SharePoint does, refusing what it refuses (GRAPH-FACTS 1.4). */
export const readWrites = (list: ListEntity, fields: unknown, rules: WriteRules): Changes => {
  if (!isRecord(fields)) throw malformed()
  const changes = new Map<string, Value | null>()
  for (const [key, value] of Object.entries(fields)) {
    if (key.includes('@')) continue
    const lookup = lookupWrittenBy(list, key)
    if (lookup) {
      changes.set(lookup.name, readLookup(lookup, value, annotation(fields, key), rules))
      continue
    }
    const column = list.columns.find(({ name }) => name === key)
    if (!column) throw unrecognized(key, rules)
    if (column.readOnly) throw invalidRequest(`Field '${key}' is read-only and cannot be written`)
    changes.set(column.name, readValue(column, value, annotation(fields, key), rules))
  }
  return changes
}

const unrecognized = (key: string, { unknown }: WriteRules): GraphError =>
  unknown === 'invalidRequest'
    ? invalidRequest(`Field '${key}' is not recognized`)
    : new GraphError(500, unknown, 'General exception while processing')

const lookupWrittenBy = (list: ListEntity, key: string): Column | undefined => {
  if (!key.endsWith('LookupId')) return undefined
  const name = key.slice(0, -'LookupId'.length)
  return list.columns.find((column) => column.name === name && isLookup(column) && !column.readOnly)
}

const annotation = (fields: Record<string, unknown>, key: string): string | undefined => {
  const type = fields[`${key}@odata.type`]
  return typeof type === 'string' ? type.replace(/^#/, '') : undefined
}

const readLookup = (column: Column, value: unknown, type: string | undefined, rules: WriteRules): Value | null => {
  if (value === null) return null
  if (!isMultiple(column)) {
    if (Array.isArray(value)) throw malformed()
    return readId(column, value, rules)
  }
  if (!Array.isArray(value)) throw malformed()
  if (type !== 'Collection(Edm.Int32)' && type !== 'Collection(Edm.String)') throw untyped()
  const ids = value.map((id) => readId(column, id, rules))
  return ids.length === 0 ? null : ids
}

const readId = (column: Column, value: unknown, rules: WriteRules): number => {
  if (isRecord(value)) throw untyped()
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof id !== 'number' || !Number.isInteger(id)) throw malformed()
  const listId = column.facet.listId
  const exists =
    column.type === 'personOrGroup'
      ? rules.isSiteUser(id)
      : typeof listId === 'string' && rules.state.table(listId).items.get(id)?.deleted === false
  if (!exists) throw invalidRequest(`The lookup value of field '${column.name}' does not exist.`)
  return id
}

const readValue = (column: Column, value: unknown, type: string | undefined, rules: WriteRules): Value | null => {
  if (isLookup(column)) throw isRecord(value) || Array.isArray(value) ? untyped() : malformed()
  if (column.type === 'calculated') throw invalidRequest(`Field '${column.name}' is read-only and cannot be written`)
  if (value === null) return null
  if (column.type === 'hyperlinkOrPicture') return readHyperlink(value, rules)
  if (Array.isArray(value)) {
    if (type !== 'Collection(Edm.String)') throw untyped()
    if (!isMultiple(column)) throw malformed()
    const chosen = value.map((choice) => readChoice(column, choice))
    return chosen.length === 0 ? null : chosen
  }
  if (isRecord(value)) throw untyped()
  if (isMultiple(column)) throw malformed()
  return readScalar(column, value)
}

const readScalar = (column: Column, value: unknown): Value | null => {
  switch (column.type) {
    case 'text':
      return readText(column, value)
    case 'choice':
      return value === '' ? null : readChoice(column, value)
    case 'number':
    case 'currency':
      return readNumber(column, value)
    case 'boolean':
      if (typeof value !== 'boolean') throw malformed()
      return value
    case 'dateTime':
      return readDateTime(column, value)
    default:
      throw malformed()
  }
}

/** Characters of a column of several lines. */
const NOTE_MOST = 63_999

const readText = (column: Column, value: unknown): string | null => {
  if (typeof value !== 'string' || value.includes('\u0000')) throw malformed()
  const { allowMultipleLines, maxLength } = column.facet
  const most = allowMultipleLines === true ? NOTE_MOST : maxLength
  if (typeof most === 'number' && value.length > most) {
    throw invalidRequest(`The value of field '${column.name}' is longer than ${most} characters.`)
  }
  return value === '' ? null : value
}

/** Whether SharePoint refuses a value outside the choices when written by API is not confirmed: the tenant is strict. */
const readChoice = (column: Column, value: unknown): string => {
  if (typeof value !== 'string') throw malformed()
  const { choices, allowTextEntry } = column.facet
  if (allowTextEntry !== true && !(Array.isArray(choices) && choices.includes(value))) {
    throw invalidRequest(`The value '${value}' is not one of the choices of field '${column.name}'.`)
  }
  return value
}

const readNumber = (column: Column, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw malformed()
  const { minimum, maximum } = column.facet
  if ((typeof minimum === 'number' && value < minimum) || (typeof maximum === 'number' && value > maximum)) {
    throw invalidRequest(`The value of field '${column.name}' is out of range.`)
  }
  return value
}

/** UTC to the second; a date-only column keeps the site's midnight of that day, converted to UTC (GRAPH-FACTS 1.5). */
const readDateTime = (column: Column, value: unknown): string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value)) throw malformed()
  const dateOnly = column.facet.format === 'dateOnly'
  const day = value.length === 10
  const known = dateOnly ? midnights.get(value) : undefined
  if (known !== undefined) return known
  const parsed = DateTime.fromISO(value, { zone: day && dateOnly ? site.timeZone : 'utc' })
  if (!parsed.isValid || parsed.year < 1900) throw malformed()
  const kept = dateOnly ? parsed.setZone(site.timeZone).startOf('day') : parsed
  const instant = kept.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? ''
  if (dateOnly) midnights.set(value, instant)
  return instant
}

/** The midnight for each text already written: rows name the same days, and changes of clocks make them dear to compute. */
const midnights = new Map<string, string>()

/** Kept as SharePoint does, `address, description`. */
const readHyperlink = (value: unknown, rules: WriteRules): string => {
  if (!rules.hyperlinks || !isRecord(value) || typeof value.Url !== 'string') throw invalidRequest('Invalid request')
  return `${value.Url}, ${typeof value.Description === 'string' ? value.Description : value.Url}`
}
