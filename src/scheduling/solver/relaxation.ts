import type { Basis, Highs, Model } from 'highs'
import { type Cut, withCuts } from './cuts'
import { highs, modelOf } from './highs'
import { bestColumn, profitOf } from './lagrangian'
import { byRow, type Packing } from './packing'
import { groupRows } from './restrict'

/** The best fractional selection. */
export interface Fractional {
  /** How much of each column is taken. */
  readonly share: Float64Array
  /** What one more unit of each row would bring, never negative: prices that bound all selections (`boundsWith`). */
  readonly price: Float64Array
}

/** The linear relaxation of a packing, kept between solutions: after a change of few columns or rows the next one takes few steps. */
export interface Relaxation {
  /** With the cuts added since. */
  readonly packing: Packing
  add(cuts: readonly Cut[]): void
  /** From now on the columns are taken in a share between these two. */
  limit(columns: readonly number[], least: 0 | 1, most: 0 | 1): void
  /** When prices met on the way are enough, the shares are of no use. */
  solve(isEnough?: (price: Float64Array) => boolean): Fractional
  /** Right after `solve`: rows that the solution keeps without being told are told no more. */
  ease(): void
  /** Right after `solve`: keeps where the solution was reached; calling what it returns makes the next one start from there. Not across `ease`. */
  mark(): () => void
  /** Steps of the simplex method so far, each counted with the rows that it looked at. */
  readonly work: number
}

/** Where to start from. */
export interface Start {
  readonly price: Float64Array
  readonly share: Float64Array
  /** True when price and share are a solution of the relaxation, or of one with more columns: the next is then a few steps away. */
  readonly isSolved: boolean
}

/** A row is broken when it is used this much beyond its capacity. */
const BROKEN = 1e-6
/** Rows of a lower price, in points, are not worth telling at first; after a solution, all that have any. */
const NOTABLE = 0.5
const PRICED = 1e-7

/**
 * Opens the relaxation in HiGHS for as long as `work` goes on. Most rows never bind: HiGHS is told of those that have a price,
 * and of others once a solution breaks them.
 */
export const relaxing = async <T>(given: Packing, start: Start, work: (relaxation: Relaxation) => T): Promise<T> => {
  const solver = await highs()
  const groups = groupRows(given)
  return solver.withModel(modelOf(solver, { n: given.columns, obj: given.value, rows: groups }, true), (model) => {
    // Prices have left little to simplify, and a simplified model would throw away the basis from one solution to the next.
    model.options.set({ output_flag: false, random_seed: 0, presolve: 'off' })
    const told = toldRows(solver, model, { groups: groups.length, columns: given.columns })
    let packing = given
    let columnsOf = byRow(given)
    let steps = 0
    const tell = (rows: readonly number[]): void =>
      told.add(
        rows.map((row) => ({
          row,
          capacity: packing.capacity[row] ?? 0,
          columns: columnsOf.column.subarray(columnsOf.first[row], columnsOf.first[row + 1]),
        })),
      )
    const brokenBy = (share: ArrayLike<number>): readonly number[] => {
      const used = usageOf(packing, share)
      return rowsWhere(packing, (r) => !told.has(r) && (used[r] ?? 0) > (packing.capacity[r] ?? 0) + BROKEN)
    }
    const leastPrice = start.isSolved ? PRICED : NOTABLE
    tell(rowsWhere(packing, (r) => (start.price[r] ?? 0) > leastPrice))
    if (start.isSolved) told.startFrom(packing, start)
    return work({
      get packing() {
        return packing
      },
      get work() {
        return steps
      },
      add: (cuts) => {
        const from = packing.rows
        packing = withCuts(packing, cuts)
        columnsOf = byRow(packing)
        tell(cuts.map((_, c) => from + c))
      },
      limit: (columns, least, most) => {
        if (columns.length === 0) return
        const indices = Int32Array.from(columns).sort()
        const all = (value: number): Float64Array => new Float64Array(indices.length).fill(value)
        model.changeColsBounds({ kind: 'set', indices }, all(least), all(most))
      },
      ease: () => told.forgetSlack(),
      mark: () => told.mark(),
      solve: (isEnough = () => false) => {
        // Of a model without columns HiGHS says nothing.
        if (packing.columns === 0) return { share: new Float64Array(0), price: new Float64Array(packing.rows) }
        for (;;) {
          model.run()
          steps += Number(model.info.get('simplex_iteration_count')) * told.count
          const { colValue, rowDual } = model.getSolution()
          const price = told.pricesOf(rowDual, packing.rows)
          const broken = isEnough(price) ? [] : brokenBy(colValue)
          if (broken.length === 0) return { share: Float64Array.from(colValue), price }
          tell(broken)
        }
      },
    })
  })
}

/** What each group row is worth: the profit of the group's best column. */
const groupPrices = (packing: Packing, price: Float64Array): readonly number[] =>
  Array.from({ length: packing.groups }, (_, g) => g)
    .filter((g) => (packing.groupStart[g + 1] ?? 0) - (packing.groupStart[g] ?? 0) > 1)
    .map((g) => {
      const best = bestColumn(packing, price, g, -1)
      return best < 0 ? 0 : profitOf(packing, price, best, Number.NEGATIVE_INFINITY)
    })

