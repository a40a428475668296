import type { FieldValue } from '../../../src/portfolio/portfolio-view'

/** A typed amount in euros: spaces, euro signs and group separators are understood; null when it cannot be read. */
export const parseAmount = (typed: string): number | null => {
  const text = typed.replace(/[\s€'’]/g, '').replace('\u2212', '-')
  const grouped = /^\d{1,3}([.,]\d{3})+$/.test(text) ? text.replace(/[.,]/g, '') : text
  const single = /^\d+[.,]\d{1,2}$/.test(grouped) ? grouped.replace(',', '.') : grouped
  return /^\d+(\.\d{1,2})?$/.test(single) ? Number(single) : null
}

const isRealDate = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export type Parsed =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly reason: 'invalidDate' | 'invalidAmount' | 'required' }

/** What a person typed as a value of the field; blank clears every field but the title. */
export const parseTyped = (kind: 'text' | 'date' | 'money', typed: string): Parsed => {
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
