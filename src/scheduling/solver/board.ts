import type { Packing, Selection } from './packing'

/** A selection that is always feasible, with who holds which row, so that a move knows whom it would drive out. */
export interface Board {
  readonly choice: Selection
  readonly total: () => number
  readonly place: (group: number, column: number) => void
  readonly remove: (group: number) => void
  /** Number of groups that must leave before `group` can have `column`, written to `blockers`; -1 when more than fit there. */
  readonly blockersOf: (group: number, column: number, pick: (count: number) => number) => number
  readonly blockers: Int32Array
  /** The first column of the group that drives nobody out, or -1. */
  readonly firstFree: (group: number) => number
}

const MOST_BLOCKERS = 4

export const boardOf = (packing: Packing, from?: Selection): Board => {
  const { groups, groupStart, value, capacity, start, rowOf } = packing
  const choice = new Int32Array(groups).fill(-1)
  const holderStart = new Int32Array(packing.rows + 1)
  for (let r = 0; r < packing.rows; r++) holderStart[r + 1] = (holderStart[r] ?? 0) + (capacity[r] ?? 0)
  const holders = new Int32Array(holderStart[packing.rows] ?? 0).fill(-1)
  const blockers = new Int32Array(MOST_BLOCKERS)
  let total = 0

  const swap = (column: number, from: number, to: number): void => {
    for (let e = start[column] ?? 0; e < (start[column + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      let at = holderStart[row] ?? 0
      while (holders[at] !== from) at++
      holders[at] = to
    }
  }
  const place = (group: number, column: number): void => {
    swap(column, -1, group)
    choice[group] = column
    total += value[column] ?? 0
  }
  const remove = (group: number): void => {
    const column = choice[group] ?? -1
    if (column < 0) return
    swap(column, group, -1)
    choice[group] = -1
    total -= value[column] ?? 0
  }
  const isFree = (group: number, column: number): boolean => {
    for (let e = start[column] ?? 0; e < (start[column + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      const end = holderStart[row + 1] ?? 0
      let at = holderStart[row] ?? 0
      while (at < end && holders[at] !== -1 && holders[at] !== group) at++
      if (at === end) return false
    }
    return true
  }
  const blockersOf = (group: number, column: number, pick: (count: number) => number): number => {
    let found = 0
    for (let e = start[column] ?? 0; e < (start[column + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      const first = holderStart[row] ?? 0
      const end = holderStart[row + 1] ?? 0
      let isOpen = false
      for (let at = first; at < end && !isOpen; at++) {
        const holder = holders[at] ?? -1
        isOpen = holder === -1 || holder === group
        for (let b = 0; b < found && !isOpen; b++) isOpen = blockers[b] === holder
      }
      if (isOpen) continue
      if (found === MOST_BLOCKERS) return -1
      blockers[found++] = holders[end - first === 1 ? first : first + pick(end - first)] ?? -1
    }
    return found
  }
  const firstFree = (group: number): number => {
    for (let j = groupStart[group] ?? 0; j < (groupStart[group + 1] ?? 0); j++) if (isFree(group, j)) return j
    return -1
  }
  from?.forEach((column, group) => {
    if (column >= 0 && isFree(group, column)) place(group, column)
  })
  return { choice, total: () => total, place, remove, blockersOf, blockers, firstFree }
}
