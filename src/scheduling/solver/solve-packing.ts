import { type Annealing, anneal, hardestFirst } from './anneal'
import { TOLERANCE } from './lagrangian'
import { merged } from './merge'
import { type Packing, type Selection, totalOf } from './packing'
import { AT_ROOT, type Cutting, favoured, lower, type Priced, struckOut, unpriced, withBrokenCliques } from './priced'
import { bestAbove } from './proof'
import { COLD, WARM } from './subgradient'
import { type DoAll, type Done, inTurn, type Task } from './tasks'

/** How far to go. All limits are counts, so that the answer depends on the problem and the seed alone. */
export interface Effort {
  readonly seed: number
  /** Annealing moves per group, in all. */
  readonly moves: number
  /** Times that the bound is lowered by cliques. */
  readonly cuts: number
  /** Times that selections are annealed among the columns that the prices favour, and merged. */
  readonly polish: number
  /** Selections annealed each time; an even number. */
  readonly anneals: number
  /** The linear relaxation is solved when no more columns than this can be in a better selection; 0 never does. */
  readonly exactColumns: number
  /** Steps of the simplex method in the proof, each counted with the rows that it looks at. */
  readonly work: number
}

export const QUICK: Omit<Effort, 'seed'> = { moves: 3000, cuts: 8, polish: 2, anneals: 4, exactColumns: 0, work: 0 }
export const THOROUGH: Omit<Effort, 'seed'> = {
  moves: 3000,
  cuts: 12,
  polish: 4,
  anneals: 8,
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
 * columns that the prices favour, and the best that can be made of several results; and, on what could still be better, the linear relaxation
 * and branch and bound, for the proof.
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
  let { work } = effort
  let seeds = 0
  let pool: readonly Selection[] = []
  /** Different selections near the best, each by other random numbers, in lines for whoever is free; and what the results are in the whole. */
  const annealing = (priced: Priced): Annealed => {
    const near = favoured(packing, priced, best)
    const moves = ANNEAL_SHARE * effort.moves * packing.groups
    const tasks = Array.from({ length: LINES }, (): Task => {
      const ways = Array.from({ length: effort.anneals / LINES }, (): Annealing => {
        seeds += 1
        return { seed: effort.seed + seeds, moves, ...WARMTH, from: near.inside(best) }
      })
      return { kind: 'anneal', packing: near.packing, ways }
    })
    const selectionsIn = (done: readonly Done[]): readonly Selection[] =>
      done.flatMap((one) => (one.kind === 'annealed' ? one.selections.map(near.outside) : []))
    return { tasks, selectionsIn }
  }
  /** The best of these selections, and of what can be made of the last ones. */
  const merge = async (priced: Priced, selections: readonly Selection[]): Promise<void> => {
    pool = [...pool, ...selections].slice(-Math.max(LINES, Math.floor(POOLED / packing.groups ** 2)))
    for (const selection of selections) take(selection)
    const found = await merged(priced, [best, ...pool], { floor: objective, mostWork: MERGING * packing.groups ** 2 })
    work -= found.work
    if (found.selection) take(found.selection)
    tell('polish')
  }
  const polish = async (priced: Priced): Promise<void> => {
    polishes += 1
    const { tasks, selectionsIn } = annealing(priced)
    await merge(priced, selectionsIn(await (packing.groups > MOST_SHARED ? inTurn : doAll)(tasks)))
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
    const isExact = (): boolean => round >= EXACT_FROM && priced.packing.columns <= effort.exactColumns
    if (round % POLISH_EVERY === 0 && round < effort.cuts && polishes < effort.polish && !isExact())
      await polish(priced)
    priced = struckOut(priced, best, objective)
    if (isExact()) break
    if (misses === MOST_MISSES || round === effort.cuts) break
    const widened = withBrokenCliques(priced)
    if (widened === priced) break
    priced = widened
  }
  /** Cuts, and meanwhile more selections to make better ones of. */
  const cutAndMerge = async (cutting: Cutting): Promise<void> => {
    const before = priced
    const { tasks, selectionsIn } = annealing(priced)
    const done = await doAll([{ kind: 'cut', priced, floor: objective, cutting }, ...tasks])
    for (const one of done) {
      if (one.kind !== 'tight') continue
      priced = one.tight
      work -= one.tight.work
      bound = Math.min(bound, Math.max(objective, Math.floor(one.tight.bound + TOLERANCE)))
      tell('bound')
    }
    await merge(before, selectionsIn(done))
  }
  if (work > 0 && priced.packing.columns <= effort.exactColumns && objective < bound) {
    await cutAndMerge(UNCUT)
    let before = Number.POSITIVE_INFINITY
    for (let round = 0; objective < bound && (round < LEAST_CUTS || bound - objective < FURTHER * before); round++) {
      before = bound - objective
      await cutAndMerge(AT_ROOT)
    }
    const found = await bestAbove(priced, objective, { mostWork: work, doAll })
    if (found.selection) take(found.selection)
    if (found.isComplete) bound = objective
    tell('proof')
  }
  while (polishes < effort.polish && objective < bound) await polish(priced)
  bound = Math.max(bound, objective)
  tell('proof')
  return { selection: best, objective, bound }
}

/** Rounds of the bound by prices after which the relaxation takes over. */
const EXACT_FROM = 4

/** What is annealed at a time is for two threads, if there are. */
const LINES = 2

/** Hot enough for selections to leave each other, and what they began with. */
const WARMTH = { hot: 10, cold: 0.4 }

interface Annealed {
  readonly tasks: readonly Task[]
  readonly selectionsIn: (done: readonly Done[]) => readonly Selection[]
}

/** What a merge costs grows with the square of the groups: so many of the last selections, by so many steps of the simplex method at most. */
const POOLED = 3_200_000
const MERGING = 15

/** With more groups what a second thread is given to anneal takes too much memory. */
const MOST_SHARED = 600

/** The relaxation alone. */
const UNCUT: Cutting = { rounds: 0, pays: 1 }

/** Cuts go on for as long as they and merges leave less than this share of the gap; what the first do shows only with the second. */
const LEAST_CUTS = 2
const FURTHER = 0.7

/** Shares of the effort's moves. */
const FIRST_SHARE = 0.1
const ANNEAL_SHARE = 0.075

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
