import { byRow } from './by-row'
import type { Cut } from './cuts'
import type { Packing } from './packing'

/** A cut must be broken by this much to be worth a row. */
const VIOLATION = 0.03
/** Shares this near to none or to all count as such. */
const WHOLE = 1e-6
/** Rows with more room left than this are not summed, nor more rows than these: such sums lose too much when they are halved. */
const MOST_SLACK = 0.95
const MOST_ROWS = 40
/** Cuts of a call at most, and how alike, as a share of what they cut off, two of them may be. */
const MOST_CUTS = 200
const MOST_ALIKE = 0.9

/**
 * Cuts that the shares of a fractional solution break: rows and groups summed, halved and rounded down (the {0,1/2} cuts of Caprara and
 * Fischetti, 1996). Of five meetings of which each clashes with the next and the last with the first, two at most can take
 * place, which no row and no clique says. Worth halving are sums with an odd right side, little slack and few odd columns: they are found by
 * eliminating odd columns from the rows modulo two, the most taken first (Koster, Zymolka and Kutschka, 2009). Coefficients above
 * one are lowered to one, so that a cut is a row like any other. Adding cuts changes no selection and lowers the bound.
 */
export const zeroHalfCuts = (packing: Packing, share: Float64Array): readonly Cut[] => {
  const rows = rowsOf(packing)
  const isMirrored = Uint8Array.from(share, (x) => (x > 0.5 ? 1 : 0))
  const half = halving(rows, share, isMirrored)
  const found = new Map<string, Deep>()
  for (const members of promisingSums(parityOf(rows, share, isMirrored))) {
    const violation = half.violation(members)
    if (violation < VIOLATION) continue
    const cut = half.cut(members)
    found.set(cut.columns.join(), { ...cut, depth: violation / Math.sqrt(cut.columns.length) })
  }
  return diverse(
    [...found.values()].sort((a, b) => b.depth - a.depth),
    share,
  )
}

interface Deep extends Cut {
  /** Distance of the fractional solution from the cut. */
  readonly depth: number
}

type Row = Omit<Cut, 'columns'> & { readonly columns: ArrayLike<number> & Iterable<number> }

/** The rows, then the groups, of which one column can be chosen. */
const rowsOf = (packing: Packing): readonly Row[] => {
  const { first, column } = byRow(packing)
  const all = Int32Array.from({ length: packing.columns }, (_, j) => j)
  return [
    ...Array.from(packing.capacity, (capacity, r) => ({ columns: column.subarray(first[r], first[r + 1]), capacity })),
    ...Array.from({ length: packing.groups }, (_, g) => ({
      columns: all.subarray(packing.groupStart[g], packing.groupStart[g + 1]),
      capacity: 1,
    })),
  ]
}

/** Rows modulo two. */
interface Parity {
  /** Number of each in the list of rows. */
  readonly row: Int32Array
  /** Of each row `words` words of 32 bits, a bit for each fractional column: has it an odd coefficient? */
  readonly odd: Int32Array
  readonly words: number
  readonly isOddRight: Uint8Array
  readonly slack: Float64Array
  /** Of each fractional column, how far it is from whole. */
  readonly weight: Float64Array
}

/** Of rows that are alike on the fractional columns the tightest is kept, of those the widest. */
const parityOf = (rows: readonly Row[], share: Float64Array, isMirrored: Uint8Array): Parity => {
  const bit = new Int32Array(share.length).fill(-1)
  const weight: number[] = []
  share.forEach((x, j) => {
    if (x > WHOLE && x < 1 - WHOLE) bit[j] = weight.push(Math.min(x, 1 - x)) - 1
  })
  const distinct = new Map<
    string,
    { r: number; slack: number; bits: readonly number[]; isOdd: number; width: number }
  >()
  rows.forEach(({ columns, capacity }, r) => {
    let slack = capacity
    let right = capacity
    const bits: number[] = []
    for (const j of columns) {
      slack -= share[j] ?? 0
      right += isMirrored[j] ?? 0
      if ((bit[j] ?? -1) >= 0) bits.push(bit[j] ?? 0)
    }
    if (slack > MOST_SLACK || bits.length === 0) return
    const row = { r, slack: Math.max(0, slack), bits, isOdd: right & 1, width: columns.length }
    const key = `${row.isOdd}:${bits.join()}`
    const known = distinct.get(key)
    const isTighter = !known || row.slack < known.slack - WHOLE
    if (isTighter || (row.slack < known.slack + WHOLE && row.width > known.width)) distinct.set(key, row)
  })
  const kept = [...distinct.values()]
  const words = (weight.length + 31) >> 5
  const odd = new Int32Array(kept.length * words)
  kept.forEach(({ bits }, k) => {
    for (const b of bits) odd[k * words + (b >> 5)] = (odd[k * words + (b >> 5)] ?? 0) | (1 << (b & 31))
  })
  return {
    row: Int32Array.from(kept, ({ r }) => r),
    odd,
    words,
    isOddRight: Uint8Array.from(kept, ({ isOdd }) => isOdd),
    slack: Float64Array.from(kept, ({ slack }) => slack),
    weight: Float64Array.from(weight),
  }
}

/** A sum that loses this much to slack and odd columns before it is halved breaks nothing worth a cut. */
const MOST_LOST = 1 - 2 * VIOLATION

/**
 * Every sum of rows met on the way that may make a broken cut when halved. Each column, the heaviest first, is eliminated from all
 * rows but the one with the least slack, which goes on without it for the price of its weight. Uses up what it is given.
 */
