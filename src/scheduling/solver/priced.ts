import { anneal } from './anneal'
import { brokenCliques, withCuts } from './cuts'
import { boundOf, boundsWith, FORBIDDEN, FREE, TOLERANCE } from './lagrangian'
import type { Packing, Selection } from './packing'
import { relaxing } from './relaxation'
import { narrowedTo } from './restrict'
import { type Steps, subgradient } from './subgradient'
import { zeroHalfCuts } from './zero-half'

/** A packing with prices for its rows, maybe without the columns that cannot be in a better selection. */
export interface Priced {
  readonly packing: Packing
  readonly price: Float64Array
  readonly share: Float64Array
  /** True when both are a solution of the linear relaxation, or of one with more columns. */
  readonly isSolved: boolean
  /** Of a selection better than the one the columns were struck out for. */
  readonly bound: number
  /** Number of each column in the packing that all began with. */
  readonly columnOf: Int32Array
}

export const unpriced = (packing: Packing): Priced => ({
  packing,
  price: new Float64Array(packing.rows),
  share: new Float64Array(packing.columns),
  isSolved: false,
  bound: Number.POSITIVE_INFINITY,
  columnOf: Int32Array.from({ length: packing.columns }, (_, j) => j),
})

export const lower = (priced: Priced, target: number, steps: Steps): Priced => ({
  ...priced,
  isSolved: false,
  ...subgradient(priced.packing, target, steps, priced.price),
})

/** With the best prices there are: those of the linear relaxation. */
export const relaxed = async (priced: Priced): Promise<Priced> => {
  const fractional = await relaxing(priced.packing, priced, (relaxation) => relaxation.solve())
  return { ...priced, ...fractional, isSolved: true, bound: boundOf(priced.packing, fractional.price) }
}

/** The same when no clique is broken. */
export const withBrokenCliques = (priced: Priced): Priced => {
  const cliques = brokenCliques(priced.packing, priced.share)
  if (cliques.length === 0) return priced
  const packing = withCuts(priced.packing, cliques)
  const price = new Float64Array(packing.rows)
  price.set(priced.price)
  return { ...priced, packing, price }
}

/** Struck out when fewer than this share of the columns is left: before that it is not worth the copy. */
const WORTHWHILE = 0.9

/** Without the columns that cannot be in a selection better than `best`, and the rows that cannot bind any more. */
export const struckOut = (priced: Priced, best: Selection, objective: number, worthwhile = WORTHWHILE): Priced => {
  const { packing, price, columnOf } = priced
  const { column } = boundsWith(packing, price)
  const chosen = new Set(best)
  const kept = Int32Array.from(column.keys()).filter(
    (j) => (column[j] ?? 0) >= objective + 1 - TOLERANCE || chosen.has(columnOf[j] ?? 0),
  )
  if (kept.length > worthwhile * packing.columns) return priced
  return narrowed(priced, kept)
}

export const narrowed = (priced: Priced, kept: Int32Array): Priced => {
  const narrow = narrowedTo(priced.packing, kept)
  return {
    ...priced,
    packing: narrow.packing,
    price: Float64Array.from(narrow.rowsKept, (r) => priced.price[r] ?? 0),
    share: Float64Array.from(kept, (j) => priced.share[j] ?? 0),
    columnOf: kept.map((j) => priced.columnOf[j] ?? 0),
  }
}

/** A selection of what was narrowed, in terms of the packing that all began with. */
export const wholeOf = ({ columnOf }: Priced, selection: Selection): Selection =>
  selection.map((j) => (j < 0 ? -1 : (columnOf[j] ?? -1)))

/** The part that a selection worth more than `floor` is made of. */
export const withinReach = (priced: Priced, floor: number): Priced => {
  const { column } = boundsWith(priced.packing, priced.price)
  return narrowed(
    priced,
    Int32Array.from(column.keys()).filter((j) => (column[j] ?? 0) >= floor + 1 - TOLERANCE),
  )
}

/** Rounds of cuts at most, and the share of what it is above the floor that the bound must fall in a round for another. */
const CUT_ROUNDS = 20
const PAYS = 0.02

/**
 * Only what a selection worth more than `floor` is made of, with a bound on those: the linear relaxation with cuts that its solutions break,
 * as long as they lower the bound.
 */
export const tightened = (priced: Priced, floor: number): Promise<Priced & { readonly work: number }> => {
  const near = withinReach(priced, floor)
  return relaxing(near.packing, near, (relaxation) => {
    const settled = new Uint8Array(near.packing.columns)
    let last = Number.POSITIVE_INFINITY
    for (let round = 0; ; round++) {
      const { share, price } = relaxation.solve()
      const { packing } = relaxation
      const { bound, column } = boundsWith(packing, price, settled)
      const hopeless = Array.from(column.keys()).filter(
        (j) => settled[j] === FREE && (column[j] ?? 0) < floor + 1 - TOLERANCE,
      )
      for (const j of hopeless) settled[j] = FORBIDDEN
      const isLast = round === CUT_ROUNDS || bound < floor + 1 - TOLERANCE || last - bound < PAYS * (bound - floor)
      const cuts = isLast ? [] : [...brokenCliques(packing, share), ...zeroHalfCuts(packing, share)]
      if (cuts.length === 0) {
        const kept = Int32Array.from(settled.keys()).filter((j) => settled[j] === FREE)
        return { ...narrowed({ ...near, packing, price, share, bound, isSolved: true }, kept), work: relaxation.work }
      }
      last = bound
      relaxation.ease()
      relaxation.limit(hopeless, 0, 0)
      relaxation.add(cuts)
    }
  })
}

/** How far below the bound, in points, a column may be to take part in a polish. */
const REACHES = [15, 15, 15, 25, 40]
/** First temperatures of polishes: from what the last has found, less and less is torn down. */
const HEATS = [10, 6, 4, 6, 8]

/**
 * Anneals from `best` among the columns that the prices put within reach of the bound, and those of `best`. Each
 * group has the column that the prices like best first, because a column's value alone says nothing of what it keeps from others.
 */
export const polished = (
  packing: Packing,
  { packing: own, price, columnOf }: Priced,
  best: Selection,
  { turn, seed, moves }: { readonly turn: number; readonly seed: number; readonly moves: number },
): Selection => {
  const { column, bound } = boundsWith(own, price)
  const reach = REACHES[turn % REACHES.length] ?? 0
  const hot = HEATS[turn % HEATS.length] ?? 0
  const chosen = new Set(best)
  const chance = (j: number): number => column[j] ?? 0
  const kept = Int32Array.from(column.keys())
    .filter((j) => bound - chance(j) <= reach || chosen.has(columnOf[j] ?? 0))
    .sort((a, b) => (own.groupOf[a] ?? 0) - (own.groupOf[b] ?? 0) || chance(b) - chance(a) || a - b)
  const {
    packing: favoured,
    inside,
    outside,
  } = narrowedTo(
    packing,
    kept.map((j) => columnOf[j] ?? 0),
  )
  return outside(anneal(favoured, { seed, moves, hot, cold: 0.4, from: inside(best) }))
}
