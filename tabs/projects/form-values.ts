import type { Field, Values } from '../../src/lists/kit/list'
import { Projects } from '../../src/lists/projects'
import type { EditableField, FieldValue, ProjectPatch } from '../../src/portfolio/portfolio-view'

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

/** Text in, value out. Amounts are read as a Belgian writes them: spaces or points between thousands, a decimal comma. */
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

const readNumber = (definition: Extract<Field, { kind: 'number' | 'money' }>, text: string): Read => {
  const compact = text.replace(/[\s\u00a0\u202f€%]/g, '')
  const plain = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact) ? compact.replaceAll('.', '') : compact
  const value = Number(plain.replace(',', '.'))
  if (plain === '' || Number.isNaN(value)) return { error: { kind: 'number' } }
  const min = definition.min ?? 0
  const max = definition.kind === 'number' ? (definition.max ?? 1e9) : 1e12
  if (value < min || value > max) return { error: { kind: 'range', min, max } }
  const whole = definition.kind === 'number' && definition.decimals === 0
  return whole && !Number.isInteger(value) ? { error: { kind: 'number' } } : { value }
}
