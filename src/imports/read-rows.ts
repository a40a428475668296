import { type ColumnMapping, cycleNamed, type Mapping } from './source/mapping'
import type { Records } from './source/propose-mapping'
import { type ReadValue, readValue, type UnreadReason } from './source/read-record'

/** Coordinates are those of the file, from 1. */
export interface UnreadCell {
  readonly row: number
  readonly column: number
  readonly header: string
  readonly project: string
  readonly value: string
  readonly reason: UnreadReason
}

export interface RejectedRow {
  readonly row: number
  readonly column: number | null
  readonly reason: 'no-name' | 'no-cycle' | 'name-too-long' | 'repeated' | 'unknown-number'
  readonly value: string
}

/** What one record says, read but not yet matched. */
export interface ReadRow {
  readonly row: number
  readonly column: number | null
  readonly title: string
  readonly cycle: { code: string; title: string }
  readonly values: ReadonlyMap<string, ReadValue>
}

interface ReadRows {
  readonly records: readonly ReadRow[]
  readonly rejected: readonly RejectedRow[]
  readonly unread: readonly UnreadCell[]
  readonly blankRecords: number
}

/** Reads every record of a table as its mapping says; what could not be read or used is reported where it stands. */
export const readRows = (
  source: Records,
  mapping: Mapping,
  personByName: (name: string) => string | null,
): ReadRows => {
  const rejected: RejectedRow[] = []
  const unread: UnreadCell[] = []
  const records: ReadRow[] = []
  let blankRecords = 0
  source.records.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) {
      blankRecords += 1
      return
    }
    const outcome = readRow(cells, index, mapping, personByName)
    if ('reason' in outcome) rejected.push(outcome)
    else {
      records.push(outcome.read)
      unread.push(...outcome.unread)
    }
  })
  return { records, rejected, unread, blankRecords }
}

/** Where a record stands, along its orientation. */
const lineOf = ({ headerAt = 1 }: Mapping, record: number): number => headerAt + 1 + record

const position = (mapping: Mapping, record: number, column: number): { row: number; column: number } => {
  const line = lineOf(mapping, record)
  return mapping.orientation === 'rows' ? { row: line, column } : { row: column, column: line }
}

const readRow = (
  cells: readonly string[],
  index: number,
  mapping: Mapping,
  personByName: (name: string) => string | null,
): RejectedRow | { readonly read: ReadRow; readonly unread: readonly UnreadCell[] } => {
  const at = (column: ColumnMapping): string => cells[column.column - 1] ?? ''
  const textsFor = (to: string) =>
    mapping.columns.flatMap((column) => {
      const text = column.to === to ? at(column).replace(/\s+/g, ' ').trim() : ''
      return text === '' ? [] : [{ column, text }]
    })
  const line = lineOf(mapping, index)
  const where = mapping.orientation === 'rows' ? { row: line, column: null } : { row: 1, column: line }
  const [title, ...otherTitles] = textsFor('project.title')
  if (title === undefined)
    return { ...where, reason: 'no-name', value: cells.find((cell) => cell.trim() !== '')?.slice(0, 80) ?? '' }
  if (title.text.length > 255) return { ...where, reason: 'name-too-long', value: title.text.slice(0, 80) }
  const [said, ...otherCycles] = textsFor('cycle')
  const cycle = said ? cycleNamed(said.text) : mapping.cycle
  if (!cycle) return { ...where, reason: 'no-cycle', value: said?.text ?? '' }
  const unreadAt = (column: ColumnMapping, reason: UnreadReason): UnreadCell => ({
    ...position(mapping, index, column.column),
    header: column.header,
    project: title.text,
    value: at(column),
    reason,
  })
  const { values, unread } = readValues(mapping, at, personByName, unreadAt)
  const superseded = [
    ...otherTitles.filter(({ text }) => text !== title.text),
    ...otherCycles.filter(({ text }) => text !== said?.text),
  ].map(({ column }) => unreadAt(column, 'superseded'))
  return { read: { ...where, title: title.text, cycle, values }, unread: [...superseded, ...unread] }
}

/** Several columns may answer one question: the first that says something wins, and another that says otherwise is reported. */
const readValues = (
  mapping: Mapping,
  at: (column: ColumnMapping) => string,
  personByName: (name: string) => string | null,
  unreadAt: (column: ColumnMapping, reason: UnreadReason) => UnreadCell,
): { values: ReadonlyMap<string, ReadValue>; unread: readonly UnreadCell[] } => {
  const values = new Map<string, ReadValue>()
  const unread: UnreadCell[] = []
  const kept: string[] = []
  for (const column of mapping.columns) {
    if (column.to === null || column.to === 'project.title' || column.to === 'cycle') continue
    const outcome = readValue(column, at(column), personByName)
    if (!outcome.ok) {
      unread.push(unreadAt(column, outcome.reason))
      if (outcome.kept !== undefined) kept.push(outcome.kept)
      continue
    }
    const said = outcome.values.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
    const differs = said.some(({ name, value }) => values.has(name) && values.get(name) !== value)
    if (differs) unread.push(unreadAt(column, 'superseded'))
    else for (const { name, value } of said) values.set(name, value)
  }
  // The source's own words of a rating that could not be read are kept only where no rating could be.
  const [words] = kept
  if (words !== undefined && !values.has('report.sourceRating')) values.set('report.sourceRating', words)
  return { values, unread }
}
