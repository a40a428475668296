import { bindingRows } from './binding-rows'
import { floatsAt } from './numbers'
import type { Packing, PackingColumn } from './packing'

/** Columns must be given group by group, the most valuable of a group first. Rows that can never bind are left out. */
export const packingOf = (
  groups: number,
  columns: readonly PackingColumn[],
  capacities: ArrayLike<number>,
): Packing => {
  const all = Int32Array.from(columns.keys())
  const start = new Int32Array(columns.length + 1)
  const rowOf = new Int32Array(columns.reduce((sum, { rows }) => sum + rows.length, 0))
  columns.forEach(({ group, value, rows }, j) => {
    const before = columns[j - 1]
    if (before && group < before.group) throw new Error('columns are not in the order of their groups')
    if (before && group === before.group && value > before.value)
      throw new Error('columns are not in the order of their values')
    rowOf.set(rows, start[j])
    start[j + 1] = (start[j] ?? 0) + rows.length
  })
  const groupOf = Int32Array.from(columns, ({ group }) => group)
  const packing: Packing = {
    groups,
    columns: columns.length,
    rows: capacities.length,
    groupStart: groupStarts(groups, groupOf),
    groupOf,
    value: Float64Array.from(columns, ({ value }) => value),
    capacity: Int32Array.from(capacities),
    start,
    rowOf,
  }
  return partOf(packing, all, bindingRows(packing, all))
}

/** Groups begin where those before them end. */
const groupStarts = (groups: number, groupOf: Int32Array): Int32Array => {
  const starts = new Int32Array(groups + 1)
  groupOf.forEach((group, j) => {
    starts[group + 1] = j + 1
  })
  for (let g = 1; g <= groups; g++) starts[g] = Math.max(starts[g] ?? 0, starts[g - 1] ?? 0)
  return starts
}

/** The packing with these columns and rows alone, in this order; the columns of a group must be neighbours. */
export const partOf = (packing: Packing, columnOf: Int32Array, rowsKept: Int32Array): Packing => {
  const { groups, rows, capacity, start, rowOf } = packing
  const numbers = new Int32Array(rows).fill(-1)
  rowsKept.forEach((r, index) => {
    numbers[r] = index
  })
  const keptStart = new Int32Array(columnOf.length + 1)
  const keptRows = new Int32Array(columnOf.reduce((sum, j) => sum + (start[j + 1] ?? 0) - (start[j] ?? 0), 0))
  let filled = 0
  columnOf.forEach((j, index) => {
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = numbers[rowOf[e] ?? 0] ?? -1
      if (row >= 0) keptRows[filled++] = row
    }
    keptStart[index + 1] = filled
  })
  const groupOf = columnOf.map((j) => packing.groupOf[j] ?? 0)
  return {
    groups,
    columns: columnOf.length,
    rows: rowsKept.length,
    groupStart: groupStarts(groups, groupOf),
    groupOf,
    value: floatsAt(packing.value, columnOf),
    capacity: rowsKept.map((r) => capacity[r] ?? 0),
    start: keptStart,
    rowOf: keptRows.slice(0, filled),
  }
}
