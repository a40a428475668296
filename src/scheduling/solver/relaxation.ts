import type { Highs } from 'highs'
import { BASIC, type Basis, emptyBasis, UNTOLD } from './basis'
import { type ByRow, byRow } from './by-row'
import { highs } from './highs'
import { boundsWith, FORBIDDEN, isBetter, leastBetter, TAKEN } from './lagrangian'
import { thoseOf } from './numbers'
import type { Packing } from './packing'

/** The best fractional selection. */
export interface Fractional {
  /** How much of each column is taken. */
  readonly share: Float64Array
  /** What one more unit of each row would bring, never negative: prices that bound all selections (`boundsWith`). */
  readonly price: Float64Array
  /** Where the simplex method found it, without the rows that it keeps untold. */
  readonly basis: Basis
  /** Steps of the simplex method that it took, each counted with the rows that it looked at. */
  readonly work: number
}

/** What is to be relaxed, and where to start. */
export interface Start {
  readonly packing: Packing
  readonly price: Float64Array
  /** What a search has settled about each column: `FREE`, `FORBIDDEN` or `TAKEN`. */
  readonly settled: Uint8Array
  /** Where a packing like this one was solved; absent before the first solution. */
  readonly basis?: Basis
}

/** What prices are for. */
export interface Asked {
  /** Prices that show that nothing is worth more are good enough; shares are of no use then. */
  readonly floor?: number
  /** The rows that the basis speaks of are enough, whatever others the solution breaks: for a bound. */
  readonly isRough?: boolean
}

/** A row is broken when it is used this much beyond its capacity. */
const BROKEN = 1e-6

/** HiGHS's numbers for how the simplex method weighs its choices. */
const DEVEX = 1
const STEEPEST_EDGE = 2
/** Larger than any objective. */
const UNBOUNDED = 1e30

/**
 * Solves the linear relaxation with HiGHS. Most rows never bind: HiGHS is told of those in the basis, and of others once a
 * solution breaks them.
 */
export const relaxation = async (
  { packing, price: known, settled, basis: from }: Start,
  { floor = Number.NEGATIVE_INFINITY, isRough = false }: Asked = {},
): Promise<Fractional> => {
  const basis = from ?? emptyBasis(packing, known)
  // Of a model without columns HiGHS says nothing.
  if (packing.columns === 0)
    return { share: new Float64Array(0), price: new Float64Array(packing.rows), basis, work: 0 }
  const solver = await highs()
  const columnsOf = byRow(packing)
  const told = (statuses: Int32Array): Int32Array => thoseOf(statuses.length, (at) => statuses[at] !== UNTOLD)
  const groups = told(basis.group)
  let rows: Int32Array = told(basis.row)
  const { lower: rowLower, upper: rowUpper, matrix } = toldRows(solver, packing, columnsOf, rows, groups)
  const colLower = new Float64Array(packing.columns)
  const colUpper = new Float64Array(packing.columns)
  for (let j = 0; j < packing.columns; j++) {
    colLower[j] = settled[j] === TAKEN ? 1 : 0
    colUpper[j] = settled[j] === FORBIDDEN ? 0 : 1
  }
  const data = {
    numCols: packing.columns,
    numRows: rowUpper.length,
    // What HiGHS minimises it can stop at a bound.
    sense: solver.constants.objectiveSense.minimize,
    colCost: packing.value.map((points) => -points),
    colLower,
    colUpper,
    rowLower,
    rowUpper,
    matrix,
  }
  return solver.withModel(data, (model) => {
    // Prices have left little to simplify, and a simplified model would throw away the basis. The weights of steepest edges are known
    // where nothing is taken yet; anywhere else they cost more to find than they save.
    model.options.set({
      output_flag: false,
      random_seed: 0,
      presolve: 'off',
      simplex_dual_edge_weight_strategy: from ? DEVEX : STEEPEST_EDGE,
    })
    const rowStatus = new Int32Array(groups.length + rows.length)
    rowStatus.set(groups.map((g) => basis.group[g] ?? BASIC))
    rowStatus.set(
      rows.map((r) => basis.row[r] ?? BASIC),
      groups.length,
    )
    model.setBasis({ colStatus: basis.column, rowStatus })
    let work = 0
    const isClosedBy = (price: Float64Array): boolean => !isBetter(boundsWith(packing, price, settled).bound, floor)
    const stopAt = (bound: number) => model.options.set({ objective_bound: bound })
    if (floor > 0) stopAt(-leastBetter(floor))
    for (;;) {
      model.run()
      work += Number(model.info.get('simplex_iteration_count')) * (groups.length + rows.length)
      const { colValue, rowDual } = model.getSolution()
      const share = colValue.slice()
      const price = new Float64Array(packing.rows)
      rows.forEach((r, at) => {
        price[r] = Math.max(0, -(rowDual[groups.length + at] ?? 0))
      })
      const isClosed = isClosedBy(price)
      // HiGHS judges by costs that it has perturbed: it goes on when sums say otherwise.
      if (!isClosed && model.getModelStatus() === solver.constants.modelStatus.objectiveBound) {
        stopAt(UNBOUNDED)
        continue
      }
      const broken = isClosed || isRough ? new Int32Array(0) : brokenRows(packing, share, rows)
      if (broken.length === 0) {
        // There is none where HiGHS had nothing to do, or gave up.
        const isValid = model.info.get('basis_validity') === solver.constants.basisValidity.valid
        const { colStatus, rowStatus } = isValid ? model.getBasis() : { colStatus: basis.column, rowStatus: [] }
        const found = emptyBasis(packing, new Float64Array(packing.rows))
        found.column.set(colStatus)
        groups.forEach((g, at) => {
          found.group[g] = rowStatus[at] ?? BASIC
        })
        rows.forEach((r, at) => {
          const status = rowStatus[groups.length + at] ?? BASIC
          // One that does not bind is told again once it is broken.
          found.row[r] = status === BASIC ? UNTOLD : status
        })
        return { share, price, basis: found, work }
      }
      model.addRows(toldRows(solver, packing, columnsOf, broken))
      const more = new Int32Array(rows.length + broken.length)
      more.set(rows)
      more.set(broken, rows.length)
      rows = more
    }
  })
}

