/**
 * A multiple-choice packing problem: of each group choose at most one column, so that no row is used beyond its capacity, for
 * the largest sum of values. Values are positive whole numbers; a column uses each of its rows once. Columns of a group are
 * neighbours, the most valuable first: searches rely on that order.
 */
export interface Packing {
  readonly groups: number
  readonly columns: number
  readonly rows: number
  /** Columns of group `g`: from `groupStart[g]` up to, but not including, `groupStart[g + 1]`. */
  readonly groupStart: Int32Array
  readonly groupOf: Int32Array
  readonly value: Float64Array
  readonly capacity: Int32Array
  /** Rows used by column `j`: `rowOf` from `start[j]` up to, but not including, `start[j + 1]`. */
  readonly start: Int32Array
  readonly rowOf: Int32Array
}

export interface PackingColumn {
  readonly group: number
  readonly value: number
  readonly rows: readonly number[]
}

/** The chosen column of each group, -1 where none is. */
export type Selection = Int32Array

/** Columns must be given group by group, the most valuable of a group first. Rows that can never bind are left out. */
export const packingOf = (
  groups: number,
  columns: readonly PackingColumn[],
  capacities: ArrayLike<number>,
): Packing => {
  const kept = bindingRows(columns, capacities)
  const groupStart = new Int32Array(groups + 1)
  const groupOf = new Int32Array(columns.length)
  const value = new Float64Array(columns.length)
  const start = new Int32Array(columns.length + 1)
  let entries = 0
  for (const { rows } of columns) for (const row of rows) if ((kept[row] ?? -1) >= 0) entries++
  const rowOf = new Int32Array(entries)
  let filled = 0
  columns.forEach(({ group, value: worth, rows }, j) => {
    if (j > 0 && group < (groupOf[j - 1] ?? 0)) throw new Error('columns are not in the order of their groups')
    if (j > 0 && group === groupOf[j - 1] && worth > (value[j - 1] ?? 0))
      throw new Error('columns are not in the order of their values')
    groupOf[j] = group
    value[j] = worth
    groupStart[group + 1] = j + 1
    for (const row of rows) {
      const index = kept[row] ?? -1
      if (index >= 0) rowOf[filled++] = index
    }
    start[j + 1] = filled
  })
  for (let g = 1; g <= groups; g++) groupStart[g] = Math.max(groupStart[g] ?? 0, groupStart[g - 1] ?? 0)
  const capacity = Int32Array.from(capacities).filter((_, row) => (kept[row] ?? -1) >= 0)
  return {
    groups,
    columns: columns.length,
    rows: capacity.length,
    groupStart,
    groupOf,
    value,
    capacity,
    start,
    rowOf,
  }
}

/**
 * The new number of each row worth keeping, -1 of others. Kept are those that more groups could use than they have room for, and
 * that no other row implies (one with at least the same columns and no more room).
 */
const bindingRows = (columns: readonly PackingColumn[], capacities: ArrayLike<number>): Int32Array => {
  const users = new Int32Array(capacities.length)
  const lastGroup = new Int32Array(capacities.length).fill(-1)
  const members: number[][] = Array.from({ length: capacities.length }, () => [])
  columns.forEach(({ group, rows }, j) => {
    for (const row of rows) {
      if (lastGroup[row] !== group) users[row] = (users[row] ?? 0) + 1
      lastGroup[row] = group
      members[row]?.push(j)
    }
  })
  const size = Int32Array.from(members, ({ length }) => length)
  const canBind = (row: number): boolean => (users[row] ?? 0) > (capacities[row] ?? 0)
  const isStronger = (other: number, row: number): boolean => {
    if (other === row || !canBind(other) || (size[other] ?? 0) < (size[row] ?? 0)) return false
    const spare = (capacities[row] ?? 0) - (capacities[other] ?? 0)
    return spare > 0 || (spare === 0 && ((size[other] ?? 0) > (size[row] ?? 0) || other < row))
  }
  const stamp = new Int32Array(capacities.length).fill(-1)
  /** The rows that might imply it, narrowed column by column to those that each of its columns uses. */
  const isImplied = (row: number): boolean => {
    let able: readonly number[] | undefined
    for (const j of members[row] ?? []) {
      const used = columns[j]?.rows ?? []
      if (able === undefined) able = used.filter((other) => isStronger(other, row))
      else {
        for (const other of used) stamp[other] = j
        able = able.filter((other) => stamp[other] === j)
      }
      if (able.length === 0) return false
    }
    return able !== undefined
  }
  const kept = new Int32Array(capacities.length).fill(-1)
  let count = 0
  for (let row = 0; row < capacities.length; row++) if (canBind(row) && !isImplied(row)) kept[row] = count++
  return kept
}

export const totalOf = (packing: Packing, selection: Selection): number => {
  let sum = 0
  for (const column of selection) if (column >= 0) sum += packing.value[column] ?? 0
  return sum
}

/** Columns of each row: those of row `r` are `column` from `first[r]` up to, but not including, `first[r + 1]`, in rising order. */
export interface ByRow {
  readonly first: Int32Array
  readonly column: Int32Array
}

export const byRow = ({ rows, columns, start, rowOf }: Packing): ByRow => {
  const first = new Int32Array(rows + 1)
  for (const row of rowOf) first[row + 1] = (first[row + 1] ?? 0) + 1
  for (let r = 0; r < rows; r++) first[r + 1] = (first[r + 1] ?? 0) + (first[r] ?? 0)
  const next = first.slice()
  const column = new Int32Array(rowOf.length)
  for (let j = 0; j < columns; j++) {
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      column[next[row] ?? 0] = j
      next[row] = (next[row] ?? 0) + 1
    }
  }
  return { first, column }
}