const promisingSums = ({ row, odd, words, isOddRight, slack, weight }: Parity): readonly (readonly number[])[] => {
  const members: (readonly number[])[] = Array.from(row.keys(), (k) => [k])
  const found: (readonly number[])[] = []
  const look = (k: number): void => {
    if (!isOddRight[k]) return
    let lost = slack[k] ?? 1
    for (let w = 0; w < words && lost < MOST_LOST; w++)
      for (let left = odd[k * words + w] ?? 0; left !== 0; left &= left - 1)
        lost += weight[(w << 5) + lowestBit(left)] ?? 0
    if (lost < MOST_LOST) found.push((members[k] ?? []).map((at) => row[at] ?? 0))
  }
  for (let k = 0; k < row.length; k++) look(k)
  let open = Array.from(row.keys())
  const heaviest = Array.from(weight.keys()).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0))
  for (const at of heaviest) {
    const word = at >> 5
    const mask = 1 << (at & 31)
    const having = open.filter((k) => ((odd[k * words + word] ?? 0) & mask) !== 0)
    const [first] = having
    if (first === undefined) continue
    const pivot = having.reduce((least, k) => ((slack[k] ?? 1) < (slack[least] ?? 1) ? k : least), first)
    let hasClosed = false
    const close = (k: number): void => {
      slack[k] = 1
      hasClosed = true
    }
    for (const k of having) {
      if (k === pivot) continue
      slack[k] = (slack[k] ?? 0) + (slack[pivot] ?? 0)
      const sum = (slack[k] ?? 1) < MOST_LOST ? differenceOf(members[k] ?? [], members[pivot] ?? []) : undefined
      if (!sum || sum.length > MOST_ROWS) {
        close(k)
        continue
      }
      members[k] = sum
      for (let w = 0; w < words; w++) odd[k * words + w] = (odd[k * words + w] ?? 0) ^ (odd[pivot * words + w] ?? 0)
      isOddRight[k] = (isOddRight[k] ?? 0) ^ (isOddRight[pivot] ?? 0)
      look(k)
    }
    odd[pivot * words + word] = (odd[pivot * words + word] ?? 0) & ~mask
    slack[pivot] = (slack[pivot] ?? 0) + (weight[at] ?? 0)
    if ((slack[pivot] ?? 1) >= MOST_LOST) close(pivot)
    if (hasClosed) open = open.filter((k) => (slack[k] ?? 1) < MOST_LOST)
  }
  return found
}

/** What is in one of two rising lists alone. */
const differenceOf = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const both: number[] = []
  let i = 0
  let k = 0
  while (i < a.length || k < b.length) {
    const left = a[i] ?? Number.POSITIVE_INFINITY
    const right = b[k] ?? Number.POSITIVE_INFINITY
    if (left !== right) both.push(Math.min(left, right))
    if (left <= right) i++
    if (right <= left) k++
  }
  return both
}

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

/** Sums of rows, and of "one at most" for mirrored columns with an odd coefficient, halved and rounded down. */
const halving = (rows: readonly Row[], share: Float64Array, isMirrored: Uint8Array) => {
  const times = new Int32Array(share.length)
  const supports = new Map<number, readonly number[]>()
  /** The columns of a row of which something is taken. */
  const supportOf = (r: number): readonly number[] => {
    const known = supports.get(r) ?? Array.from(rows[r]?.columns ?? []).filter((j) => (share[j] ?? 0) > WHOLE)
    supports.set(r, known)
    return known
  }
  /** The columns with a coefficient after halving, and the right side; only mirrored columns can change that. */
  const halved = (members: readonly number[], columnsOf: (row: number) => Iterable<number>): Cut => {
    const touched: number[] = []
    let right = 0
    for (const r of members) {
      right += rows[r]?.capacity ?? 0
      for (const j of columnsOf(r)) {
        if (times[j] === 0) touched.push(j)
        times[j] = (times[j] ?? 0) + 1
      }
    }
    const columns: number[] = []
    for (const j of touched) {
      const count = times[j] ?? 0
      const isEvened = count % 2 === 1 && isMirrored[j] === 1
      if (isEvened) right += 1
      if (count > 1 || isEvened) columns.push(j)
      times[j] = 0
    }
    return { columns, capacity: Math.floor(right / 2) }
  }
  return {
    violation: (members: readonly number[]): number => {
      const { columns, capacity } = halved(members, supportOf)
      return columns.reduce((sum, j) => sum + (share[j] ?? 0), -capacity)
    },
    cut: (members: readonly number[]): Cut => {
      const { columns, capacity } = halved(members, (r) => rows[r]?.columns ?? [])
      return { columns: [...columns].sort((a, b) => a - b), capacity }
    },
  }
}

/** The deepest that do not cut off much the same. */
const diverse = (cuts: readonly Cut[], share: Float64Array): readonly Cut[] => {
  const kept: { readonly cut: Cut; readonly support: ReadonlySet<number> }[] = []
  for (const cut of cuts) {
    if (kept.length === MOST_CUTS) break
    const support = cut.columns.filter((j) => (share[j] ?? 0) > WHOLE)
    const isAlike = kept.some(
      ({ support: other }) => support.filter((j) => other.has(j)).length > MOST_ALIKE * support.length,
    )
    if (!isAlike) kept.push({ cut, support: new Set(support) })
  }
  return kept.map(({ cut }) => cut)
}
