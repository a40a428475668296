import type { ColumnDefinition } from '@microsoft/microsoft-graph-types'
import { z } from 'zod'
import type { List } from '../lists/kit/list'
import { Settings } from '../lists/settings'
import { columnName, columnsOf, TITLE, titleSettings } from './columns'
import { currentSchema } from './data-migrations'
import type { Call, GraphCaller } from './http/caller'
import { GraphFailure } from './http/failure'
import { readSiteLists } from './rows/site-lists'
import { migratedSite, readSchemaRow, type Schema, type SchemaRow, schemaRowCall, writeSchemaRow } from './schema'

/** One thing to do so that the site has what the lists declare. Nothing is ever deleted, and no choice is ever taken away. */
export type ProvisionStep =
  | { readonly kind: 'create-list'; readonly list: string; readonly columns: readonly ColumnDefinition[] }
  | { readonly kind: 'add-column'; readonly list: string; readonly column: ColumnDefinition }
  | {
      readonly kind: 'change-column'
      readonly list: string
      readonly column: string
      readonly change: ColumnDefinition
    }
  /** A person must decide: the column exists with another type, and changing that would lose what it holds. */
  | { readonly kind: 'clash'; readonly list: string; readonly column: string; readonly wanted: string }
  | SchemaStep

/** Comes after all steps that change lists, and only when none of them clashes. */
type SchemaStep =
  | { readonly kind: 'migrate-rows'; readonly name: string; readonly version: number }
  /** `from` is null in a new site. */
  | { readonly kind: 'schema-version'; readonly from: number | null; readonly to: number }

type ListStep = Exclude<ProvisionStep, SchemaStep>

export interface ProvisionPlan {
  readonly steps: readonly ProvisionStep[]
  /** Set when a later release has written this schema version: then nothing is planned, nor done. */
  readonly newer?: number
}

export interface Provisioned extends ProvisionPlan {
  /** What remains for a person to decide: while there is one, the site is not as the lists declare. */
  readonly clashes: readonly ProvisionStep[]
}

const facets = [
  'text',
  'choice',
  'number',
  'currency',
  'dateTime',
  'boolean',
  'personOrGroup',
] as const satisfies readonly (keyof ColumnDefinition)[]

const presentColumn = z.looseObject({
  id: z.string(),
  name: z.string(),
  indexed: z.boolean().optional(),
  required: z.boolean().optional(),
  enforceUniqueValues: z.boolean().optional(),
  text: z.looseObject({ allowMultipleLines: z.boolean().optional() }).optional(),
  choice: z.looseObject({ choices: z.array(z.string()), displayAs: z.string().optional() }).optional(),
})
type PresentColumn = z.infer<typeof presentColumn>

/** The site as the application sees it; what `GraphDoor` gives. */
export interface Site {
  readonly application: GraphCaller
  siteId(): Promise<string>
}

interface PresentList {
  readonly id: string
  readonly columns: ReadonlyMap<string, PresentColumn>
}

interface PresentSite {
  readonly lists: ReadonlyMap<string, PresentList>
  /** Null while the site has no list of settings, or when the caller did not name that list. */
  readonly schema: SchemaRow | null
}

/** What is missing or different; an empty plan means that the site is as the lists declare. Costs two requests. */
export const planProvision = async (
  site: Site,
  lists: readonly List[],
  schema: Schema = currentSchema,
): Promise<ProvisionPlan> => {
  const present = await readPresent(site, lists)
  if (present.schema && present.schema.version > schema.version) return { steps: [], newer: present.schema.version }
  const steps = listStepsOf(lists, present)
  if (!lists.includes(Settings) || steps.some(isClash)) return { steps }
  return { steps: [...steps, ...schemaStepsOf(present.schema, schema)] }
}

const listStepsOf = (lists: readonly List[], present: PresentSite): readonly ListStep[] =>
  lists.flatMap((of) => stepsOf(of, present.lists.get(of.name)))

const isClash = (step: ProvisionStep): boolean => step.kind === 'clash'

