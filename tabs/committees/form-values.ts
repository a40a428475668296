import type { BodyField, BodyPatch, BodyValue, BodyView } from '../../src/committees/bodies-view'
import type { TextKey } from '../../src/i18n/text'
import {
  absentHolder,
  Bodies,
  bodyKind,
  bodyLanguage,
  bodyLevel,
  cadence,
  conflictRule,
  lostQuorum,
  majority,
  majorityBase,
  proxyHolders,
  quorumCheck,
  quorumRole,
  tieRule,
  weekday,
} from '../../src/lists/bodies'
import type { Field } from '../../src/lists/kit/list'

/** What stands in the inputs: text, a tick, or the codes that are ticked. */
export type FormValue = string | boolean | readonly string[]
export type FormValues = Readonly<Partial<Record<BodyField, FormValue>>>

export const definitionOf = (field: BodyField): Field => Bodies.fields[field]

type Options = readonly (readonly [code: string, label: TextKey])[]

/** The codes of each choice field with the key of its label. */
export const choicesOf = (field: BodyField): Options => {
  switch (field) {
    case 'kind':
      return bodyKind.map((code) => [code, `committees:bodyKind.${code}`])
    case 'level':
      return bodyLevel.map((code) => [code, `committees:bodyLevel.${code}`])
    case 'language':
      return bodyLanguage.map((code) => [code, `committees:bodyLanguage.${code}`])
    case 'cadence':
      return cadence.map((code) => [code, `committees:cadence.${code}`])
    case 'preferredDays':
    case 'excludedDays':
      return weekday.map((code) => [code, `committees:weekday.${code}`])
    case 'quorumRoles':
      return quorumRole.map((code) => [code, `committees:memberRole.${code}`])
    case 'quorumCheck':
      return quorumCheck.map((code) => [code, `committees:quorumCheck.${code}`])
    case 'lostQuorum':
      return lostQuorum.map((code) => [code, `committees:lostQuorum.${code}`])
    case 'proxyHolders':
      return proxyHolders.map((code) => [code, `committees:proxyHolders.${code}`])
    case 'absentHolder':
      return absentHolder.map((code) => [code, `committees:absentHolder.${code}`])
    case 'majority':
      return majority.map((code) => [code, `committees:majority.${code}`])
    case 'majorityBase':
      return majorityBase.map((code) => [code, `committees:majorityBase.${code}`])
    case 'tieRule':
      return tieRule.map((code) => [code, `committees:tieRule.${code}`])
    case 'conflictRule':
      return conflictRule.map((code) => [code, `committees:conflictRule.${code}`])
    default:
      return []
  }
}

export const inputOf = (value: BodyValue): FormValue =>
  typeof value === 'boolean' || Array.isArray(value) ? value : value === null ? '' : String(value).replace('.', ',')

/** Numbers are typed with a comma or a point; other texts are kept as they are. */
const textOf = (field: BodyField, value: BodyValue): FormValue =>
  definitionOf(field).kind === 'number' ? inputOf(value) : typeof value === 'string' ? value : inputOf(value)

export const toForm = (fields: BodyView['fields'], names: readonly BodyField[]): FormValues =>
  Object.fromEntries(names.map((name) => [name, textOf(name, fields[name] ?? null)]))

/** What an input says as a value of its field; undefined when it cannot be one. */
const readValue = (field: BodyField, value: FormValue): BodyValue | undefined => {
  if (typeof value !== 'string') return value
  const text = value.trim()
  const definition = definitionOf(field)
  if (text === '') return definition.required ? undefined : null
  if (definition.kind !== 'number') return text
  const number = Number(text.replace(',', '.'))
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, decimals } = definition
  const fits = number >= min && number <= max && (decimals !== 0 || Number.isInteger(number))
  return fits ? number : undefined
}

const same = (a: FormValue | undefined, b: FormValue | undefined): boolean =>
  Array.isArray(a) && Array.isArray(b) ? [...a].sort().join() === [...b].sort().join() : a === b

/** The fields that differ from `before`, as values; and those that cannot be read. */
export const readForm = (
  form: FormValues,
  before: FormValues,
): { readonly patch: BodyPatch; readonly errors: ReadonlySet<BodyField> } => {
  const errors = new Set<BodyField>()
  const patch: Partial<Record<BodyField, BodyValue>> = {}
  let field: BodyField
  for (field in form) {
    const typed = form[field]
    if (typed === undefined || same(typed, before[field])) continue
    const value = readValue(field, typed)
    if (value === undefined) errors.add(field)
    else patch[field] = value
  }
  return { patch, errors }
}
