import type { ColumnMapping } from './mapping'
import * as cell from './read-cell'
import { readAmount, readBounded } from './read-number'
import { targets } from './targets'

export type { UnreadReason } from './read-cell'
export type ReadValue = string | number | boolean

type Outcome =
  | { readonly ok: true; readonly values: readonly (readonly [string, ReadValue | null])[] }
  /** `kept`: the source's own words, worth keeping beside the value that could not be read. */
  | { readonly ok: false; readonly reason: cell.UnreadReason; readonly kept?: string }

const NOTE_MAX = 20_000
const TEXT_MAX = 255

/** Reads one cell for the field that its column is mapped to. */
export const readValue = (
  column: ColumnMapping,
  text: string,
  personByName: (name: string) => string | null,
): Outcome => {
  const target = targets.find((candidate) => candidate.to === column.to)
  const mark = column.decimalMark ?? '.'
  const one = (outcome: cell.Read<ReadValue>): Outcome =>
    outcome.ok ? { ok: true, values: [[column.to ?? '', outcome.value]] } : outcome
  const trimmed = text.trim()
  switch (target?.kind) {
    case 'date':
      return one(cell.readDate(text, column.dateOrder ?? 'dmy'))
    case 'amount': {
      const amount = readAmount(text, mark, column.unit ?? null)
      if (!amount.ok || amount.value === null) return one(amount)
      const value = amount.value * (column.factor ?? 1)
      return one(value > Number.MAX_SAFE_INTEGER ? { ok: false, reason: 'out-of-bounds' } : { ok: true, value })
    }
    case 'percent':
      return one(readBounded(text, mark, column.to === 'report.percentComplete' ? 100 : 1000))
    case 'days':
      return one(readBounded(text, mark, 3650))
    case 'phase':
      return one(cell.readPhase(text))
    case 'flag':
      return one(cell.readFlag(text))
    case 'rating':
      return rating(text, column)
    case 'person': {
      if (trimmed === '') return one({ ok: true, value: null })
      const id = personByName(trimmed)
      return one(id === null ? { ok: false, reason: 'unknown-person' } : { ok: true, value: id })
    }
    case 'note':
      return one(trimmed.length > NOTE_MAX ? { ok: false, reason: 'too-long' } : { ok: true, value: trimmed || null })
    case 'name':
    case 'text':
    case 'cycle':
      return one(trimmed.length > TEXT_MAX ? { ok: false, reason: 'too-long' } : { ok: true, value: trimmed || null })
    case undefined:
      return { ok: true, values: [] }
  }
}

const rating = (text: string, column: ColumnMapping): Outcome => {
  const outcome = cell.readRating(text, column.values ?? {})
  const words = text.replace(/\s+/g, ' ').trim().slice(0, TEXT_MAX)
  if (!outcome.ok) return { ...outcome, kept: words }
  return {
    ok: true,
    values: [
      ['report.overall', outcome.value],
      ['report.sourceRating', words || null],
    ],
  }
}
