import { bindingRows } from './binding-rows'
import { byRow } from './by-row'
import type { Packing, PackingColumn, Selection } from './packing'
import { packingOf, partOf } from './packing-of'
import type { Programme } from './programme'

export interface Restriction {
  readonly packing: Packing
  /** Number in the whole packing of each column kept. */
  readonly columnOf: Int32Array
  /** The part of a selection of the whole that is still there. */
  readonly inside: (selection: Selection) => Selection
  readonly outside: (selection: Selection) => Selection
}

/** The same problem with fewer columns, or with other values; the groups stay. */
export const restrictedTo = (
  packing: Packing,
  isKept: (column: number) => boolean,
  value: Float64Array = packing.value,
): Restriction => {
  const { groupOf, start, rowOf } = packing
  const kept = Array.from({ length: packing.columns }, (_, j) => j)
    .filter(isKept)
    .sort((a, b) => (groupOf[a] ?? 0) - (groupOf[b] ?? 0) || (value[b] ?? 0) - (value[a] ?? 0) || a - b)
  const columns = kept.map(
    (j): PackingColumn => ({
      group: groupOf[j] ?? 0,
      value: value[j] ?? 0,
      rows: Array.from(rowOf.subarray(start[j] ?? 0, start[j + 1] ?? 0)),
    }),
  )
  return { packing: packingOf(packing.groups, columns, packing.capacity), ...between(Int32Array.from(kept)) }
}

/** Selections of the whole in terms of the columns kept, and back. */
export const between = (columnOf: Int32Array): Omit<Restriction, 'packing'> => {
  const numbers = new Map(Array.from(columnOf, (j, index): [number, number] => [j, index]))
  return {
    columnOf,
    inside: (selection) => selection.map((j) => numbers.get(j) ?? -1),
    outside: (selection) => selection.map((j) => (j < 0 ? -1 : (columnOf[j] ?? -1))),
  }
}

export interface Narrowing {
  readonly packing: Packing
  /** Number in the whole packing of each row kept. */
  readonly rowsKept: Int32Array
}

/** Rows are looked through for those that others imply when this share of the columns is left, or less. */
const MUCH_FEWER = 0.85

/**
 * The same problem with these columns alone, in this order; the columns of a group must be neighbours. Rows that can bind are kept, and
 * those asked for. Far cheaper than `restrictedTo`.
 */
export const narrowedTo = (packing: Packing, columnOf: Int32Array, isAsked?: (row: number) => boolean): Narrowing => {
  const withImplied = columnOf.length > MUCH_FEWER * packing.columns
  const rowsKept = bindingRows(packing, columnOf, { ...(isAsked ? { isAsked } : {}), withImplied })
  return { packing: partOf(packing, columnOf, rowsKept), rowsKept }
}

type ProgrammeRow = Programme['rows'][number]

const rowOfOnes = (i: ArrayLike<number>, hi: number, lo: number | null): ProgrammeRow => ({
  i,
  v: new Uint8Array(i.length).fill(1),
  lo,
  hi,
})

/** Of a group's columns one. */
const groupRow = ({ groupStart }: Packing, g: number): ProgrammeRow => {
  const first = groupStart[g] ?? 0
  const own = Array.from({ length: (groupStart[g + 1] ?? 0) - first }, (_, k) => first + k)
  return rowOfOnes(own, 1, 1)
}

/**
 * The packing as a 0/1 programme in which every group must have a column, so that it may have no solution: a variable per
 * column, a row per group and per row.
 */
export const programmeOf = (packing: Packing): Programme => {
  const { first, column } = byRow(packing)
  return {
    n: packing.columns,
    obj: packing.value,
    rows: [
      ...Array.from({ length: packing.groups }, (_, g) => groupRow(packing, g)),
      ...Array.from(packing.capacity, (most, r) => rowOfOnes(column.subarray(first[r], first[r + 1]), most, null)),
    ],
  }
}

export const selectionOf = (packing: Packing, x: ArrayLike<number>): Selection => {
  const selection = new Int32Array(packing.groups).fill(-1)
  for (let j = 0; j < packing.columns; j++) if (x[j]) selection[packing.groupOf[j] ?? 0] = j
  return selection
}
