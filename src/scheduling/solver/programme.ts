/** A 0/1 programme: maximise `obj`·x over x in {0, 1}ⁿ, with lo ≤ Σ v·x[i] ≤ hi for every row (null: no limit on that side). */
export interface Programme {
  readonly n: number
  readonly obj: ArrayLike<number>
  readonly rows: readonly ProgrammeRow[]
}

export interface ProgrammeRow {
  readonly i: ArrayLike<number>
  readonly v: ArrayLike<number>
  readonly lo: number | null
  readonly hi: number | null
}

export interface ProgrammeSolution {
  /**
   * `optimal`: nothing better exists. `feasible`: the best found before a limit or a stop. `none`: nothing was found before it.
   * `infeasible`: no x fulfils all rows.
   */
  readonly status: 'optimal' | 'feasible' | 'none' | 'infeasible'
  readonly x: Uint8Array
  readonly objective: number
  /** No x has a larger objective. */
  readonly bound: number
}

/** The largest number that divides every coefficient, or 0 when they are not whole: objectives differ by multiples of it. */
export const commonStep = (obj: ArrayLike<number>): number => {
  let step = 0
  for (let j = 0; j < obj.length; j++) {
    const value = Math.abs(obj[j] ?? 0)
    if (!Number.isSafeInteger(value)) return 0
    step = greatestCommonDivisor(step, value)
  }
  return step
}

const greatestCommonDivisor = (a: number, b: number): number => {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

export const objectiveOf = ({ obj }: Programme, x: ArrayLike<number>): number => {
  let sum = 0
  for (let j = 0; j < x.length; j++) if (x[j]) sum += obj[j] ?? 0
  return sum
}

export const isFeasible = ({ rows }: Programme, x: ArrayLike<number>): boolean =>
  rows.every(({ i, v, lo, hi }) => {
    let sum = 0
    for (let k = 0; k < i.length; k++) sum += (v[k] ?? 0) * (x[i[k] ?? 0] ?? 0)
    return (lo === null || sum >= lo - 1e-6) && (hi === null || sum <= hi + 1e-6)
  })
