import { anneal, hardestFirst } from './anneal'
import { TOLERANCE } from './lagrangian'
import type { Reach } from './neighbourhood'
import { type Packing, type Selection, totalOf } from './packing'
import {
  AT_ROOT,
  lower,
  type Priced,
  polished,
  relaxed,
  struckOut,
  type Tightened,
  unpriced,
  withBrokenCliques,
} from './priced'
import { bestAbove } from './proof'
import { COLD, WARM } from './subgradient'
import { type DoAll, inTurn, type Task } from './tasks'

/** How far to go. All limits are counts, so that the answer depends on the problem and the seed alone. */
export interface Effort {
  readonly seed: number
  /** Annealing moves per group, in all. */
  readonly moves: number
  /** Times that the bound is lowered by cliques. */
  readonly cuts: number
  /** Searches among the columns that the prices favour. */
  readonly polish: number
  /** The linear relaxation is solved when no more columns than this can be in a better selection; 0 never does. */
  readonly exactColumns: number
  /** Steps of the simplex method in the proof, each counted with the rows that it looks at. */
  readonly work: number
}

export const QUICK: Omit<Effort, 'seed'> = { moves: 3000, cuts: 8, polish: 3, exactColumns: 0, work: 0 }
export const THOROUGH: Omit<Effort, 'seed'> = {
  moves: 3000,
  cuts: 12,
  polish: 10,
  exactColumns: 20_000,
  work: 120_000_000,
}

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

/** What a search may be given beyond the problem; the answer depends on `from` alone. */
export interface Course {
  readonly report?: (standing: Standing) => void
  /** A selection to start from. */
  readonly from?: Selection
  /** Who searches; the caller's thread unless told. */
  readonly doAll?: DoAll
}

/**
 * Greedy and a short annealing, for a selection; row prices lowered by subgradients and cliques, for a bound; annealing among the
 * columns that the prices favour; and, on what could still be better, the linear relaxation and branch and bound, for the proof.
 */
export const solvePacking = async (
  packing: Packing,
  effort: Effort,
  { report = () => undefined, from, doAll = inTurn }: Course = {},
): Promise<Solved> => {
  let best: Selection = from ?? hardestFirst(packing)
  let objective = totalOf(packing, best)
  let bound = trivialBound(packing)
  let polishes = 0
  let misses = 0
  let scale = WARM.scale
  const take = (selection: Selection): void => {
    const value = totalOf(packing, selection)
    if (value <= objective) return
    best = selection
    objective = value
  }
  const tell = (phase: Phase): void => report({ phase, selection: best, objective, bound: Math.max(bound, objective) })
  const polish = (priced: Priced): void => {
    const moves = POLISH_SHARE * effort.moves * packing.groups
    take(polished(packing, priced, best, { turn: polishes, seed: effort.seed + 1 + polishes, moves }))
    polishes += 1
    tell('polish')
  }
  if (from) take(hardestFirst(packing))
  tell('first')
  if (objective < bound) {
    const moves = FIRST_SHARE * effort.moves * packing.groups
    take(anneal(packing, { seed: effort.seed, moves, hot: 20, cold: 0.5, from: best }))
  }
  tell('search')
  let priced = unpriced(packing)
  for (let round = 0; round <= effort.cuts && objective < bound; round++) {
    const lowered = lower(priced, objective, round === 0 ? COLD : { ...WARM, scale })
    const reached = Math.max(objective, Math.floor(lowered.bound + TOLERANCE))
    const isMissed = reached >= bound
    misses = isMissed ? misses + 1 : 0
    if (isMissed) scale *= SHORTER
    bound = Math.min(bound, reached)
    priced = lowered
    tell('bound')
    if (round % POLISH_EVERY === 0 && round < effort.cuts && polishes < effort.polish) polish(priced)
    priced = struckOut(priced, best, objective)
    if (round >= EXACT_FROM && priced.packing.columns <= effort.exactColumns) break
    if (misses === MOST_MISSES || round === effort.cuts) break
    const widened = withBrokenCliques(priced)
    if (widened === priced) break
    priced = widened
  }
  let work = priced.packing.columns <= effort.exactColumns ? effort.work : 0
  const lowerTo = (reached: number): void => {
    bound = Math.min(bound, Math.max(objective, Math.floor(reached + TOLERANCE)))
    tell('bound')
  }
  const lowered = (to: Tightened): void => {
    priced = to
    work -= to.work
    lowerTo(to.bound)
  }
  /** Cuts, and meanwhile what is nearby. */
  const cutAndLook = async (reaches: readonly Reach[]): Promise<void> => {
    const incumbent = { best, objective }
    const done = await doAll([
      { kind: 'cut', priced, floor: objective, cutting: AT_ROOT },
      ...reaches.map((reach): Task => ({ kind: 'look', priced, incumbent, reach })),
    ])
    for (const one of done) {
      if (one.kind === 'tight') lowered(one.tight)
      if (one.kind !== 'nearby') continue
      work -= one.nearby.work
      take(one.nearby.selection)
      tell('polish')
    }
  }
  if (work > 0 && objective < bound) {
    lowered(await relaxed(priced))
    for (let before = Number.POSITIVE_INFINITY; objective < bound && bound - objective < FURTHER * before; ) {
      const reaches = before === Number.POSITIVE_INFINITY ? NEAR : NEARER
      before = bound - objective
      await cutAndLook(reaches)
    }
    const found = await bestAbove(priced, objective, { mostWork: work, doAll })
    if (found.selection) take(found.selection)
    if (found.isComplete) bound = objective
    tell('proof')
  }
  while (polishes < effort.polish && objective < bound) polish(priced)
  bound = Math.max(bound, objective)
  tell('proof')
  return { selection: best, objective, bound }
}

/** Rounds of the bound by prices after which the relaxation takes over. */
const EXACT_FROM = 4

/** Searches nearby, before any cuts and with them; those of a line follow each other, lines are for whoever is free. */
const NEAR: readonly Reach[] = [{ keptFrom: [0.3, 0.5], mostWork: 500_000 }]
const NEARER: readonly Reach[] = [
  { keptFrom: [0.3, 0.5, 0.8], mostWork: 2_000_000 },
  { keptFrom: [0.65, 0.9], mostWork: 2_000_000 },
]

/** Cuts and searches nearby alternate for as long as together they leave less than this share of the gap. */
const FURTHER = 0.7

/** Shares of the effort's moves. */
const FIRST_SHARE = 0.1
const POLISH_SHARE = 0.3

/** A round that has not lowered the bound went too far at once: the next ones go this share as far. So many in a row are the last. */
const SHORTER = 0.4
const MOST_MISSES = 3

/** Rounds of the bound from one polish to the next; what is left of them comes in the end, when the prices are at their best. */
const POLISH_EVERY = 4

/** Everybody's best column at once. */
const trivialBound = ({ groups, groupStart, value }: Packing): number => {
  let sum = 0
  for (let g = 0; g < groups; g++) {
    const first = groupStart[g] ?? 0
    if (first < (groupStart[g + 1] ?? 0)) sum += value[first] ?? 0
  }
  return sum
}
