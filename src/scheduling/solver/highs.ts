import loadHighs, { type Highs, type ModelData } from 'highs'
import { commonStep, isFeasible, objectiveOf, type Programme, type ProgrammeSolution } from './programme'

export interface SolveLimits {
  /** A feasible x to start from. */
  readonly start?: ArrayLike<number>
  /** Branch-and-bound nodes; a limit that means the same on every machine. */
  readonly nodes?: number
  /** Stop when the bound is this share above the best found; 0 asks for proof. */
  readonly relativeGap?: number
  /** Asked now and then; true ends the search with the best found. */
  readonly isStopped?: () => boolean
  readonly onBound?: (objective: number, bound: number) => void
}

let loading: Promise<Highs> | undefined

/** The WebAssembly module, loaded once per thread. Its memory grows with the largest model and never shrinks. */
export const highs = (): Promise<Highs> => {
  loading ??= loadHighs()
  return loading
}

/** Rows of a programme with `n` variables as HiGHS takes them. */
const rowsOf = (solver: Highs, rows: Programme['rows'], n: number) => {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach(({ i }, r) => {
    starts[r + 1] = (starts[r] ?? 0) + i.length
  })
  const indices = new Int32Array(starts[rows.length] ?? 0)
  const values = new Float64Array(indices.length)
  rows.forEach(({ i, v }, r) => {
    indices.set(i, starts[r])
    values.set(v, starts[r])
  })
  return {
    lower: Float64Array.from(rows, ({ lo }) => lo ?? -solver.infinity),
    upper: Float64Array.from(rows, ({ hi }) => hi ?? solver.infinity),
    matrix: { format: 'csr', numRows: rows.length, numCols: n, starts, indices, values },
  } as const
}

/** The programme as HiGHS takes it. */
const modelOf = (solver: Highs, { n, obj, rows }: Programme): ModelData => {
  const { lower, upper, matrix } = rowsOf(solver, rows, n)
  return {
    numCols: n,
    numRows: rows.length,
    sense: solver.constants.objectiveSense.maximize,
    colCost: Float64Array.from(obj),
    colLower: new Float64Array(n),
    colUpper: new Float64Array(n).fill(1),
    rowLower: lower,
    rowUpper: upper,
    matrix,
    integrality: new Int32Array(n).fill(solver.constants.variableType.integer),
  }
}

/**
 * Solves a 0/1 programme with HiGHS, which blocks its thread: call it in a worker. HiGHS calls a solution optimal within a gap
 * of 1e-4 unless told otherwise, so the gaps asked for are none, and less than the step between two objectives.
 */
export const solveProgramme = async (programme: Programme, limits: SolveLimits = {}): Promise<ProgrammeSolution> => {
  const solver = await highs()
  const step = commonStep(programme.obj)
  return solver.withModel(modelOf(solver, programme), (model): ProgrammeSolution => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: limits.relativeGap ?? 0,
      mip_abs_gap: step > 0 ? step * 0.999 : 1e-9,
      random_seed: 0,
      ...(limits.nodes === undefined ? {} : { mip_max_nodes: limits.nodes }),
    })
    if (limits.start) model.setSolution({ colValue: Float64Array.from(limits.start) })
    const { mipInterrupt, mipLogging } = solver.constants.callbackType
    let lastBound = Number.POSITIVE_INFINITY
    model.run({
      [mipInterrupt](event) {
        if (limits.isStopped?.()) event.interrupt()
        return undefined
      },
      [mipLogging](event) {
        const { mip_primal_bound: objective, mip_dual_bound: bound } = event.data
        if (objective !== undefined && bound !== undefined && bound < lastBound) {
          lastBound = bound
          limits.onBound?.(objective, bound)
        }
        return undefined
      },
    })
    const status = model.getModelStatus()
    const states = solver.constants.modelStatus
    const nothing = { x: new Uint8Array(programme.n), objective: Number.NEGATIVE_INFINITY }
    if (status === states.infeasible) return { status: 'infeasible', ...nothing, bound: Number.NEGATIVE_INFINITY }
    const x = Uint8Array.from(model.getSolution().colValue, (share) => (share > 0.5 ? 1 : 0))
    const bound = stepDown(model.info.get('mip_dual_bound'), step)
    if (!isFeasible(programme, x)) return { status: 'none', ...nothing, bound }
    // HiGHS works in floating point: the objective is summed again from the rounded solution.
    const objective = objectiveOf(programme, x)
    const isProven = status === states.optimal && (limits.relativeGap ?? 0) === 0
    return { status: isProven ? 'optimal' : 'feasible', x, objective, bound: isProven ? objective : bound }
  })
}

/** The largest objective that exists at or below a bound computed in floating point. */
const stepDown = (bound: unknown, step: number): number => {
  const value = typeof bound === 'number' ? bound : Number.POSITIVE_INFINITY
  return step > 0 ? Math.floor(value / step + 1e-6) * step : value
}
