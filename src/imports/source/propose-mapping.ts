import { findHeader } from './find-header'
import type { ColumnMapping, Mapping } from './mapping'
import { detectDateOrder, readRating } from './read-cell'
import { detectDecimalMark, detectUnit } from './read-number'
import type { Table } from './table'
import { recognise, type Target, type TargetName, targets } from './targets'

/** The table with one project per record, whatever its orientation in the file. */
export interface Records {
  readonly header: readonly string[]
  readonly records: readonly (readonly string[])[]
}

export const recordsOf = (
  grid: Table['grid'],
  { orientation, headerAt = 1 }: Pick<Mapping, 'orientation' | 'headerAt'>,
): Records => {
  const upright = orientation === 'rows' ? grid : transposed(grid)
  return { header: upright[headerAt - 1] ?? [], records: upright.slice(headerAt) }
}

const transposed = (grid: Table['grid']): string[][] =>
  Array.from({ length: grid[0]?.length ?? 0 }, (_, column) => grid.map((row) => row[column] ?? ''))

/** Projects stand in columns when the first column that is not blank reads like headers more than any of the first rows does. */
const detectHeader = (grid: Table['grid']): Pick<Mapping, 'orientation' | 'headerAt'> => {
  const starts = grid.map((row) => row.findIndex((text) => text.trim() !== '')).filter((start) => start >= 0)
  const first = starts.reduce((least, start) => Math.min(least, start), starts[0] ?? 0)
  const across = findHeader(grid)
  const down = findHeader([grid.map((row) => row[first] ?? '')])
  return down.score > across.score
    ? { orientation: 'columns', headerAt: first + 1 }
    : { orientation: 'rows', headerAt: across.at }
}

/** Proposes where each column goes. A target is given to the column whose header says it best; ratings may come from several. */
export const proposeMapping = (table: Table, fileName: string): Mapping => {
  const layout = detectHeader(table.grid)
  const { header, records } = recordsOf(table.grid, layout)
  const found = header.map((label) => recognise(label))
  const best = new Map<TargetName, number>()
  found.forEach((match, index) => {
    const holder = match ? best.get(match.target.to) : undefined
    if (match && (holder === undefined || match.length > (found[holder]?.length ?? 0))) best.set(match.target.to, index)
  })
  const rating = best.has('report.overall') ? -1 : ratingColumn(found, records)
  const year = /(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?/.exec(fileName)?.[0]
  return {
    ...layout,
    encoding: table.encoding,
    delimiter: table.delimiter,
    ...(table.sheet === null ? {} : { sheet: table.sheet }),
    cycle: year && !best.has('cycle') ? { code: year, title: year } : null,
    columns: header.map((label, index): ColumnMapping => {
      const match = found[index]
      const kept =
        index === rating
          ? (targets.find(({ to }) => to === 'report.overall') ?? null)
          : match && (best.get(match.target.to) === index || isRepeated(found, header, best, index))
            ? match.target
            : null
      return {
        column: index + 1,
        header: label,
        to: kept?.to ?? null,
        ...details(
          kept,
          records.map((record) => record[index] ?? ''),
        ),
      }
    }),
    matches: {},
  }
}

/** Most of the cells that a column fills read as ratings: its header may call them anything ("État", "Situation"). */
const MOSTLY = 0.6

/** The first column that no header gave away and that holds ratings; -1 when there is none. */
const ratingColumn = (found: readonly (object | null)[], records: Records['records']): number =>
  found.findIndex((match, index) => {
    const filled = records.flatMap((record) => record[index]?.trim() || [])
    const read = filled.filter((text) => readRating(text, {}).ok)
    return match === null && filled.length > 0 && read.length >= MOSTLY * filled.length
  })

/** A column with the very same header as the chosen one continues it: sources split one question over several columns. */
const isRepeated = (
  found: readonly ({ target: Target } | null)[],
  header: readonly string[],
  best: ReadonlyMap<TargetName, number>,
  index: number,
): boolean => {
  const match = found[index]
  const holder = match ? best.get(match.target.to) : undefined
  return holder !== undefined && header[holder] === header[index]
}

const details = (target: Target | null, texts: readonly string[]): Partial<ColumnMapping> => {
  switch (target?.kind) {
    case 'date':
      return { dateOrder: detectDateOrder(texts) }
    case 'amount': {
      const unit = detectUnit(texts)
      return { decimalMark: detectDecimalMark(texts), ...(unit === null ? {} : { unit }) }
    }
    case 'percent':
    case 'days':
      return { decimalMark: detectDecimalMark(texts) }
    default:
      return {}
  }
}