const rowsWhere = ({ rows }: Packing, is: (row: number) => boolean): readonly number[] =>
  Array.from({ length: rows }, (_, r) => r).filter(is)

/** How much of each row these shares use. */
const usageOf = ({ rows, columns, start, rowOf }: Packing, share: ArrayLike<number>): Float64Array => {
  const used = new Float64Array(rows)
  for (let j = 0; j < columns; j++) {
    const x = share[j] ?? 0
    if (x <= 0) continue
    for (let e = start[j] ?? 0; e < (start[j + 1] ?? 0); e++) used[rowOf[e] ?? 0] = (used[rowOf[e] ?? 0] ?? 0) + x
  }
  return used
}

interface ToldRow {
  readonly row: number
  readonly capacity: number
  readonly columns: ArrayLike<number>
}

/** The rows that the model knows, after those of the groups. */
const toldRows = (
  solver: Highs,
  model: Model,
  { groups, columns: numCols }: { readonly groups: number; readonly columns: number },
) => {
  let known: readonly { readonly row: number; readonly capacity: number }[] = []
  let numbers = new Set<number>()
  const { basic } = solver.constants.basisStatus
  /** None where HiGHS had nothing to do, or gave up. */
  const basis = (): Basis | undefined =>
    model.info.get('basis_validity') === solver.constants.basisValidity.valid ? model.getBasis() : undefined
  const keep = (rows: typeof known): void => {
    known = rows
    numbers = new Set(rows.map(({ row }) => row))
  }
  return {
    get count() {
      return groups + known.length
    },
    has: (row: number) => numbers.has(row),
    add: (rows: readonly ToldRow[]): void => {
      if (rows.length === 0) return
      const starts = new Int32Array(rows.length + 1)
      rows.forEach(({ columns }, r) => {
        starts[r + 1] = (starts[r] ?? 0) + columns.length
      })
      const indices = new Int32Array(starts[rows.length] ?? 0)
      rows.forEach(({ columns }, r) => {
        indices.set(columns, starts[r])
      })
      const values = new Float64Array(indices.length).fill(1)
      model.addRows({
        lower: new Float64Array(rows.length).fill(-solver.infinity),
        upper: Float64Array.from(rows, ({ capacity }) => capacity),
        matrix: { format: 'csr', numRows: rows.length, numCols, starts, indices, values },
      })
      keep([...known, ...rows.map(({ row, capacity }) => ({ row, capacity }))])
    },
    forgetSlack: (): void => {
      const rowStatus = basis()?.rowStatus
      if (!rowStatus) return
      const { rowValue } = model.getSolution()
      const isSlack = (at: number, capacity: number): boolean =>
        rowStatus[groups + at] === basic && (rowValue[groups + at] ?? 0) < capacity - BROKEN
      const slack = known.flatMap(({ capacity }, at) => (isSlack(at, capacity) ? [groups + at] : []))
      if (slack.length === 0) return
      keep(known.filter(({ capacity }, at) => !isSlack(at, capacity)))
      model.deleteRows({ kind: 'set', indices: Int32Array.from(slack) })
    },
    /**
     * The basis that prices and shares speak of: rows with a price bind, columns of which something is taken make up for them. Where
     * the two are not as many, the cheapest rows or the least taken columns are left out.
     */
    startFrom: (packing: Packing, { price, share }: Start): void => {
      const { lower, upper } = solver.constants.basisStatus
      const rowPrice = [...groupPrices(packing, price), ...known.map(({ row }) => price[row] ?? 0)]
      const dearestFirst = (at: ArrayLike<number>) => (a: number, b: number) => (at[b] ?? 0) - (at[a] ?? 0) || a - b
      const binding = Array.from(rowPrice.keys()).filter((r) => (rowPrice[r] ?? 0) > PRICED)
      const taken = Array.from(share.keys()).filter((j) => (share[j] ?? 0) > PRICED)
      const count = Math.min(binding.length, taken.length)
      const rowStatus = new Int32Array(rowPrice.length).fill(basic)
      const colStatus = new Int32Array(packing.columns).fill(lower)
      for (const r of binding.sort(dearestFirst(rowPrice)).slice(0, count)) rowStatus[r] = upper
      for (const j of taken.sort(dearestFirst(share)).slice(0, count)) colStatus[j] = basic
      model.setBasis({ colStatus, rowStatus })
    },
    /** Rows told since are given back their slack. */
    mark: (): (() => void) => {
      const reached = basis()
      return () => {
        if (!reached) return
        const rowStatus = new Int32Array(groups + known.length).fill(basic)
        rowStatus.set(reached.rowStatus)
        model.setBasis({ colStatus: reached.colStatus, rowStatus })
      }
    },
    pricesOf: (rowDual: ArrayLike<number>, rows: number): Float64Array => {
      const price = new Float64Array(rows)
      known.forEach(({ row }, at) => {
        price[row] = Math.max(0, rowDual[groups + at] ?? 0)
      })
      return price
    },
  }
}
