import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnDefinition } from '@microsoft/microsoft-graph-types'
import { columnName, columnsOf, titleSettings } from '../../src/graph/columns'
import { toFields } from '../../src/graph/row-mapping'
import { type Field, fieldsOf, keyOf, type List } from '../../src/lists/kit/list'
import { UNVERSIONED } from '../../src/lists/schema-version'
import { Settings, siteRows } from '../../src/lists/settings'

/** A site as a release made it: what Graph was sent for its lists, and rows with what the release read from them. */
export interface Release {
  readonly release: string
  readonly schema: number
  readonly lists: readonly {
    readonly name: string
    readonly key: string
    readonly columns: readonly ColumnDefinition[]
    readonly title: { readonly indexed: boolean; readonly required: boolean }
  }[]
  readonly rows: readonly {
    readonly list: string
    readonly key: string
    readonly fields: Readonly<Record<string, unknown>>
    readonly values: Readonly<Record<string, unknown>>
  }[]
}

/** Every release so far, the oldest first. */
export const releases = (): readonly Release[] =>
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file): Release => JSON.parse(readFileSync(join(__dirname, file), 'utf8')))
    .sort((a, b) => a.release.localeCompare(b.release, 'en', { numeric: true }))

/** What of a row's values the list still declares: other columns stay in the site and are read no more. */
export const declaredValues = (of: List, values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(of.fields, name)))

/** The lists of a release, or of now, in the form in which they can be compared. */
export const shapeOf = (lists: readonly List[]): Release['lists'] =>
  lists.map((of) => ({ name: of.name, key: of.key, columns: columnsOf(of), title: titleSettings(of) }))

/** Writes down the lists as they are now. Done once, when a release is made; the file is never edited afterwards. */
export const freeze = (release: string, schema: number, lists: readonly List[]): string => {
  const samples = lists.flatMap((of) => [sample(of, true), sample(of, false)])
  const version = { code: siteRows.schema, value: JSON.stringify({ version: schema }) }
  const frozen: Release = {
    release,
    schema,
    lists: shapeOf(lists),
    rows: schema === UNVERSIONED ? samples : [...samples, rowOf(Settings, version)],
  }
  const file = join(__dirname, `${release}.json`)
  writeFileSync(file, `${JSON.stringify(frozen, null, 2)}\n`, { flag: 'wx' })
  return file
}

const rowOf = (of: List, values: Record<string, unknown>): Release['rows'][number] => {
  const entries = Object.entries(toFields(of, values, () => undefined))
  const empty = ([, value]: readonly [string, unknown]): boolean =>
    value === null || (Array.isArray(value) && value.length === 0)
  const blank = entries.filter(empty).map(([name]) => `${name}@odata.type`)
  const fields = Object.fromEntries(entries.filter((entry) => !empty(entry) && !blank.includes(entry[0])))
  return { list: of.name, key: keyOf(of, values), fields, values }
}

/** A row with every value, or with the required ones alone. */
const sample = (of: List, full: boolean): Release['rows'][number] => {
  const values = fieldsOf(of).map(([name, field]): readonly [string, unknown] => {
    const given = full || field.required
    const blank = field.kind === 'flag' ? false : field.kind === 'choices' ? [] : null
    return [name, given ? sampleValue(name, field, full) : blank]
  })
  return rowOf(of, Object.fromEntries(values))
}

const sampleValue = (name: string, field: Field, full: boolean): unknown => {
  switch (field.kind) {
    case 'text':
    case 'ref':
      return `${columnName(name)} ${full ? 'é' : 'b'}`.slice(0, field.kind === 'text' ? field.maxLength : undefined)
    case 'note':
      return `${columnName(name)}\nsecond line`
    case 'choice':
      return field.options[0]
    case 'choices':
      return field.options.slice(0, 2)
    case 'number':
    case 'money':
      return Math.max(field.min ?? 0, 1)
    case 'date':
      return '2026-10-25'
    case 'instant':
      return '2026-10-25T01:00:00Z'
    case 'flag':
      return true
    case 'person':
      return '0f1e2d3c-4b5a-4697-8877-665544332211'
  }
}
