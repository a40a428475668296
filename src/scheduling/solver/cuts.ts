import { byRow } from './by-row'
import type { Packing } from './packing'

/** Columns, in rising order, of which no more than `capacity` can be chosen together. */
export interface Cut {
  readonly columns: readonly number[]
  readonly capacity: number
}

/** Columns that a fraction of less than this is taken of do not make a cut. */
const SUPPORT = 0.03
const VIOLATION = 1.03

/**
 * Cliques that the shares of a fractional solution break: rows say who clashes one resource at a time, three meetings that clash
 * two by two through different people are in no row together. Found greedily around each column taken in part, then widened by
 * all columns that clash with the whole clique. Adding them as rows changes no selection and lowers the bound.
 */
export const brokenCliques = (packing: Packing, share: Float64Array): readonly Cut[] => {
  const { groupStart, groupOf, start, rowOf, capacity, value } = packing
  const { first, column } = byRow(packing)
  const stamp = new Int32Array(packing.columns)
  let turn = 0
  /** Every column that cannot be chosen together with `j`. */
  const clashing = (j: number): number[] => {
    turn++
    stamp[j] = turn
    const found: number[] = []
    const visit = (k: number): void => {
      if (stamp[k] === turn) return
      stamp[k] = turn
      found.push(k)
    }
    const group = groupOf[j] ?? 0
    for (let k = groupStart[group] ?? 0; k < (groupStart[group + 1] ?? 0); k++) visit(k)
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) {
      const row = rowOf[e] ?? 0
      if (capacity[row] !== 1) continue
      for (let at = first[row] ?? 0; at < (first[row + 1] ?? 0); at++) visit(column[at] ?? 0)
    }
    return found
  }
  const clashes = new Map<number, ReadonlySet<number>>()
  const clashesOf = (j: number): ReadonlySet<number> => {
    const known = clashes.get(j)
    if (known) return known
    const found = new Set(clashing(j))
    clashes.set(j, found)
    return found
  }
  /** Adds to the clique those in the list that clash with all of it, in the order of the list. */
  const extend = (clique: number[], list: readonly number[]): void => {
    for (const k of list) if (clique.every((member) => clashesOf(member).has(k))) clique.push(k)
  }
  const found = new Map<string, Cut>()
  const isTaken = (j: number): boolean => (share[j] ?? 0) > SUPPORT
  const support = Array.from(share.keys()).filter(isTaken)
  for (const j of support) {
    const clique = [j]
    const near = [...clashesOf(j)].filter(isTaken).sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0) || a - b)
    extend(clique, near)
    if (clique.reduce((sum, k) => sum + (share[k] ?? 0), 0) < VIOLATION) continue
    const smallest = clique.reduce((a, b) => (clashesOf(b).size < clashesOf(a).size ? b : a))
    const inClique = new Set(clique)
    const wider = [...clashesOf(smallest)].filter((k) => !inClique.has(k))
    extend(
      clique,
      wider.sort((a, b) => (value[b] ?? 0) - (value[a] ?? 0) || a - b),
    )
    clique.sort((a, b) => a - b)
    found.set(clique.join(), { columns: clique, capacity: 1 })
  }
  return [...found.values()]
}

/** The packing with cuts as further rows. */
export const withCuts = (packing: Packing, cuts: readonly Cut[]): Packing => {
  const added = new Int32Array(packing.columns)
  for (const { columns } of cuts) for (const j of columns) added[j] = (added[j] ?? 0) + 1
  const start = new Int32Array(packing.columns + 1)
  for (let j = 0; j < packing.columns; j++)
    start[j + 1] = (start[j] ?? 0) + (packing.start[j + 1] ?? 0) - (packing.start[j] ?? 0) + (added[j] ?? 0)
  const rowOf = new Int32Array(start[packing.columns] ?? 0)
  const next = new Int32Array(packing.columns)
  for (let j = 0; j < packing.columns; j++) {
    let at = start[j] ?? 0
    for (let e = packing.start[j] ?? 0; e < (packing.start[j + 1] ?? 0); e++) rowOf[at++] = packing.rowOf[e] ?? 0
    next[j] = at
  }
  cuts.forEach(({ columns }, c) => {
    for (const j of columns) {
      rowOf[next[j] ?? 0] = packing.rows + c
      next[j] = (next[j] ?? 0) + 1
    }
  })
  const capacity = Int32Array.from([...packing.capacity, ...cuts.map(({ capacity: most }) => most)])
  return { ...packing, rows: capacity.length, capacity, start, rowOf }
}
