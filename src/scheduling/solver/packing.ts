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

export const totalOf = (packing: Packing, selection: Selection): number => {
  let sum = 0
  for (const column of selection) if (column >= 0) sum += packing.value[column] ?? 0
  return sum
}
