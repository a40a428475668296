import type { Cell, CellValue, Worksheet } from 'exceljs'
import JSZip from 'jszip'
import { MAX_CELLS, type TableHints, type TableOutcome } from './table'
import { unpacksWithin } from './unpacked-size'

/** A workbook of 25 MB may hold as much text; a zip that unpacks to more was made to do harm. */
const MAX_UNPACKED = 200 * 1024 * 1024

/** The sheet that is named, else the likeliest, else the first that holds something. */
export const readWorkbook = async (bytes: Uint8Array, hints: TableHints): Promise<TableOutcome> => {
  const small = unpacksWithin(bytes, MAX_UNPACKED)
  if (small !== 'yes') return { ok: false, reason: small === 'no' ? 'too-large' : 'unreadable' }
  const { default: library } = await import('exceljs')
  const workbook = new library.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return { ok: false, reason: 'unreadable' }
  }
  const sheets = workbook.worksheets.filter((candidate) => candidate.actualRowCount > 0)
  if (sheets.length === 0) return { ok: false, reason: 'empty' }
  if (sheets.reduce((sum, sheet) => sum + sheet.rowCount * sheet.columnCount, 0) > MAX_CELLS)
    return { ok: false, reason: 'too-many-cells' }
  const withFormulas = await isUncalculated(bytes)
  const read = sheets.map((sheet) => ({ name: sheet.name, grid: gridOf(sheet, withFormulas) }))
  const likeness = hints.likeness ?? (() => 0)
  const likely = read.reduce((best, other) => (likeness(other.grid) > likeness(best.grid) ? other : best))
  const { name, grid } = read.find((sheet) => sheet.name === hints.sheet) ?? likely
  const otherSheets = read.flatMap((sheet) => (sheet.name === name ? [] : [sheet.name]))
  return { ok: true, table: { encoding: 'xlsx', delimiter: null, sheet: name, otherSheets, grid } }
}

const gridOf = (sheet: Worksheet, withFormulas: boolean): string[][] => {
  // Looks at every row each time it is asked for.
  const length = sheet.columnCount
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length }, (_, column) => cellText(sheet.getRow(row + 1).getCell(column + 1), withFormulas)),
  )
}

/** Programs that never calculate write formulas without a result. Excel writes one always, be it an empty text. */
const isUncalculated = async (bytes: Uint8Array): Promise<boolean> => {
  const zip = await JSZip.loadAsync(bytes)
  for (const part of zip.file(/^xl\/worksheets\/[^/]+\.xml$/))
    if (/<c(?![^>]*\st="str")[^>]*><f(?:[^>]*\/>|[^>]*>[^<]*<\/f>)<\/c>/.test(await part.async('string'))) return true
  return false
}

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
