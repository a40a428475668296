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
  const entries = columns.reduce((sum, { rows }) => sum + rows.reduce((n, row) => n + (kept.has(row) ? 1 : 0), 0), 0)
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
      const index = kept.get(row)
      if (index !== undefined) rowOf[filled++] = index
    }
    start[j + 1] = filled
  })
  for (let g = 1; g <= groups; g++) groupStart[g] = Math.max(groupStart[g] ?? 0, groupStart[g - 1] ?? 0)
  const capacity = new Int32Array(kept.size)
  for (const [row, index] of kept) capacity[index] = capacities[row] ?? 0
  return { groups, columns: columns.length, rows: kept.size, groupStart, groupOf, value, capacity, start, rowOf }
}

/**
 * Rows worth keeping, by their new number: those that more groups could use than they have room for, and that no other row
 * implies (one with at least the same columns and no more room).
 */
const bindingRows = (columns: readonly PackingColumn[], capacities: ArrayLike<number>): Map<number, number> => {
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
  const canBind = (row: number): boolean => (users[row] ?? 0) > (capacities[row] ?? 0)
  const shared = new Int32Array(capacities.length)
  const isImplied = (row: number): boolean => {
    const own = members[row] ?? []
    const touched: number[] = []
    for (const j of own) {
      for (const other of columns[j]?.rows ?? []) {
        if (shared[other] === 0) touched.push(other)
        shared[other] = (shared[other] ?? 0) + 1
      }
    }
    const implied = touched.some((other) => {
      if (other === row || shared[other] !== own.length || !canBind(other)) return false
      const size = members[other]?.length ?? 0
      const isTighter = (capacities[other] ?? 0) < (capacities[row] ?? 0)
      const isEqual = capacities[other] === capacities[row]
      return isTighter || (isEqual && (size > own.length || other < row))
    })
    for (const other of touched) shared[other] = 0
    return implied
  }
  const kept = new Map<number, number>()
  for (let row = 0; row < capacities.length; row++) if (canBind(row) && !isImplied(row)) kept.set(row, kept.size)
  return kept
}

export const totalOf = (packing: Packing, selection: Selection): number => {
  let sum = 0
  for (const column of selection) if (column >= 0) sum += packing.value[column] ?? 0
  return sum
}
