import { AT_LOWER, BASIC, type Basis, narrowedBasis, UNTOLD, withRows } from './basis'
import { brokenCliques, type Cut, withCuts } from './cuts'
import { dominatedColumns } from './dominated'
import { boundsWith, isBetter } from './lagrangian'
import { floatsAt, thoseOf } from './numbers'
import type { Packing, Selection } from './packing'
import { type Asked, relaxation } from './relaxation'
import { between, narrowedTo, type Restriction } from './restrict'
import { type Steps, subgradient } from './subgradient'
import { zeroHalfCuts } from './zero-half'

/** A packing with prices for its rows, maybe without the columns that cannot be in a better selection. */
export interface Priced {
  readonly packing: Packing
  readonly price: Float64Array
  readonly share: Float64Array
  /** What a search has settled about each column: `FREE`, `FORBIDDEN` or `TAKEN`. */
  readonly settled: Uint8Array
  /** Where the linear relaxation of this packing, or of one with more columns, was solved; absent when prices and shares are not from there. */
  readonly basis?: Basis
  /** Of a selection better than the one the columns were struck out for. */
  readonly bound: number
  /** Number of each column in the packing that all began with. */
  readonly columnOf: Int32Array
}

export const unpriced = (packing: Packing): Priced => ({
  packing,
  price: new Float64Array(packing.rows),
  share: new Float64Array(packing.columns),
  settled: new Uint8Array(packing.columns),
  bound: Number.POSITIVE_INFINITY,
  columnOf: Int32Array.from({ length: packing.columns }, (_, j) => j),
})

export const lower = ({ basis: _, ...priced }: Priced, target: number, steps: Steps): Priced => ({
  ...priced,
  ...subgradient(priced.packing, target, steps, priced.price),
})

export type Tightened = Priced & {
  /** Steps of the simplex method, each counted with the rows that it looked at. */
  readonly work: number
}

/** With the best prices there are, those of the linear relaxation; or with some that are good enough for what is asked. */
export const relaxed = async (priced: Priced, asked?: Asked): Promise<Tightened> => {
  const fractional = await relaxation(priced, asked)
  return { ...priced, ...fractional, bound: boundsWith(priced.packing, fractional.price, priced.settled).bound }
}

/** With rows more, that forbid no selection. */
const cutBy = (priced: Priced, cuts: readonly Cut[]): Priced => {
  const packing = withCuts(priced.packing, cuts)
  const price = new Float64Array(packing.rows)
  price.set(priced.price)
  return { ...priced, packing, price, ...(priced.basis ? { basis: withRows(priced.basis, cuts.length) } : {}) }
}

/** The same when no clique is broken. */
export const withBrokenCliques = (priced: Priced): Priced => {
  const cliques = brokenCliques(priced.packing, priced.share)
  return cliques.length === 0 ? priced : cutBy(priced, cliques)
}

/** Struck out when fewer than this share of the columns is left: before that it is not worth the copy. */
const WORTHWHILE = 0.9

/** Without the columns that cannot be in a selection better than `best`, and the rows that cannot bind any more. */
export const struckOut = (priced: Priced, best: Selection, objective: number, worthwhile = WORTHWHILE): Priced => {
  const { packing, price, columnOf } = priced
  const { column } = boundsWith(packing, price)
  const chosen = new Set(best)
  const kept = thoseOf(column.length, (j) => isBetter(column[j] ?? 0, objective) || chosen.has(columnOf[j] ?? 0))
  if (kept.length > worthwhile * packing.columns) return priced
  return narrowed(priced, kept)
}

export const narrowed = (priced: Priced, columnsKept: Int32Array): Priced => {
  const { basis } = priced
  const isBinding = (r: number): boolean => basis !== undefined && basis.row[r] !== UNTOLD && basis.row[r] !== BASIC
  const { packing, rowsKept } = narrowedTo(priced.packing, columnsKept, isBinding)
  const price = floatsAt(priced.price, rowsKept)
  const share = floatsAt(priced.share, columnsKept)
  return {
    ...priced,
    packing,
    price,
    share,
    settled: Uint8Array.from(columnsKept, (j) => priced.settled[j] ?? 0),
    columnOf: columnsKept.map((j) => priced.columnOf[j] ?? 0),
    ...(basis ? { basis: narrowedBasis(basis, { packing, price, share }, { columnsKept, rowsKept }) } : {}),
  }
}

