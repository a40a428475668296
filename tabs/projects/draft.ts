import type { FormValues } from './form-values'

/** What a person typed and has not saved, kept in this browser until it is saved or given up: a closed tab loses nothing. */
export interface Draft {
  readonly values: FormValues
  /** UTC ISO 8601. */
  readonly at: string
}

const keyOf = (number: string): string => `gouvernail.project.${number}`

export const loadDraft = (number: string): Draft | null => {
  const text = sessionStorage.getItem(keyOf(number))
  if (!text) return null
  try {
    const draft: unknown = JSON.parse(text)
    if (typeof draft !== 'object' || draft === null || !('values' in draft) || !('at' in draft)) return null
    const { values, at } = draft
    return typeof values === 'object' && values !== null && typeof at === 'string' ? { values, at } : null
  } catch {
    return null
  }
}

export const keepDraft = (number: string, values: FormValues): void =>
  sessionStorage.setItem(keyOf(number), JSON.stringify({ values, at: new Date().toISOString() }))

export const dropDraft = (number: string): void => sessionStorage.removeItem(keyOf(number))
