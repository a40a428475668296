import { parse } from 'csv-parse/sync'
import type { CellValue } from 'exceljs'
import { plainText } from '../../lists/kit/plain-text'
import { unpacksWithin } from './unpacked-size'

/** A file as a grid of texts, with what was detected on the way. Cells keep their line breaks. */
export interface Table {
  readonly encoding: Encoding
  readonly delimiter: Delimiter | null
  /** `grid[row][column]`, 0-based; every row has the same length. */
  readonly grid: readonly (readonly string[])[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'xlsx'
export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

export type TableFailure = 'too-large' | 'empty' | 'unreadable' | 'too-many-cells'
export type TableOutcome =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly reason: TableFailure }

const MAX_BYTES = 25 * 1024 * 1024
/** A workbook of 25 MB may hold as much text; a zip that unpacks to more was made to do harm. */
const MAX_UNPACKED = 200 * 1024 * 1024
const MAX_CELLS = 5_000_000
/** As many rows as Excel has. */
const MAX_LINES = 1_048_576

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** What a person says of a text file whose encoding or delimiter was not recognised. */
export interface TableHints {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | null | undefined
}

/** Reads a CSV (any common encoding and delimiter) or an XLSX (its first sheet that holds something). */
export const readTable = async (bytes: Uint8Array, hints: TableHints = {}): Promise<TableOutcome> => {
  if (bytes.length > MAX_BYTES) return { ok: false, reason: 'too-large' }
  if (bytes.length === 0) return { ok: false, reason: 'empty' }
  const outcome = isZip(bytes) ? await readWorkbook(bytes) : readText(bytes, hints)
  if (!outcome.ok) return outcome
  if (outcome.table.grid.length === 0) return { ok: false, reason: 'empty' }
  const width = outcome.table.grid.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (width * outcome.table.grid.length > MAX_CELLS) return { ok: false, reason: 'too-many-cells' }
  const grid = outcome.table.grid.map((row) => [...row.map(plainText), ...Array<string>(width - row.length).fill('')])
  return { ok: true, table: { ...outcome.table, grid } }
}

/**
 * A byte order mark decides; otherwise bytes that are valid UTF-8 are UTF-8, and anything else is windows-1252, the encoding of
 * Excel's CSV export in Western Europe, which gives every byte a character.
 */
export const detectEncoding = (bytes: Uint8Array): Exclude<Encoding, 'xlsx'> => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** `windows-1252` is what is taken for whatever is no UTF-8: said of another file, as by a mapping used again, it decides nothing. */
const encodingOf = (bytes: Uint8Array, { encoding }: TableHints): Exclude<Encoding, 'xlsx'> =>
  encoding === undefined || encoding === 'xlsx' || encoding === 'windows-1252' ? detectEncoding(bytes) : encoding

const readText = (bytes: Uint8Array, hints: TableHints): TableOutcome => {
  const encoding = encodingOf(bytes, hints)
  const text = new TextDecoder(encoding).decode(bytes)
  if (hasMoreLinesThan(text, MAX_LINES)) return { ok: false, reason: 'too-many-cells' }
  let best: Candidate | undefined
  for (const delimiter of hints.delimiter ? [hints.delimiter] : delimiters) {
    const grid = parseText(text, delimiter)
    const score = grid ? regularity(grid) : -1
    if (grid && (best === undefined || score > best.score)) best = { delimiter, grid, score }
  }
  return best
    ? { ok: true, table: { encoding, delimiter: best.delimiter, grid: best.grid } }
    : { ok: false, reason: 'unreadable' }
}

interface Candidate {
  readonly delimiter: Delimiter
  readonly grid: string[][]
  readonly score: number
}

const hasMoreLinesThan = (text: string, limit: number): boolean => {
  let lines = 0
  for (let at = text.search(/[\r\n]/); at >= 0 && lines <= limit; at = text.indexOf(text.charAt(at), at + 1)) lines += 1
  return lines > limit
}

const parseText = (text: string, delimiter: Delimiter): string[][] | null => {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // Old Mac line breaks occur inside cells of files whose records end otherwise: they must not end a record.
      record_delimiter: /[\r\n]/.test(text) && !text.includes('\n') ? ['\r'] : ['\r\n', '\n'],
    })
  } catch {
    return null
  }
}

/** How much a grid looks like a table: many columns, and most rows as long as the longest common length. */
const regularity = (grid: readonly (readonly string[])[]): number => {
  const lengths = new Map<number, number>()
  for (const row of grid) lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1)
  const [width, rows] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return width < 2 ? 0 : (rows / grid.length) * (1 + Math.log(width))
}

const readWorkbook = async (bytes: Uint8Array): Promise<TableOutcome> => {
  const small = unpacksWithin(bytes, MAX_UNPACKED)
  if (small !== 'yes') return { ok: false, reason: small === 'no' ? 'too-large' : 'unreadable' }
  const { default: library } = await import('exceljs')
  const workbook = new library.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return { ok: false, reason: 'unreadable' }
  }
  const sheet = workbook.worksheets.find((candidate) => candidate.actualRowCount > 0)
  if (!sheet) return { ok: false, reason: 'empty' }
  if (sheet.rowCount * sheet.columnCount > MAX_CELLS) return { ok: false, reason: 'too-many-cells' }
  const grid: string[][] = []
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    const cells: string[] = []
    for (let column = 1; column <= sheet.columnCount; column += 1)
      cells.push(cellText(sheet.getRow(row).getCell(column).value))
    grid.push(cells)
  }
  return { ok: true, table: { encoding: 'xlsx', delimiter: null, grid } }
}

/** A cell as a person sees its value: dates as ISO dates, formulas as their result, rich text as text. */
const cellText = (value: CellValue): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return String(value.text)
  if ('result' in value) return cellText(value.result ?? '')
  if ('error' in value) return String(value.error)
  return ''
}
