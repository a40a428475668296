import { BASIC, type Basis, emptyBasis, UNTOLD } from './basis'
import { byRow } from './by-row'
import { highs, modelOf, rowsOf } from './highs'
import { boundsWith, FORBIDDEN, isBetter, leastBetter, TAKEN } from './lagrangian'
import type { Packing } from './packing'
import { groupRow, rowOfOnes } from './restrict'

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

/** A row is broken when it is used this much beyond its capacity. */
const BROKEN = 1e-6

/** HiGHS's numbers for how the simplex method weighs its choices. */
const DEVEX = 1
const STEEPEST_EDGE = 2
/** Larger than any objective. */
const UNBOUNDED = 1e30

/**
 * Solves the linear relaxation with HiGHS. Most rows never bind: HiGHS is told of those in the basis, and of others once a
 * solution breaks them. Once prices show that nothing is worth more than `floor`, it stops and the shares are of no use.
 */
export const relaxation = async (
  { packing, price: known, settled, basis: from }: Start,
  floor = Number.NEGATIVE_INFINITY,
): Promise<Fractional> => {
  const basis = from ?? emptyBasis(packing, known)
  // Of a model without columns HiGHS says nothing.
  if (packing.columns === 0)
    return { share: new Float64Array(0), price: new Float64Array(packing.rows), basis, work: 0 }
  const solver = await highs()
  const columnsOf = byRow(packing)
  const told = (statuses: Int32Array): readonly number[] =>
    Array.from(statuses.keys()).filter((at) => statuses[at] !== UNTOLD)
  const groups = told(basis.group)
  let rows = told(basis.row)
  const rowOf = (r: number) =>
    rowOfOnes(columnsOf.column.subarray(columnsOf.first[r], columnsOf.first[r + 1]), packing.capacity[r] ?? 0)
  const programme = {
    n: packing.columns,
    // What HiGHS minimises it can stop at a bound.
    obj: packing.value.map((points) => -points),
    rows: [...groups.map((g) => groupRow(packing, g)), ...rows.map(rowOf)],
  }
  const data = {
    ...modelOf(solver, programme, true),
    sense: solver.constants.objectiveSense.minimize,
    colLower: Float64Array.from(settled, (as) => (as === TAKEN ? 1 : 0)),
    colUpper: Float64Array.from(settled, (as) => (as === FORBIDDEN ? 0 : 1)),
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
    const statusOf = [...groups.map((g) => basis.group[g] ?? BASIC), ...rows.map((r) => basis.row[r] ?? BASIC)]
    model.setBasis({ colStatus: basis.column, rowStatus: Int32Array.from(statusOf) })
    let work = 0
    const isClosedBy = (price: Float64Array): boolean => !isBetter(boundsWith(packing, price, settled).bound, floor)
    const stopAt = (bound: number) => model.options.set({ objective_bound: bound })
    if (floor > 0) stopAt(-leastBetter(floor))
    for (;;) {
      model.run()
      work += Number(model.info.get('simplex_iteration_count')) * (groups.length + rows.length)
      const { colValue, rowDual } = model.getSolution()
      const share = Float64Array.from(colValue)
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
      const broken = isClosed ? [] : brokenRows(packing, share, rows)
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
      model.addRows(rowsOf(solver, broken.map(rowOf), packing.columns))
      rows = [...rows, ...broken]
    }
  })
}

/** Rows that these shares use beyond their capacity, but for the told. */
const brokenRows = (
  { rows, columns, start, rowOf, capacity }: Packing,
  share: Float64Array,
  told: readonly number[],
): readonly number[] => {
  const used = new Float64Array(rows)
  for (let j = 0; j < columns; j++) {
    const x = share[j] ?? 0
    if (x <= 0) continue
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) used[rowOf[e] ?? 0] = (used[rowOf[e] ?? 0] ?? 0) + x
  }
  for (const r of told) used[r] = 0
  return Array.from(used.keys()).filter((r) => (used[r] ?? 0) > (capacity[r] ?? 0) + BROKEN)
}
