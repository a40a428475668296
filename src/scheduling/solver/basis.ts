import type { Highs } from 'highs'
import type { Packing } from './packing'

/**
 * Where the simplex method stands: of each column, group and row, as HiGHS numbers it, whether it is basic or at which of its limits.
 * Groups of one column and rows that HiGHS was not told of are `UNTOLD`. As many are `BASIC` as groups and rows are told.
 */
export interface Basis {
  readonly column: Int32Array
  readonly group: Int32Array
  readonly row: Int32Array
}

type Status = Highs['constants']['basisStatus']
export const AT_LOWER: Status['lower'] = 0
export const BASIC: Status['basic'] = 1
export const AT_UPPER: Status['upper'] = 2
export const UNTOLD = -1

/** Rows of a lower price, in points, are not worth telling before the first solution. */
const NOTABLE = 0.5

/** Nothing is taken yet: told are groups, and rows that prices speak of. */
export const emptyBasis = ({ columns, groups, groupStart }: Packing, price: Float64Array): Basis => ({
  column: new Int32Array(columns).fill(AT_LOWER),
  group: Int32Array.from({ length: groups }, (_, g) => (sizeOf(groupStart, g) > 1 ? BASIC : UNTOLD)),
  row: Int32Array.from(price, (points) => (points > NOTABLE ? BASIC : UNTOLD)),
})

const sizeOf = (groupStart: Int32Array, g: number): number => (groupStart[g + 1] ?? 0) - (groupStart[g] ?? 0)

/**
 * The same place in a packing that is left with some of the columns and rows. It is exact where neither basic columns nor
 * binding rows have gone; otherwise the least taken columns leave the basis, or the cheapest rows enter it, until it is complete.
 */
export const narrowedBasis = (
  { column, group, row }: Basis,
  { packing, price, share }: { readonly packing: Packing; readonly price: Float64Array; readonly share: Float64Array },
  { columnsKept, rowsKept }: { readonly columnsKept: Int32Array; readonly rowsKept: Int32Array },
): Basis => {
  const { groups, groupStart } = packing
  const narrow: Basis = {
    column: columnsKept.map((j) => column[j] ?? AT_LOWER),
    group: new Int32Array(groups).fill(UNTOLD),
    row: rowsKept.map((r) => row[r] ?? UNTOLD),
  }
  for (let g = 0; g < groups; g++) {
    const before = group[g] ?? UNTOLD
    const first = groupStart[g] ?? 0
    if (sizeOf(groupStart, g) > 1) narrow.group[g] = before === UNTOLD ? BASIC : before
    // The last column's own limit says what the group's row said.
    else if (sizeOf(groupStart, g) === 1 && isBinding(before) && narrow.column[first] === BASIC)
      narrow.column[first] = AT_UPPER
  }
  complete(narrow, price, share)
  return narrow
}

const isBinding = (status: number): boolean => status !== UNTOLD && status !== BASIC

const complete = ({ column, group, row }: Basis, price: Float64Array, share: Float64Array): void => {
  const count = (statuses: Int32Array, is: (status: number) => boolean): number =>
    statuses.reduce((sum, status) => sum + (is(status) ? 1 : 0), 0)
  const isBasic = (status: number): boolean => status === BASIC
  // Those told and not basic must be as many as the columns that are.
  const missing = count(group, isBinding) + count(row, isBinding) - count(column, isBasic)
  const leastOf = (statuses: Int32Array, is: (status: number) => boolean, worth: Float64Array): readonly number[] =>
    Array.from(statuses.keys())
      .filter((at) => is(statuses[at] ?? UNTOLD))
      .sort((a, b) => (worth[a] ?? 0) - (worth[b] ?? 0) || a - b)
  if (missing < 0) for (const j of leastOf(column, isBasic, share).slice(0, -missing)) column[j] = AT_LOWER
  if (missing <= 0) return
  const cheapest = leastOf(row, isBinding, price).slice(0, missing)
  for (const r of cheapest) row[r] = BASIC
  const worthless = new Float64Array(group.length)
  for (const g of leastOf(group, isBinding, worthless).slice(0, missing - cheapest.length)) group[g] = BASIC
}

/** With as many rows more, all told and none binding yet. */
export const withRows = (basis: Basis, count: number): Basis => {
  const row = new Int32Array(basis.row.length + count).fill(BASIC)
  row.set(basis.row)
  return { ...basis, row }
}
