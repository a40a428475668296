import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IStylesOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { color } from '../pptx/deck'

/** The look of every Word file: that of the pack, on a page of A4. Lengths are twentieths of a point, sizes half points. */
const FONT = 'Segoe UI'
const MARGIN = 1_134
/** Of the text between the margins. */
const TEXT_WIDTH = 11_906 - 2 * MARGIN

export const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1_247, bottom: 1_134, left: MARGIN, right: MARGIN, header: 567, footer: 510 },
} as const

const heading = (size: number, before: number, after: number, tone: string = color.text) => ({
  run: { size, bold: true, color: tone },
  paragraph: { spacing: { before, after, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
})

export const styles = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: { font: FONT, size: 20, color: color.text, language: { value: language } },
      paragraph: { spacing: { after: 100, line: 276 } },
    },
    title: {
      run: { size: 38, bold: true, color: color.text },
      paragraph: { spacing: { before: 40, after: 20, line: 264, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(28, 360, 120, color.brand),
    heading2: heading(22, 260, 60),
  },
})

export const quiet = (text: string, size = 18): TextRun => new TextRun({ text, size, color: color.quiet })

/** A paragraph; `lead` stands in bold before it. */
export const line = (
  text: string,
  { lead, ...options }: IParagraphOptions & { readonly lead?: string } = {},
): Paragraph =>
  new Paragraph({
    ...options,
    children: [...(lead ? [new TextRun({ text: lead, bold: true })] : []), new TextRun(text)],
  })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const hairline = { style: BorderStyle.SINGLE, size: 4, color: color.line } as const
const margins = { top: 60, bottom: 60, left: 0, right: 160 } as const

const cell = (text: string, width: number, header: boolean, keepNext: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins,
    verticalAlign: VerticalAlign.TOP,
    borders: { top: none, left: none, right: none, bottom: header ? { ...hairline, color: color.text } : hairline },
    children: text.split('\n').map(
      (part) =>
        new Paragraph({
          spacing: { after: 0 },
          alignment: AlignmentType.LEFT,
          keepNext,
          children: [
            header
              ? new TextRun({ text: part, size: 17, bold: true, color: color.quiet })
              : new TextRun({ text: part, size: 19 }),
          ],
        }),
    ),
  })

export interface TableContent {
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}

/** Lines of a cell that half a page holds, and the usual width of a character at its size, in twentieths of a point. */
const HALF_PAGE = 26
const CHARACTER = 100

/** How many lines a row takes, at most. */
const linesOf = (row: readonly string[], widths: readonly number[]): number =>
  Math.max(
    ...row.map((text, index) =>
      text
        .split('\n')
        .reduce((lines, part) => lines + Math.max(1, Math.ceil((part.length * CHARACTER) / (widths[index] ?? 1))), 0),
    ),
  )

/**
 * A table over the whole width with hairlines; its head is repeated on every page, never alone, and no row is cut in two. One that is
 * `whole` stands on one page. What is longer than half a page is neither: kept together, it would run over the foot of the page.
 */
export const table = ({ columns, rows }: TableContent, { whole = false } = {}): Table => {
  const widths = columns.map(({ share }) => Math.round((TEXT_WIDTH * share) / 100))
  const heights = rows.map((row) => linesOf(row, widths))
  const isKept = whole && heights.reduce((sum, height) => sum + height, 0) <= HALF_PAGE
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title }, index) => cell(title, widths[index] ?? 0, true, rows.length > 0)),
      }),
      ...rows.map(
        (row, at) =>
          new TableRow({
            cantSplit: (heights[at] ?? 0) <= HALF_PAGE,
            children: row.map((text, index) => cell(text, widths[index] ?? 0, false, isKept && at < rows.length - 1)),
          }),
      ),
    ],
  })
}

/** Labels and values side by side, without lines. */
export const facts = (rows: readonly { readonly label: string; readonly value: string }[]): Table => {
  const widths = [Math.round(TEXT_WIDTH * 0.24), Math.round(TEXT_WIDTH * 0.76)] as const
  const side = (run: TextRun, width: number): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { ...margins, top: 30, bottom: 30 },
      borders: { top: none, left: none, right: none, bottom: none },
      children: [new Paragraph({ spacing: { after: 0 }, children: [run] })],
    })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      ({ label, value }) =>
        new TableRow({
          cantSplit: true,
          children: [side(quiet(label, 19), widths[0]), side(new TextRun({ text: value, size: 20 }), widths[1])],
        }),
    ),
  })
}
