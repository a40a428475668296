import type PptxGenJS from 'pptxgenjs'
import { color, font, inches, type Slide, type TextStyle } from './deck'

export interface Column {
  readonly title: string
  /** In units of the page. */
  readonly width: number
  readonly align?: 'left' | 'right'
  /** Room kept at the left of title and cells. */
  readonly indent?: number
}

export interface Cell {
  readonly runs: readonly { readonly text: string; readonly style?: TextStyle }[]
  /** Room kept at the left of this cell, for a mark drawn over it. */
  readonly indent?: number
}

export interface TableFrame {
  readonly x: number
  readonly y: number
  readonly rowHeight: number
}

export const HEAD_HEIGHT = 24
const GAP = 10

const hairline = (
  tone: string,
): [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] => [
  { type: 'none' },
  { type: 'none' },
  { type: 'solid', pt: 0.75, color: tone },
  { type: 'none' },
]

/** Cell margins in inches: top, right, bottom, left. */
const margin = (indent: number, last: boolean): [number, number, number, number] => [
  0,
  last ? 0 : inches(GAP),
  0,
  inches(indent),
]

/**
 * A real table, so that it can be read aloud and copied. Texts must have been fitted to their column before: a row that
 * PowerPoint has to stretch would leave the marks behind. Returns where the table ends.
 */
export const table = (
  slide: Slide,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { x, y, rowHeight }: TableFrame,
): number => {
  const head = columns.map(
    (column, index): PptxGenJS.TableCell => ({
      text: column.title,
      options: {
        ...font({ size: 12, color: color.quiet, align: column.align ?? 'left', valign: 'middle' }),
        border: hairline(color.line),
        margin: margin(column.indent ?? 0, index === columns.length - 1),
      },
    }),
  )
  const body = rows.map((cells) =>
    cells.map((cell, index): PptxGenJS.TableCell => {
      const align = columns[index]?.align ?? 'left'
      return {
        text: cell.runs.map((run) => ({ text: run.text, options: font({ ...run.style, align }) })),
        options: {
          ...font({ align, valign: 'middle' }),
          border: hairline(color.line),
          margin: margin(cell.indent ?? columns[index]?.indent ?? 0, index === columns.length - 1),
        },
      }
    }),
  )
  slide.addTable([head, ...body], {
    x: inches(x),
    y: inches(y),
    w: inches(columns.reduce((sum, column) => sum + column.width, 0)),
    colW: columns.map((column) => inches(column.width)),
    rowH: [inches(HEAD_HEIGHT), ...rows.map(() => inches(rowHeight))],
    autoPage: false,
  })
  return y + HEAD_HEIGHT + rows.length * rowHeight
}

/** Upper edge that centres something of the given height in a row. */
export const inRow = (frame: TableFrame, index: number, height: number): number =>
  frame.y + HEAD_HEIGHT + index * frame.rowHeight + (frame.rowHeight - height) / 2
