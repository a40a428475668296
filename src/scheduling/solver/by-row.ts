import { upTo } from './numbers'
import type { Packing } from './packing'

/** Columns of each row: those of row `r` are `column` from `first[r]` up to, but not including, `first[r + 1]`. */
export interface ByRow {
  readonly first: Int32Array
  readonly column: Int32Array
}

/** Columns stand in the order in which they are given; all, rising, unless told. */
export const byRow = ({ rows, columns, start, rowOf }: Packing, among: Int32Array = upTo(columns)): ByRow => {
  const first = new Int32Array(rows + 1)
  for (const j of among) {
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      first[row + 1] = (first[row + 1] ?? 0) + 1
    }
  }
  for (let r = 0; r < rows; r++) first[r + 1] = (first[r + 1] ?? 0) + (first[r] ?? 0)
  const next = first.slice()
  const column = new Int32Array(first[rows] ?? 0)
  for (const j of among) {
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      column[next[row] ?? 0] = j
      next[row] = (next[row] ?? 0) + 1
    }
  }
  return { first, column }
}
