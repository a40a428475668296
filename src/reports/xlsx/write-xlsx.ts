import type ExcelJS from 'exceljs'
import { translate } from '../../i18n/translate'
import type { Health } from '../../lists/codes'
import { cellText } from '../../lists/kit/cell-text'
import { rewriteOfficeFile, withDates } from '../office-file'
import type { CellKind, CellValue, Sheet, SheetColumn } from './sheet'
import type { Workbook } from './workbook'

/**
 * `@` keeps a text a text, also when somebody edits the cell later. Dates follow the reader's region (format 14); thousands and decimals are shown in the reader's own way.
 */
const formats: Readonly<Record<CellKind, string>> = {
  text: '@',
  longText: '@',
  health: '@',
  trend: '@',
  // A format with optional decimals would leave whole numbers with a bare mark: « 9, ».
  number: 'General',
  money: '#,##0 "€"',
  percent: '0.0%',
  date: 'dd/mm/yyyy',
  dateTime: 'dd/mm/yyyy hh:mm',
}

const numeric: ReadonlySet<CellKind> = new Set(['number', 'money', 'percent'])
const FONT = 'Segoe UI'

const LINE_HEIGHT = 14.5

/** Health in a cell: the word stays dark on a pale ground, as contrast asks. */
const grounds: Readonly<Record<Health, string>> = { red: 'FFF7D4D6', amber: 'FFFDE6D3', green: 'FFDFF3DF' }

const cellValue = (kind: CellKind, value: CellValue): ExcelJS.CellValue => {
  if (value === null) return null
  // A spreadsheet has no time zones: what the wall clock shows is what is written.
  if ((kind === 'date' || kind === 'dateTime') && typeof value === 'string')
    return new Date(kind === 'date' ? `${value}T00:00:00Z` : `${value}:00Z`)
  return typeof value === 'string' ? cellText(value) : value
}

const sumOf = (sheet: Sheet, index: number): number =>
  sheet.rows.reduce((sum, row) => {
    const value = row[index]
    return sum + (typeof value === 'number' ? value : 0)
  }, 0)

const tableColumns = (sheet: Sheet, totalLabel: string): ExcelJS.TableColumnProperties[] =>
  sheet.columns.map((column, index) => ({
    name: column.title,
    filterButton: true,
    ...(index === 0 ? { totalsRowLabel: totalLabel } : {}),
    ...(column.total ? { totalsRowFunction: 'sum' as const, totalsRowResult: sumOf(sheet, index) } : {}),
  }))

const styleColumn = (page: ExcelJS.Worksheet, column: SheetColumn, index: number): void => {
  const target = page.getColumn(index + 1)
  target.width = column.width
  target.numFmt = formats[column.kind]
  target.font = { name: FONT, size: 10 }
  target.alignment = {
    vertical: 'top',
    ...(numeric.has(column.kind) ? { horizontal: 'right' } : { horizontal: 'left', indent: 1 }),
    wrapText: column.kind === 'longText',
  }
}

/** Excel fits rows to wrapped text only while somebody edits: the height is given. */
const rowHeight = (sheet: Sheet, row: readonly CellValue[]): number => {
  const lines = row.map((value, index) => {
    const column = sheet.columns[index]
    if (column?.kind !== 'longText' || typeof value !== 'string') return 1
    return value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / column.width)), 0)
  })
  return Math.min(409, Math.max(...lines) * LINE_HEIGHT + 3)
}

const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`

const printArea = ({ printed, rows }: Sheet): { printArea?: string } =>
  printed === undefined ? {} : { printArea: `A1:${columnName(printed - 1)}${rows.length + 2}` }

/** Colours by the word in the cell, so that filters, copies and edits stay right; the word carries the meaning. */
const colourHealth = (page: ExcelJS.Worksheet, sheet: Sheet, book: Workbook): void => {
  sheet.columns.forEach((column, index) => {
    if (column.kind !== 'health') return
    const first = `${columnName(index)}2`
    page.addConditionalFormatting({
      ref: `${first}:${columnName(index)}${Math.max(2, sheet.rows.length + 1)}`,
      rules: (['red', 'amber', 'green'] as const).map((health, rank) => ({
        type: 'expression' as const,
        priority: rank + 1,
        formulae: [`${first}="${book.healthWords[health]}"`],
        style: {
          font: { bold: health === 'red' },
          fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb: grounds[health] } },
        },
      })),
    })
  })
}

const addSheet = (target: ExcelJS.Workbook, sheet: Sheet, rank: number, book: Workbook): void => {
  const t = translate(book.locale)
  const page = target.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: sheet.frozen, ySplit: 1, showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...printArea(sheet),
      printTitlesRow: '1:1',
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: `&L&"${FONT}"&9${plain(book.title)}&R&"${FONT}"&9${plain(sheet.name)}`,
      oddFooter: `&L&"${FONT}"&8${plain(book.footer)}&R&"${FONT}"&8${t('reports:sheet.pages')}`,
    },
  })
  sheet.columns.forEach((column, index) => {
    styleColumn(page, column, index)
  })
  const rows = sheet.rows.map((row) =>
    row.map((value, index) => cellValue(sheet.columns[index]?.kind ?? 'text', value)),
  )
  // A table without rows is not a table to Excel: one row says that there is nothing.
  const empty = [sheet.columns.map((_, index) => (index === 0 ? t('reports:sheet.empty') : null))]
  page.addTable({
    name: `Gouvernail${rank}`,
    ref: 'A1',
    headerRow: true,
    totalsRow: rows.length > 0 && sheet.columns.some((column) => column.total),
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: tableColumns(sheet, t('reports:sheet.total')),
    rows: rows.length > 0 ? rows : empty,
  })
  sheet.rows.forEach((row, index) => {
    page.getRow(index + 2).height = rowHeight(sheet, row)
  })
  const head = page.getRow(1)
  head.height = 32
  head.eachCell((cell) => {
    cell.font = { name: FONT, size: 10, bold: true }
    cell.numFmt = '@'
    cell.alignment = { ...cell.alignment, vertical: 'middle', wrapText: true }
  })
  colourHealth(page, sheet, book)
}

/** An ampersand begins a code in headers and footers. */
const plain = (text: string): string => text.replaceAll('&', '&&')

/** The library writes `$A1:$W52`, which a spreadsheet reads as relative to the cell it stands on. */
const absolutePrintArea = (xml: string): string =>
  xml.replace(
    /(Print_Area"[^>]*>)([^<]*)/g,
    (_, head: string, area: string) => head + area.replace(/\$([A-Z]+)(\d)/g, '$$$1$$$2'),
  )

/** The workbook as an Excel file. `generatedAt` (UTC ISO 8601) is its date; the same model and date give the same bytes. */
export const writeXlsx = async (book: Workbook, generatedAt: string): Promise<Uint8Array> => {
  // Loaded when the first workbook is written: a start does not wait for hundreds of modules.
  const { default: library } = await import('exceljs')
  const target = new library.Workbook()
  target.creator = 'Gouvernail'
  target.title = book.title
  target.subject = book.footer
  target.created = new Date(generatedAt)
  target.modified = new Date(generatedAt)
  book.sheets.forEach((sheet, index) => {
    addSheet(target, sheet, index + 1, book)
  })
  const written = await target.xlsx.writeBuffer()
  return rewriteOfficeFile(new Uint8Array(written), (name, xml) =>
    withDates(name, name === 'xl/workbook.xml' ? absolutePrintArea(xml) : xml, generatedAt),
  )
}
