import type { Field, Values } from '../../src/lists/kit/list'
import { Projects } from '../../src/lists/projects'
import type { EditableField, FieldValue, ProjectPatch } from '../../src/portfolio/portfolio-view'
import { parseAmount } from '../ui/parse-amount'

/** What a form holds: the text of every input, and the state of its check boxes. */
export type FormValues = Readonly<Partial<Record<EditableField, string | boolean>>>

export type FieldError =
  | { readonly kind: 'required' | 'date' | 'number' }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }

export const definitionOf = (field: EditableField): Field => Projects.fields[field]

export const inputOf = (value: FieldValue): string | boolean =>
  typeof value === 'boolean' ? value : value === null ? '' : String(value)

/** Saved values as the inputs show them; numbers without grouping, so that they can be edited. */
export const toForm = (values: Values<typeof Projects>, fields: readonly EditableField[]): FormValues =>
  Object.fromEntries(fields.map((field) => [field, inputOf(values[field])]))

/** What changed between two states of the form, parsed; fields that cannot be read come back as errors instead. */
export const readForm = (
  form: FormValues,
  before: FormValues,
): { readonly patch: ProjectPatch; readonly errors: ReadonlyMap<EditableField, FieldError> } => {
  const patch: [EditableField, FieldValue][] = []
  const errors = new Map<EditableField, FieldError>()
  for (const [name, value] of Object.entries(form)) {
    if (!isEditable(name) || value === undefined || value === before[name]) continue
    const read = readValue(definitionOf(name), value)
    if ('error' in read) errors.set(name, read.error)
    else patch.push([name, read.value])
  }
  return { patch: Object.fromEntries(patch), errors }
}

const isEditable = (name: string): name is EditableField => name in Projects.fields

type Read = { readonly value: FieldValue } | { readonly error: FieldError }

/** Text in, value out. */
const readValue = (definition: Field, input: string | boolean): Read => {
  if (typeof input === 'boolean') return { value: input }
  const text = input.trim()
  if (text === '') return definition.required ? { error: { kind: 'required' } } : { value: null }
  switch (definition.kind) {
    case 'number':
    case 'money':
      return readNumber(definition, text)
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { error: { kind: 'date' } }
    case 'text':
    case 'note':
    case 'choice':
    case 'choices':
    case 'instant':
    case 'flag':
    case 'person':
    case 'ref':
      return { value: text }
  }
}

const decimalOf = (text: string): number | null =>
  /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null

const readNumber = (definition: Extract<Field, { kind: 'number' | 'money' }>, text: string): Read => {
  const plain = text.replace(/[\s€%]/g, '').replace('\u2212', '-')
  const isNegative = plain.startsWith('-')
  const size =
    definition.kind === 'money'
      ? parseAmount(plain.slice(isNegative ? 1 : 0))
      : decimalOf(plain.slice(isNegative ? 1 : 0))
  if (size === null) return { error: { kind: 'number' } }
  const value = isNegative ? -size : size
  const min = definition.min ?? 0
  const max = definition.kind === 'number' ? (definition.max ?? 1e9) : 1e12
  if (value < min || value > max) return { error: { kind: 'range', min, max } }
  const whole = definition.kind === 'number' && definition.decimals === 0
  return whole && !Number.isInteger(value) ? { error: { kind: 'number' } } : { value }
}