/** A site without rows has nothing to migrate. */
const schemaStepsOf = (row: SchemaRow | null, { version, migrations }: Schema): readonly SchemaStep[] => {
  if (row && row.itemId !== null && row.version === version) return []
  const due = row === null ? [] : migrations.filter((one) => one.version > row.version)
  return [
    ...due.map((one): SchemaStep => ({ kind: 'migrate-rows', name: one.name, version: one.version })),
    { kind: 'schema-version', from: row?.version ?? null, to: version },
  ]
}

const itemsPathOf = (siteId: string, listId: string): string => `/sites/${siteId}/lists/${listId}/items`

const readPresent = async (site: Site, lists: readonly List[]): Promise<PresentSite> => {
  const siteId = await site.siteId()
  const known = await readSiteLists(site.application, siteId)
  const existing = lists.flatMap((of) => {
    const id = known.idOf(of.name)
    return id === undefined ? [] : [{ name: of.name, id }]
  })
  const calls = existing.map(({ id }): Call => ({ method: 'GET', path: `/sites/${siteId}/lists/${id}/columns` }))
  const settings = existing.find(({ name }) => name === Settings.name)
  const replies = await site.application.batch([
    ...calls,
    ...(settings ? [schemaRowCall(itemsPathOf(siteId, settings.id))] : []),
  ])
  const found = new Map<string, PresentList>()
  for (const [index, { name, id }] of existing.entries()) {
    const reply = replies[index]
    const call = calls[index]
    if (!reply || !call || reply instanceof GraphFailure) throw reply ?? new Error(`No columns of ${name}`)
    const page = z.object({ value: z.array(presentColumn), '@odata.nextLink': z.string().optional() }).parse(reply.body)
    // A page that is not the last one: read the whole collection instead.
    const columns = page['@odata.nextLink']
      ? (await site.application.all(call)).map((one) => presentColumn.parse(one))
      : page.value
    found.set(name, { id, columns: new Map(columns.map((column) => [column.name, column])) })
  }
  // Before its column `Code` exists with an index, the row cannot be asked for.
  const readable = found.get(Settings.name)?.columns.get(columnName(Settings.key))?.indexed === true
  return { lists: found, schema: readable ? readSchemaRow(replies[calls.length]) : null }
}

const stepsOf = (of: List, present: PresentList | undefined): readonly ListStep[] => {
  if (!present) return [{ kind: 'create-list', list: of.name, columns: columnsOf(of) }, ...titleSteps(of, undefined)]
  return [
    ...columnsOf(of).flatMap((column) => columnSteps(of, column, present.columns.get(column.name ?? ''))),
    ...titleSteps(of, present.columns.get(TITLE)),
  ]
}

/** A new list brings its own `Title`, required and without an index. */
const titleSteps = (of: List, present: PresentColumn | undefined): readonly ListStep[] => {
  const wanted = titleSettings(of)
  const change = {
    ...(wanted.indexed && present?.indexed !== true ? { indexed: true } : {}),
    ...(present !== undefined && wanted.required !== (present.required ?? false) ? { required: wanted.required } : {}),
  }
  if (Object.keys(change).length === 0) return []
  return [{ kind: 'change-column', list: of.name, column: TITLE, change }]
}

const columnSteps = (of: List, wanted: ColumnDefinition, present: PresentColumn | undefined): readonly ListStep[] => {
  if (!present) return [{ kind: 'add-column', list: of.name, column: wanted }]
  if (!isSameType(wanted, present)) {
    return [{ kind: 'clash', list: of.name, column: present.name, wanted: facetOf(wanted) }]
  }
  const missing = (wanted.choice?.choices ?? []).filter((option) => !present.choice?.choices.includes(option))
  const change: ColumnDefinition = {
    ...(wanted.indexed && !present.indexed ? { indexed: true } : {}),
    ...(wanted.enforceUniqueValues && !present.enforceUniqueValues ? { enforceUniqueValues: true } : {}),
    ...(missing.length > 0 ? { choice: { choices: [...(present.choice?.choices ?? []), ...missing] } } : {}),
  }
  if (Object.keys(change).length === 0) return []
  return [{ kind: 'change-column', list: of.name, column: present.name, change }]
}

