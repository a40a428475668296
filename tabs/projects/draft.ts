import { type EditableField, editFields, type FieldValue, steerFields } from '../../src/portfolio/portfolio-view'
import { type FormValues, readForm } from './form-values'

/** What a person typed in one field, and what stood there when they began. */
interface Touched {
  readonly value: string | boolean
  readonly base: string | boolean
}

/**
 * What a person typed and has not saved, kept in this browser until it is saved or given up: a closed dialog loses nothing. Only
 * the fields they touched are kept; the others follow what colleagues save meanwhile.
 */
export interface Draft {
  readonly fields: Readonly<Partial<Record<EditableField, Touched>>>
  /** UTC ISO 8601. */
  readonly at: string
}

export type DraftConflict = { readonly field: EditableField; readonly mine: FieldValue; readonly theirs: FieldValue }

const keyOf = (person: string, number: string): string => `gouvernail.project.${person}.${number}`
const isPlain = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean'

const touchedIn = (value: unknown): Touched | null => {
  if (typeof value !== 'object' || value === null) return null
  const [typed, base]: [unknown, unknown] = [Reflect.get(value, 'value'), Reflect.get(value, 'base')]
  return isPlain(typed) && isPlain(base) ? { value: typed, base } : null
}

/** The draft of this person for this project; `allowed` are the fields that their form has today. */
export const loadDraft = (person: string, number: string, allowed: readonly EditableField[]): Draft | null => {
  const text = sessionStorage.getItem(keyOf(person, number))
  if (!text) return null
  try {
    const draft: unknown = JSON.parse(text)
    if (typeof draft !== 'object' || draft === null || !('fields' in draft) || !('at' in draft)) return null
    const { fields, at } = draft
    if (typeof fields !== 'object' || fields === null || typeof at !== 'string') return null
    const kept = allowed.flatMap((field) => {
      const touched = touchedIn(Reflect.get(fields, field))
      return touched ? [[field, touched] as const] : []
    })
    return kept.length === 0 ? null : { fields: Object.fromEntries(kept), at }
  } catch {
    return null
  }
}

/** Keeps the fields of a form that differ from what the person began with; nothing differs, nothing is kept. */
export const keepDraft = (person: string, number: string, form: FormValues, before: FormValues): void => {
  const fields = Object.fromEntries(
    Object.entries(form)
      .filter(([field, value]) => value !== Reflect.get(before, field))
      .map(([field, value]) => [field, { value, base: Reflect.get(before, field) }]),
  )
  if (Object.keys(fields).length === 0) dropDraft(person, number)
  else sessionStorage.setItem(keyOf(person, number), JSON.stringify({ fields, at: new Date().toISOString() }))
}

export const dropDraft = (person: string, number: string): void => sessionStorage.removeItem(keyOf(person, number))

/** A draft laid over what is saved now, and the touched fields that somebody else has changed since. */
export const resumeDraft = (
  draft: Draft | null,
  saved: FormValues,
): { readonly form: FormValues; readonly conflicts: readonly DraftConflict[] } => {
  const touched = Object.entries(draft?.fields ?? {})
  const form: FormValues = { ...saved, ...Object.fromEntries(touched.map(([field, { value }]) => [field, value])) }
  const moved = touched
    .filter(([field, { value, base }]) => {
      const now: unknown = Reflect.get(saved, field)
      return now !== base && now !== value
    })
    .map(([field]) => field)
  // What cannot be read as a value of its field is shown as it was typed.
  const mine = readForm(form, {}).patch
  const theirs = readForm(saved, {}).patch
  const conflicts = [...editFields, ...steerFields]
    .filter((field) => moved.includes(field))
    .map((field) => ({ field, mine: mine[field] ?? form[field] ?? null, theirs: theirs[field] ?? null }))
  return { form, conflicts }
}
