import { byRow } from './by-row'
import { thoseOf } from './numbers'
import type { Packing } from './packing'

export interface Wanted {
  /** Rows to be kept whatever they are. */
  readonly isAsked?: (row: number) => boolean
  /** Rows that others imply are kept: finding them costs more than they do where few have become so. */
  readonly withImplied?: boolean
}

/**
 * The rows worth keeping of a packing that is left with these columns, in rising order: those that more groups could use than they have
 * room for, and that no other row implies (one that at least the same columns use, with no more room).
 */
export const bindingRows = (
  packing: Packing,
  columnOf: Int32Array,
  { isAsked = () => false, withImplied = false }: Wanted = {},
): Int32Array => {
  const { rows, capacity, start, rowOf } = packing
  const groups = groupsUsing(packing, columnOf)
  const { first, column: using } = byRow(packing, columnOf)
  const usersOf = (row: number): number => (first[row + 1] ?? 0) - (first[row] ?? 0)
  const canBind = (row: number): boolean => (groups[row] ?? 0) > (capacity[row] ?? 0)
  /** Has it room for no more, and at least as many users? Of two that are alike, one is. */
  const isStronger = (other: number, row: number): boolean => {
    if (other === row || usersOf(other) < usersOf(row)) return false
    const spare = (capacity[row] ?? 0) - (capacity[other] ?? 0)
    if (spare !== 0) return spare > 0
    if (usersOf(other) !== usersOf(row)) return true
    return isAsked(other) === isAsked(row) ? other < row : isAsked(other)
  }
  const able = new Int32Array(rows)
  const stamp = new Int32Array(rows)
  let turn = 0
  const sizeOf = (j: number): number => (start[j + 1] ?? 0) - (start[j] ?? 0)
  /** The rows that might imply it, narrowed column by column to those that each of its columns uses. */
  const isImplied = (row: number): boolean => {
    const columns = using.subarray(first[row], first[row + 1])
    let rarest = columns[0] ?? 0
    for (const j of columns) if (sizeOf(j) < sizeOf(rarest)) rarest = j
    let count = 0
    for (let e = start[rarest] ?? 0; e < (start[rarest + 1] ?? 0); e++) {
      const other = rowOf[e] ?? 0
      if (isStronger(other, row)) able[count++] = other
    }
    for (let at = 0; at < columns.length && count > 0; at++) {
      const j = columns[at] ?? 0
      if (j === rarest) continue
      turn++
      for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) stamp[rowOf[e] ?? 0] = turn
      let left = 0
      for (let k = 0; k < count; k++) if (stamp[able[k] ?? 0] === turn) able[left++] = able[k] ?? 0
      count = left
    }
    return count > 0
  }
  return thoseOf(rows, (row) => isAsked(row) || (canBind(row) && (withImplied || !isImplied(row))))
}

/** How many groups of these columns use each row; columns of a group are neighbours. */
const groupsUsing = ({ rows, groupOf, start, rowOf }: Packing, columnOf: Int32Array): Int32Array => {
  const groups = new Int32Array(rows)
  const lastGroup = new Int32Array(rows).fill(-1)
  for (const j of columnOf) {
    const group = groupOf[j] ?? 0
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      if (lastGroup[row] === group) continue
      lastGroup[row] = group
      groups[row] = (groups[row] ?? 0) + 1
    }
  }
  return groups
}