const facetOf = (column: object): string => facets.find((facet) => Reflect.has(column, facet)) ?? 'unknown'

/** Same facet, and one line or many, one choice or many as wanted: those cannot be told apart by the facet alone. */
const isSameType = (wanted: ColumnDefinition, present: PresentColumn): boolean => {
  if (facetOf(wanted) !== facetOf(present)) return false
  if (wanted.text) return (wanted.text.allowMultipleLines ?? false) === (present.text?.allowMultipleLines ?? false)
  if (wanted.choice) return (wanted.choice.displayAs === 'checkBoxes') === (present.choice?.displayAs === 'checkBoxes')
  return true
}

/** A plan is repeated until nothing is left, because a list must exist before its `Title` can be changed. */
const MAX_PASSES = 3

/**
 * Makes the site as the lists declare, one step after the other, and returns the steps taken. Clashes are left alone and named; while
 * there is one, rows are not migrated. Running it twice does nothing the second time; after an interruption it goes on where it stopped.
 */
export const applyProvision = async (
  site: Site,
  lists: readonly List[],
  schema: Schema = currentSchema,
): Promise<Provisioned> => {
  const taken: ProvisionStep[] = []
  let present = await readPresent(site, lists)
  if (present.schema && present.schema.version > schema.version) {
    return { steps: [], clashes: [], newer: present.schema.version }
  }
  const isNew = present.schema === null
  for (let pass = 1; ; pass += 1) {
    const steps = listStepsOf(lists, present)
    const clashes = steps.filter(isClash)
    const possible = steps.filter((step) => isPossible(step, present))
    if (possible.length === 0 || pass > MAX_PASSES) {
      const raised = lists.includes(Settings) && clashes.length === 0
      return { steps: raised ? [...taken, ...(await raise(site, present, isNew, schema))] : taken, clashes }
    }
    for (const step of possible) await take(site, step, present)
    taken.push(...possible)
    present = await readPresent(site, lists)
  }
}

/** Runs the data migrations that are due; the site's version follows each of them, so that none runs twice. */
const raise = async (
  site: Site,
  present: PresentSite,
  isNew: boolean,
  schema: Schema,
): Promise<readonly SchemaStep[]> => {
  const steps = schemaStepsOf(isNew ? null : present.schema, schema)
  const siteId = await site.siteId()
  const itemsPath = (list: string): string => {
    const id = present.lists.get(list)?.id
    if (id === undefined) throw new Error(`The site has no list ${list}`)
    return itemsPathOf(siteId, id)
  }
  let row = present.schema
  for (const step of steps) {
    if (row === null) throw new Error('The list Settings cannot be read')
    const version = step.kind === 'migrate-rows' ? step.version : step.to
    if (step.kind === 'migrate-rows') {
      const migration = schema.migrations.find(({ name }) => name === step.name)
      await migration?.run(migratedSite(site.application, itemsPath))
    }
    row = await writeSchemaRow(site.application, itemsPath(Settings.name), row, version)
  }
  return steps
}

const isPossible = (step: ListStep, present: PresentSite): boolean =>
  step.kind === 'create-list' || (step.kind !== 'clash' && present.lists.has(step.list))

const take = async (site: Site, step: ListStep, present: PresentSite): Promise<void> => {
  const listsPath = `/sites/${await site.siteId()}/lists`
  const call = callOf(step, listsPath, present.lists.get(step.list))
  if (call) await site.application.send(call)
}

const callOf = (step: ListStep, listsPath: string, list: PresentList | undefined): Call | undefined => {
  if (step.kind === 'create-list') {
    // `name` must not be sent: the server takes it from `displayName` (GRAPH-FACTS 1.2).
    const body = { displayName: step.list, columns: step.columns, list: { template: 'genericList' } }
    return { method: 'POST', path: listsPath, body }
  }
  if (!list || step.kind === 'clash') return undefined
  const columns = `${listsPath}/${list.id}/columns`
  if (step.kind === 'add-column') return { method: 'POST', path: columns, body: step.column }
  const id = list.columns.get(step.column)?.id
  return id === undefined ? undefined : { method: 'PATCH', path: `${columns}/${id}`, body: step.change }
}
