import { highs, modelOf } from './highs'
import type { Packing } from './packing'
import { programmeOf } from './restrict'

/** The best fractional selection. */
export interface Fractional {
  /** How much of each column is taken. */
  readonly share: Float64Array
  /** What one more unit of each row would bring, never negative: prices that bound all selections (`boundsWith`). */
  readonly price: Float64Array
}

/** The linear relaxation of a packing, kept between solutions: after a change of few columns the next one takes few steps. */
export interface Relaxation {
  /** From now on the column is taken in a share between these two. */
  limit(columns: readonly number[], least: 0 | 1, most: 0 | 1): void
  solve(): Fractional
  /** Keeps where the last solution was reached; calling what it returns makes the next one start from there. */
  mark(): () => void
}

/** Opens the relaxation in HiGHS for as long as `work` goes on. */
export const relaxing = async <T>(packing: Packing, work: (relaxation: Relaxation) => T): Promise<T> => {
  const solver = await highs()
  const programme = programmeOf(packing)
  const ofGroups = programme.rows.length - packing.rows
  return solver.withModel(modelOf(solver, programme, true), (model) => {
    // Prices have left little to simplify, and a simplified model would throw away the basis from one solution to the next.
    model.options.set({ output_flag: false, random_seed: 0, presolve: 'off' })
    return work({
      limit: (columns, least, most) => {
        if (columns.length === 0) return
        const indices = Int32Array.from(columns).sort()
        const all = (value: number): Float64Array => new Float64Array(indices.length).fill(value)
        model.changeColsBounds({ kind: 'set', indices }, all(least), all(most))
      },
      mark: () => {
        const basis = model.getBasis()
        return () => void model.setBasis(basis)
      },
      solve: () => {
        // Of a model without columns HiGHS says nothing.
        if (packing.columns === 0) return { share: new Float64Array(0), price: new Float64Array(packing.rows) }
        model.run()
        const { colValue, rowDual } = model.getSolution()
        return {
          share: Float64Array.from(colValue),
          price: Float64Array.from({ length: packing.rows }, (_, r) => Math.max(0, rowDual[ofGroups + r] ?? 0)),
        }
      },
    })
  })
}
