import type { FieldValue } from '../../../src/portfolio/portfolio-view'
import { parseAmount } from '../../ui/parse-amount'

const isRealDate = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export type Parsed =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly reason: 'invalidDate' | 'invalidAmount' | 'required' }

/** A value as an editor shows it at first. */
export const typedText = (value: FieldValue): string => (value === null ? '' : String(value))

/**
 * What a person typed as a value of the field; blank clears every field but the title. What was left as it stood stays what it was:
 * an imported amount may have three decimals, which nobody types.
 */
export const parseTyped = (kind: 'text' | 'date' | 'money', typed: string, before: FieldValue): Parsed => {
  if (typed !== '' && typed === typedText(before)) return { ok: true, value: before }
  const text = typed.trim()
  if (text === '') return kind === 'text' ? { ok: false, reason: 'required' } : { ok: true, value: null }
  switch (kind) {
    case 'text':
      return { ok: true, value: text }
    case 'date':
      return isRealDate(text) ? { ok: true, value: text } : { ok: false, reason: 'invalidDate' }
    case 'money': {
      const value = parseAmount(text)
      return value === null ? { ok: false, reason: 'invalidAmount' } : { ok: true, value }
    }
  }
}
