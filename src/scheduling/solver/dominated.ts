import { FORBIDDEN, TAKEN } from './lagrangian'
import type { Packing } from './packing'

/**
 * Columns that a selection can do without, marked by 1: another column of the group, not forbidden, is worth as much and uses no row that
 * they do not use. Of columns that are alike the first stays, and so does what is taken.
 */
export const dominatedColumns = (
  { columns, groups, groupStart, rows, start, rowOf }: Packing,
  settled: Uint8Array,
): Uint8Array => {
  const isDominated = new Uint8Array(columns)
  const user = new Int32Array(rows).fill(-1)
  const usesNoMoreThan = (k: number, j: number): boolean => {
    for (let e = start[k] ?? 0; e < (start[k + 1] ?? 0); e++) if (user[rowOf[e] ?? 0] !== j) return false
    return true
  }
  for (let g = 0; g < groups; g++) {
    const first = groupStart[g] ?? 0
    for (let j = first + 1; j < (groupStart[g + 1] ?? 0); j++) {
      if (settled[j] === TAKEN) continue
      for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) user[rowOf[e] ?? 0] = j
      // The most valuable of a group come first.
      for (let k = first; k < j && isDominated[j] === 0; k++)
        if (settled[k] !== FORBIDDEN && usesNoMoreThan(k, j)) isDominated[j] = 1
    }
  }
  return isDominated
}
