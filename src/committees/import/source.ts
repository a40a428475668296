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

/** Titles, dates and blank lines that people leave above a table, and the `sep=;` that Excel wants in a CSV. */
const LOOKED_AT = 30
/** A cell of a longer text is no name of a column. */
const LABEL_MAX = 120

const meant = (line: readonly string[]): ReadonlySet<Target> =>
  new Set(line.flatMap((label) => (label.length > LABEL_MAX ? [] : (recognise(label, 'table') ?? []))))

/** The line that names the columns: the first of which two are known, one of them for the body; else the first, if it names a body. */
const headerOf = (grid: Table['grid']): number | null => {
  // A line of the table itself, whose words may look like names of columns, stands below them.
  const table = grid.findIndex((line) => new Set(line.filter((cell) => cell.trim() !== '')).size > 2)
  const lines = grid.slice(0, table < 0 ? LOOKED_AT : Math.min(table + 1, LOOKED_AT)).map(meant)
  const namesBody = (targets: ReadonlySet<Target>): boolean => targets.has('body.code') || targets.has('body.title')
  const at = lines.findIndex((targets) => targets.size > 1 && namesBody(targets))
  if (at >= 0) return at
  const first = grid.findIndex((line) => line.some((cell) => cell.trim() !== ''))
  return namesBody(lines[first] ?? new Set()) ? first : null
}

/** Does a row name a column for the body that each row is about? */
export const isOfBodies = ({ grid }: Table): boolean => headerOf(grid) !== null

/** A table has one row for each body, or one for each member of a body; the row that names the columns may stand below a title. */
export const bodiesOfTable = ({ grid }: Table, file: string): readonly SourceBody[] => {
  const at = headerOf(grid) ?? 0
  const headers = grid[at] ?? []
  const targets = headers.map((header) => recognise(header, 'table'))
  return grid.slice(at + 1).flatMap((row, index) => {
    // A list that was printed names its columns again on each page.
    if (row.every((text, column) => text === headers[column])) return []
    const cells = filled(
      row.map((text, column) => ({ name: headers[column] ?? '', text, to: targets[column] ?? null })),
    )
    if (cells.length === 0) return []
    const where = `${file}:${at + index + 2}`
    const [listed, body] = [cells.filter(isList), cells.filter((cell) => isOf('body')(cell) && !isList(cell))]
    const member = cells.filter(isOf('member'))
    const members = [...(member.length > 0 ? [{ where, cells: member }] : []), ...listed.flatMap(membersIn(where))]
    return [{ where, cells: body, members }]
  })
}

const isList = ({ to }: Cell): boolean => to === 'body.members'

/** The members that one cell names: one on each line, or between semicolons, or between commas where these do not part a name in two. */
export const membersIn =
  (where: string) =>
  ({ name, text }: Cell): readonly SourceMember[] => {
    const [lines, parts] = [/[;\n]/, /[;\n,]/].map((mark) => text.split(mark).map((part) => part.trim()))
    const isWhole = parts?.every((part) => part === '' || /\s/.test(part))
    const names = ((isWhole ? parts : lines) ?? []).filter((part) => part !== '')
    return names.map((each) => ({ where, cells: [{ name, text: each, to: 'member.name' }] }))
  }
