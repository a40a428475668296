import { anneal, hardestFirst } from './anneal'
import { brokenCliques, withCliques } from './cuts'
import { solveProgramme } from './highs'
import { boundsWith, subgradient, TOLERANCE } from './lagrangian'
import { type Packing, type Selection, totalOf } from './packing'
import { programmeOf, restrictedTo, selectionOf, vectorOf } from './restrict'

/** How far to go. All limits are counts, so that the answer depends on the problem and the seed alone. */
export interface Effort {
  readonly seed: number
  /** Annealing moves per group, in all. */
  readonly moves: number
  /** Times that the bound is lowered by cliques. */
  readonly cuts: number
  /** Searches among the columns that the prices favour. */
  readonly polish: number
  /** HiGHS is asked when no more columns than this can be in a better selection; 0 never asks. */
  readonly proofColumns: number
  readonly proofNodes: number
}

export const QUICK: Omit<Effort, 'seed'> = { moves: 3000, cuts: 8, polish: 2, proofColumns: 0, proofNodes: 0 }
export const THOROUGH: Omit<Effort, 'seed'> = { moves: 6000, cuts: 12, polish: 4, proofColumns: 1500, proofNodes: 2000 }

export type Phase = 'first' | 'search' | 'bound' | 'polish' | 'proof'

export interface Standing {
  readonly phase: Phase
  readonly selection: Selection
  readonly objective: number
  /** Infinite until something is proven. */
  readonly bound: number
}

export interface Solved {
  readonly selection: Selection
  readonly objective: number
  /** No selection has a larger objective; equal to the objective when proven. */
  readonly bound: number
}

/**
 * Greedy, then annealing, for a selection; row prices lowered by subgradients and cliques, for a bound; annealing again among
 * the columns that the prices leave a chance; and HiGHS on what could still be better, for the proof.
 */
export const solvePacking = async (
  packing: Packing,
  effort: Effort,
  report: (standing: Standing) => void = () => undefined,
  from?: Selection,
): Promise<Solved> => {
  let best: Selection = from ?? hardestFirst(packing)
  let objective = totalOf(packing, best)
  let bound = trivialBound(packing)
  const take = (selection: Selection): void => {
    const value = totalOf(packing, selection)
    if (value <= objective) return
    best = selection
    objective = value
  }
  const tell = (phase: Phase): void => report({ phase, selection: best, objective, bound: Math.max(bound, objective) })
  const search = (share: number, hot: number, seed: number): void =>
    take(anneal(packing, { seed, moves: share * effort.moves * packing.groups, hot, cold: 0.5, from: best }))
  if (from) take(hardestFirst(packing))
  tell('first')
  if (objective < bound) search(0.1, 20, effort.seed)
  tell('first')
  if (objective < bound) search(0.4, 30, effort.seed + 1)
  tell('search')

  let priced = packing
  let price: Float64Array = new Float64Array(packing.rows)
  for (let round = 0; round <= effort.cuts && objective < bound; round++) {
    const dual = subgradient(priced, objective, round === 0 ? 600 : 250, price)
    const lowered = Math.floor(dual.bound + TOLERANCE)
    const isStuck = round > 2 && lowered >= bound
    bound = Math.min(bound, lowered)
    price = dual.price
    tell('bound')
    if (isStuck || round === effort.cuts) break
    const cliques = brokenCliques(priced, dual.share)
    if (cliques.length === 0) break
    priced = withCliques(priced, cliques)
    const longer = new Float64Array(priced.rows)
    longer.set(price)
    price = longer
  }
  for (let round = 0; round < effort.polish && objective < bound; round++) {
    const reach = REACHES[round % REACHES.length] ?? 0
    take(polished(priced, price, best, reach, { ...effort, seed: effort.seed + 2 + round }))
    tell('polish')
  }
  if (objective < bound && effort.proofColumns > 0) {
    const { selection, bound: proven } = await proved(priced, price, best, bound, effort, (lower) => {
      bound = Math.min(bound, lower)
      tell('proof')
    })
    take(selection)
    bound = Math.min(bound, proven)
  }
  bound = Math.max(bound, objective)
  tell('proof')
  return { selection: best, objective, bound }
}

/** How far below the bound, in points, a column may be to take part in a polish. */
const REACHES = [15, 25, 40]

/** Everybody's best column at once. */
const trivialBound = ({ groups, groupStart, value }: Packing): number => {
  let sum = 0
  for (let g = 0; g < groups; g++) {
    const first = groupStart[g] ?? 0
    if (first < (groupStart[g + 1] ?? 0)) sum += value[first] ?? 0
  }
  return sum
}

/** Anneals from `best`, not very hot, among the columns that the prices put within `reach` of the bound, dearest last. */
const polished = (
  priced: Packing,
  price: Float64Array,
  best: Selection,
  reach: number,
  { seed, moves }: Effort,
): Selection => {
  const { column, bound } = boundsWith(priced, price)
  const isKept = new Uint8Array(priced.columns)
  for (const j of best) if (j >= 0) isKept[j] = 1
  for (let j = 0; j < priced.columns; j++) if (bound - (column[j] ?? 0) <= reach) isKept[j] = 1
  const { packing, columnOf, inside, outside } = restrictedTo(priced, (j) => isKept[j] === 1)
  const chance = (k: number): number => column[columnOf[k] ?? 0] ?? 0
  const preference = Int32Array.from(columnOf.keys()).sort(
    (a, b) => (packing.groupOf[a] ?? 0) - (packing.groupOf[b] ?? 0) || chance(b) - chance(a) || a - b,
  )
  const from = inside(best)
  return outside(anneal(packing, { seed, moves: 0.25 * moves * packing.groups, hot: 8, cold: 0.4, from, preference }))
}

/** HiGHS on the columns that can be in a selection better than `best`, and those of `best`. */
const proved = async (
  priced: Packing,
  price: Float64Array,
  best: Selection,
  known: number,
  effort: Effort,
  onBound: (bound: number) => void,
): Promise<{ readonly selection: Selection; readonly bound: number }> => {
  const objective = totalOf(priced, best)
  const { column } = boundsWith(priced, price)
  const able = Array.from(column.keys()).filter((j) => (column[j] ?? 0) >= objective + 1 - TOLERANCE)
  if (able.length === 0) return { selection: best, bound: objective }
  if (able.length > effort.proofColumns) return { selection: best, bound: known }
  const kept = new Set([...able, ...best.filter((j) => j >= 0)])
  const { packing, inside, outside } = restrictedTo(priced, (j) => kept.has(j))
  const solution = await solveProgramme(programmeOf(packing), {
    start: vectorOf(packing, inside(best)),
    nodes: effort.proofNodes,
    onBound: (_, bound) => onBound(Math.max(objective, Math.floor(bound + TOLERANCE))),
  })
  const isFound = solution.status === 'optimal' || solution.status === 'feasible'
  return {
    selection: isFound ? outside(selectionOf(packing, solution.x)) : best,
    bound: Math.max(objective, Math.min(known, solution.bound)),
  }
}
