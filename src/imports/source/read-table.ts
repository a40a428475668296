import { parse } from 'csv-parse/sync'
import { textOfCell } from '../../lists/kit/cell-text'
import { plainText } from '../../lists/kit/plain-text'
import { readSheets, readWorkbook } from './read-workbook'
import {
  type Delimiter,
  delimiters,
  type Encoding,
  MAX_CELLS,
  type Table,
  type TableFailure,
  type TableHints,
  type TableOutcome,
  type TablesOutcome,
} from './table'

const MAX_BYTES = 25 * 1024 * 1024
/** As many rows and columns as Excel has. */
const MAX_LINES = 1_048_576
const MAX_COLUMNS = 16_384

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b)
/** Excel 97 to 2003, and workbooks under a password. */
const isOldWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** Reads a CSV (any common encoding and delimiter) or an XLSX (one of its sheets). */
export const readTable = async (bytes: Uint8Array, hints: TableHints = {}): Promise<TableOutcome> => {
  const reason = unfit(bytes)
  if (reason) return { ok: false, reason }
  const outcome = isZip(bytes) ? await readWorkbook(bytes, hints) : readText(bytes, hints)
  return outcome.ok ? trimmed(outcome.table) : outcome
}

/** Reads a CSV or every sheet of an XLSX that holds something. */
export const readTables = async (bytes: Uint8Array): Promise<TablesOutcome> => {
  if (!isZip(bytes)) {
    const read = await readTable(bytes)
    return read.ok ? { ok: true, tables: [read.table] } : read
  }
  const reason = unfit(bytes)
  if (reason) return { ok: false, reason }
  const outcome = await readSheets(bytes)
  if (!outcome.ok) return outcome
  const tables: Table[] = []
  for (const sheet of outcome.tables) {
    const read = trimmed(sheet)
    if (!read.ok) return read
    tables.push(read.table)
  }
  return { ok: true, tables }
}

const unfit = (bytes: Uint8Array): TableFailure | undefined => {
  if (bytes.length > MAX_BYTES) return 'too-large'
  if (bytes.length === 0) return 'empty'
  return isOldWorkbook(bytes) ? 'unreadable' : undefined
}

const trimmed = (table: Table): TableOutcome => {
  if (table.grid.length === 0) return { ok: false, reason: 'empty' }
  const width = table.grid.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (width > MAX_COLUMNS || width * table.grid.length > MAX_CELLS) return { ok: false, reason: 'too-many-cells' }
  const grid = table.grid.map((row) => [
    ...row.map((cell) => textOfCell(plainText(cell))),
    ...Array<string>(width - row.length).fill(''),
  ])
  return { ok: true, table: { ...table, grid } }
}

/** Every second byte of Western text in UTF-16 is zero, of which no other text has any. */
const zerosAt = (bytes: Uint8Array, parity: number): boolean => {
  const start = bytes.subarray(0, 2048)
  const zeros = start.filter((byte, at) => byte === 0 && at % 2 === parity).length
  return zeros > start.length / 4
}

/**
 * A byte order mark decides; otherwise bytes that are valid UTF-8 are UTF-8, and anything else is windows-1252, the encoding of
 * Excel's CSV export in Western Europe, which gives every byte a character.
 */
export const detectEncoding = (bytes: Uint8Array): Exclude<Encoding, 'xlsx'> => {
  if (startsWith(bytes, 0xff, 0xfe) || zerosAt(bytes, 1)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff) || zerosAt(bytes, 0)) return 'utf-16be'
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
    ? { ok: true, table: { encoding, delimiter: best.delimiter, sheet: null, otherSheets: [], grid: best.grid } }
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

/** How much a grid looks like a table: many columns, and most rows that are not blank of the commonest length. */
const regularity = (grid: readonly (readonly string[])[]): number => {
  const lengths = new Map<number, number>()
  const filled = grid.filter((row) => row.length > 1 || row[0]?.trim())
  for (const row of filled) lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1)
  const [width, rows] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return width < 2 ? 0 : (rows / filled.length) * (1 + Math.log(width))
}