/** These groups, of whose columns one at most is taken, and rows as HiGHS takes them. */
const toldRows = (
  solver: Highs,
  { columns, groupStart, capacity }: Packing,
  { first, column }: ByRow,
  rows: Int32Array,
  groups: Int32Array = new Int32Array(0),
) => {
  const sizeOf = (starts: Int32Array, at: number): number => (starts[at + 1] ?? 0) - (starts[at] ?? 0)
  const numRows = groups.length + rows.length
  const starts = new Int32Array(numRows + 1)
  const upper = new Float64Array(numRows).fill(1)
  groups.forEach((g, at) => {
    starts[at + 1] = (starts[at] ?? 0) + sizeOf(groupStart, g)
  })
  rows.forEach((r, index) => {
    const at = groups.length + index
    starts[at + 1] = (starts[at] ?? 0) + sizeOf(first, r)
    upper[at] = capacity[r] ?? 0
  })
  const indices = new Int32Array(starts[numRows] ?? 0)
  groups.forEach((g, at) => {
    for (let k = 0; k < sizeOf(groupStart, g); k++) indices[(starts[at] ?? 0) + k] = (groupStart[g] ?? 0) + k
  })
  rows.forEach((r, index) => {
    indices.set(column.subarray(first[r], first[r + 1]), starts[groups.length + index])
  })
  const values = new Float64Array(indices.length).fill(1)
  return {
    lower: new Float64Array(numRows).fill(-solver.infinity),
    upper,
    matrix: { format: 'csr', numRows, numCols: columns, starts, indices, values },
  } as const
}

/** Rows that these shares use beyond their capacity, but for the told. */
const brokenRows = (
  { rows, columns, start, rowOf, capacity }: Packing,
  share: Float64Array,
  told: Int32Array,
): Int32Array => {
  const used = new Float64Array(rows)
  for (let j = 0; j < columns; j++) {
    const x = share[j] ?? 0
    if (x <= 0) continue
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) used[rowOf[e] ?? 0] = (used[rowOf[e] ?? 0] ?? 0) + x
  }
  for (const r of told) used[r] = 0
  return thoseOf(rows, (r) => (used[r] ?? 0) > (capacity[r] ?? 0) + BROKEN)
}