/** A selection of what was narrowed, in terms of the packing that all began with. */
export const wholeOf = ({ columnOf }: Priced, selection: Selection): Selection =>
  selection.map((j) => (j < 0 ? -1 : (columnOf[j] ?? -1)))

/** The part that a selection worth more than `floor` is made of, and what is in the basis. */
export const withinReach = (priced: Priced, floor: number): Priced => {
  const { column } = boundsWith(priced.packing, priced.price, priced.settled)
  const isInBasis = (j: number): boolean => (priced.basis?.column[j] ?? AT_LOWER) !== AT_LOWER
  return narrowed(
    priced,
    thoseOf(column.length, (j) => isBetter(column[j] ?? 0, floor) || isInBasis(j)),
  )
}

/** Without what a selection can do without, but for what is in the basis. */
export const withoutDominated = (priced: Priced): Priced => {
  const isDominated = dominatedColumns(priced.packing, priced.settled)
  const isKept = (j: number): boolean => isDominated[j] === 0 || (priced.basis?.column[j] ?? AT_LOWER) !== AT_LOWER
  return narrowed(priced, thoseOf(isDominated.length, isKept))
}

/** How long to look for cuts. */
export interface Cutting {
  /** At most so many times. */
  readonly rounds: number
  /** The share of what it is above the floor that the bound must fall in a round for another. */
  readonly pays: number
}

/** At the root: few at a time, so that what a search nearby finds meanwhile counts soon. */
export const AT_ROOT: Cutting = { rounds: 2, pays: 0.02 }

/**
 * Only what a selection worth more than `floor` is made of, with a bound on those: the linear relaxation with cuts that its solutions break,
 * as long as they lower the bound. Below `floor` + 1 nothing is better, and shares mean nothing.
 */
export const tightened = async (
  priced: Priced,
  floor: number,
  { rounds, pays }: Cutting = AT_ROOT,
): Promise<Tightened> => {
  let tight = withinReach(priced, floor)
  let work = 0
  for (let round = 0, last = Number.POSITIVE_INFINITY; ; round++) {
    const solved = await relaxed(tight, { floor })
    work += solved.work
    tight = withinReach(solved, floor)
    const { bound, packing, share } = tight
    const isLast = round === rounds || !isBetter(bound, floor) || last - bound < pays * (bound - floor)
    const cuts = isLast ? [] : [...brokenCliques(packing, share), ...zeroHalfCuts(packing, share)]
    if (cuts.length === 0) return { ...tight, work }
    last = bound
    tight = cutBy(tight, cuts)
  }
}

/** How far below the bound, in points, a column may be to be favoured. */
const REACH = 15

/**
 * The columns that the prices put within reach of the bound, and those of `best`. Each group has the column that the prices like best first, because
 * a column's value alone says nothing of what it keeps from others: annealing tries the first more often.
 */
export const favoured = (
  packing: Packing,
  { packing: own, price, columnOf }: Priced,
  best: Selection,
): Omit<Restriction, 'columnOf'> => {
  const { column, bound } = boundsWith(own, price)
  const chosen = new Set(best)
  const chance = (j: number): number => column[j] ?? 0
  const kept = Int32Array.from(column.keys())
    .filter((j) => bound - chance(j) <= REACH || chosen.has(columnOf[j] ?? 0))
    .sort((a, b) => (own.groupOf[a] ?? 0) - (own.groupOf[b] ?? 0) || chance(b) - chance(a) || a - b)
    .map((j) => columnOf[j] ?? 0)
  return { packing: narrowedTo(packing, kept).packing, ...between(kept) }
}
