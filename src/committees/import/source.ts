import type { Table } from '../../imports/source/table'
import { recognise, type Target } from './targets'

/** One thing that a file says, where it says it and under which name. `to` is null when no field takes it. */
export interface Cell {
  readonly name: string
  readonly text: string
  readonly to: Target | null
}

/** A body, or part of one: several records of the same body are put together. */
export interface SourceBody {
  /** File and row, or file and key, for people. */
  readonly where: string
  readonly cells: readonly Cell[]
  readonly members: readonly SourceMember[]
}

export interface SourceMember {
  readonly where: string
  readonly cells: readonly Cell[]
}

const filled = (cells: readonly Cell[]): readonly Cell[] => cells.filter(({ text }) => text.trim() !== '')
const isOf = (scope: 'body' | 'member') => (cell: Cell) => cell.to?.startsWith(`${scope}.`) ?? scope === 'body'

/** Does the first row name a column for the body that a row is about? */
export const isOfBodies = ({ grid: [headers = []] }: Table): boolean =>
  headers.some((header) => ['body.code', 'body.title'].includes(recognise(header, 'table') ?? ''))

/** A table has one row for each body, or one for each member of a body; its first row names the columns. */
export const bodiesOfTable = ({ grid }: Table, file: string): readonly SourceBody[] => {
  const [headers = [], ...rows] = grid
  const targets = headers.map((header) => recognise(header, 'table'))
  return rows.flatMap((row, index) => {
    const cells = filled(
      row.map((text, column) => ({ name: headers[column] ?? '', text, to: targets[column] ?? null })),
    )
    if (cells.length === 0) return []
    const where = `${file}:${index + 2}`
    const member = cells.filter(isOf('member'))
    return [{ where, cells: cells.filter(isOf('body')), members: member.length > 0 ? [{ where, cells: member }] : [] }]
  })
}
