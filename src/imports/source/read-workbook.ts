import type { Cell, CellValue, Worksheet } from 'exceljs'
import JSZip from 'jszip'
import { MAX_CELLS, type TableHints, type TableOutcome, type TablesOutcome } from './table'
import { unpacksWithin } from './unpacked-size'

/** A workbook of 25 MB may hold as much text; a zip that unpacks to more was made to do harm. */
const MAX_UNPACKED = 200 * 1024 * 1024

/** Every sheet that holds something. */
export const readSheets = async (bytes: Uint8Array): Promise<TablesOutcome> => {
  const small = unpacksWithin(bytes, MAX_UNPACKED)
  if (small !== 'yes') return { ok: false, reason: small === 'no' ? 'too-large' : 'unreadable' }
  const { default: library } = await import('exceljs')
  const workbook = new library.Workbook()
  let withFormulas = false
  try {
    const tame = await tamed(bytes)
    if (tame === 'too-many-cells') return { ok: false, reason: tame }
    withFormulas = tame.isUncalculated
    await workbook.xlsx.load(new Uint8Array(tame.content).buffer, { ignoreNodes: [...UNREAD] })
  } catch {
    return { ok: false, reason: 'unreadable' }
  }
  // Any other zip, a Word document for one: every workbook has a sheet.
  if (workbook.worksheets.length === 0) return { ok: false, reason: 'unreadable' }
  const sheets = workbook.worksheets.filter((candidate) => candidate.actualRowCount > 0)
  if (sheets.length === 0) return { ok: false, reason: 'empty' }
  if (sheets.reduce((sum, sheet) => sum + sheet.rowCount * sheet.columnCount, 0) > MAX_CELLS)
    return { ok: false, reason: 'too-many-cells' }
  const names = sheets.map(({ name }) => name)
  const tables = sheets.map((sheet) => ({
    encoding: 'xlsx' as const,
    delimiter: null,
    sheet: sheet.name,
    otherSheets: names.filter((name) => name !== sheet.name),
    grid: gridOf(sheet, withFormulas),
  }))
  return { ok: true, tables }
}

/** The sheet that is named, else the likeliest, else the first that holds something. */
export const readWorkbook = async (bytes: Uint8Array, hints: TableHints): Promise<TableOutcome> => {
  const read = await readSheets(bytes)
  if (!read.ok) return read
  const likeness = hints.likeness ?? (() => 0)
  const likely = read.tables.reduce((best, other) => (likeness(other.grid) > likeness(best.grid) ? other : best))
  return { ok: true, table: read.tables.find(({ sheet }) => sheet === hints.sheet) ?? likely }
}

const gridOf = (sheet: Worksheet, withFormulas: boolean): string[][] => {
  // Looks at every row each time it is asked for.
  const length = sheet.columnCount
  return Array.from({ length: sheet.rowCount }, (_, row) => {
    // `getRow` and `getCell` would make what is not there: a cell far down costs nothing as long as nobody asks.
    const cells = sheet.findRow(row + 1)
    return Array.from({ length }, (_, column) => {
      const cell = cells?.findCell(column + 1)
      return cell ? cellText(cell, withFormulas) : ''
    })
  })
}

/** Rows of a sheet in Excel. */
const LAST_ROW = 1_048_576
/** Cells that merged ones may cover: the library makes each of them. */
const MERGED_MAX = 100_000
/** Parts of a sheet that say nothing of its cells, some of which the library unfolds cell by cell. */
const UNREAD = ['cols', 'conditionalFormatting', 'dataValidations', 'extLst', 'tableParts'] as const

interface Tame {
  /** Without names, which the library unfolds cell by cell. */
  readonly content: Uint8Array
  /** Programs that never calculate write formulas without a result. Excel writes one always, be it an empty text. */
  readonly isUncalculated: boolean
}

/** What the library can be given: a few bytes that name cells by the milliard would hold it for ever. Throws for what is no workbook. */
const tamed = async (bytes: Uint8Array): Promise<Tame | 'too-many-cells'> => {
  const zip = await JSZip.loadAsync(bytes)
  let isUncalculated = false
  for (const part of zip.file(/^xl\/worksheets\/[^/]+\.xml$/)) {
    const xml = await part.async('string')
    const lastRow = valuesOf(xml, /<row\b[^<]*?\sr\s*=\s*["']([^"']*)/g, rowAt, Math.max)
    const merged = valuesOf(xml, /<mergeCell\b[^<]*?\sref\s*=\s*["']([^"']*)/g, cellsIn, (sum, cells) => sum + cells)
    if (!(lastRow <= LAST_ROW && merged <= MERGED_MAX)) return 'too-many-cells'
    isUncalculated ||= /<c(?![^<>]*\st="str")[^<>]*><f(?:[^<>]*\/>|[^<>]*>[^<]*<\/f>)<\/c>/.test(xml)
  }
  const xml = (await zip.file('xl/workbook.xml')?.async('string')) ?? ''
  const [from, to] = [xml.indexOf('<definedNames'), xml.lastIndexOf('</definedNames>')]
  if (from < 0 || to < from) return { content: bytes, isUncalculated }
  zip.file('xl/workbook.xml', xml.slice(0, from) + xml.slice(to + '</definedNames>'.length))
  return { content: await zip.generateAsync({ type: 'uint8array' }), isUncalculated }
}

/** The values of an attribute as one number; NaN when one of them is none. */
const valuesOf = (
  xml: string,
  attribute: RegExp,
  read: (text: string) => number,
  join: (all: number, one: number) => number,
): number => {
  let all = 0
  for (const [, text = ''] of xml.matchAll(attribute)) all = join(all, read(text))
  return all
}

const rowAt = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : Number.NaN)

/** Cells of a range such as `A1:H1`. */
const cellsIn = (range: string): number => {
  const [, left = '', top, right = left, bottom = top] =
    /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(range) ?? []
  return (Math.abs(columnAt(right) - columnAt(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1)
}

/** `A` is 1, `XFD` is 16 384. */
const columnAt = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

const cellText = (cell: Cell, withFormulas: boolean): string => {
  const text = valueText(cell.value, /%/.test(cell.numFmt ?? ''))
  return text === '' && withFormulas && cell.formula ? `=${cell.formula}` : text
}

/** A value as a person sees it: dates as ISO dates, formulas as their result, rich text as text, 0.45 as 45 % where it is shown so. */
const valueText = (value: CellValue, isPercent: boolean): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return isPercent ? `${numberText(value * 100)}%` : numberText(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  // A link holds what its cell would: a text in several styles, too, which the library does not say.
  if ('text' in value) return valueText(value.text, isPercent)
  if ('result' in value) return valueText(value.result ?? '', isPercent)
  if ('error' in value) return String(value.error)
  return ''
}

/** Fifteen digits, as Excel keeps. Three decimals get a fourth, so that 12.125 is never taken for twelve thousand. */
const numberText = (value: number): string => {
  const text = String(Number(value.toPrecision(15)))
  return /^-?\d+\.\d{3}$/.test(text) ? `${text}0` : text
}
