import { type ByRow, byRow } from './by-row'
import type { Cut } from './cuts'
import { upTo } from './numbers'
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
  const rows = rowsOf(packing, share)
  const isMirrored = Uint8Array.from(share, (x) => (x > 0.5 ? 1 : 0))
  const halved = halving(rows.capacity, isMirrored)
  const found = new Map<string, Deep>()
  for (const members of promisingSums(parityOf(rows, share, isMirrored))) {
    const { columns: taken, capacity } = halved(members, rows.support)
    const violation = taken.reduce((sum, j) => sum + (share[j] ?? 0), -capacity)
    if (violation < VIOLATION) continue
    const cut = halved(members, rows.all)
    const columns = cut.columns.sort((a, b) => a - b)
    found.set(columns.join(), { ...cut, depth: violation / Math.sqrt(columns.length) })
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

/** The rows, then the groups, of which one column can be chosen. */
interface Rows {
  readonly capacity: Int32Array
  readonly all: ByRow
  /** The columns of which something is taken. */
  readonly support: ByRow
}

const rowsOf = (packing: Packing, share: Float64Array): Rows => {
  const { rows, groups, groupStart, columns } = packing
  const { first: firstOfRow, column: columnOfRow } = byRow(packing)
  const filled = columnOfRow.length
  const first = new Int32Array(rows + groups + 1)
  first.set(firstOfRow)
  for (let g = 0; g <= groups; g++) first[rows + g] = filled + (groupStart[g] ?? 0)
  const column = new Int32Array(filled + columns)
  column.set(columnOfRow)
  for (let j = 0; j < columns; j++) column[filled + j] = j
  const capacity = new Int32Array(rows + groups).fill(1)
  capacity.set(packing.capacity)
  const all = { first, column }
  return { capacity, all, support: takenOf(all, share) }
}

const takenOf = ({ first, column }: ByRow, share: Float64Array): ByRow => {
  const starts = new Int32Array(first.length)
  const taken = new Int32Array(column.length)
  let filled = 0
  for (let r = 0; r + 1 < first.length; r++) {
    for (let at = first[r] ?? 0; at < (first[r + 1] ?? 0); at++)
      if ((share[column[at] ?? 0] ?? 0) > WHOLE) taken[filled++] = column[at] ?? 0
    starts[r + 1] = filled
  }
  return { first: starts, column: taken.slice(0, filled) }
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
const parityOf = ({ capacity, all, support }: Rows, share: Float64Array, isMirrored: Uint8Array): Parity => {
  const bit = new Int32Array(share.length).fill(-1)
  const weight: number[] = []
  share.forEach((x, j) => {
    if (x > WHOLE && x < 1 - WHOLE) bit[j] = weight.push(Math.min(x, 1 - x)) - 1
  })
  const distinct = new Map<
    string,
    { r: number; slack: number; bits: readonly number[]; isOdd: number; width: number }
  >()
  for (let r = 0; r < capacity.length; r++) {
    let slack = capacity[r] ?? 0
    let right = slack
    const first = support.first[r] ?? 0
    const end = support.first[r + 1] ?? 0
    for (let at = all.first[r] ?? 0; at < (all.first[r + 1] ?? 0); at++) slack -= share[all.column[at] ?? 0] ?? 0
    if (slack > MOST_SLACK) continue
    const bits: number[] = []
    for (let at = first; at < end; at++) {
      const j = support.column[at] ?? 0
      right += isMirrored[j] ?? 0
      if ((bit[j] ?? -1) >= 0) bits.push(bit[j] ?? 0)
    }
    if (bits.length === 0) continue
    const width = (all.first[r + 1] ?? 0) - (all.first[r] ?? 0)
    const row = { r, slack: Math.max(0, slack), bits, isOdd: right & 1, width }
    const key = `${row.isOdd}:${bits.join()}`
    const known = distinct.get(key)
    const isTighter = !known || row.slack < known.slack - WHOLE
    if (isTighter || (row.slack < known.slack + WHOLE && row.width > known.width)) distinct.set(key, row)
  }
  const kept = [...distinct.values()]
  const words = (weight.length + 31) >> 5
  const odd = new Int32Array(kept.length * words)
  kept.forEach(({ bits }, k) => {
    for (const b of bits) flip(odd, k * words, b)
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

/** Bits of a set begin at word `from`. */
const flip = (words: Int32Array, from: number, bit: number): void => {
  words[from + (bit >> 5)] = (words[from + (bit >> 5)] ?? 0) ^ (1 << (bit & 31))
}

/** What is in one of two sets alone, in place of the first; how much that is. */
const exclusive = (words: Int32Array, own: number, other: number, length: number): number => {
  let count = 0
  for (let w = 0; w < length; w++) {
    const word = (words[own + w] ?? 0) ^ (words[other + w] ?? 0)
    words[own + w] = word
    count += bitsIn(word)
  }
  return count
}

/** A sum that loses this much to slack and odd columns before it is halved breaks nothing worth a cut. */
const MOST_LOST = 1 - 2 * VIOLATION

/**
 * Every sum of rows met on the way that may make a broken cut when halved. Each column, the heaviest first, is eliminated from all
 * rows but the one with the least slack, which goes on without it for the price of its weight. Uses up what it is given.
 */
const promisingSums = ({ row, odd, words, isOddRight, slack, weight }: Parity): readonly (readonly number[])[] => {
  const count = row.length
  const memberWords = (count + 31) >> 5
  const members = new Int32Array(count * memberWords)
  for (let k = 0; k < count; k++) flip(members, k * memberWords, k)
  const found: (readonly number[])[] = []
  const look = (k: number): void => {
    if (!isOddRight[k]) return
    let lost = slack[k] ?? 1
    for (let w = 0; w < words && lost < MOST_LOST; w++)
      for (let left = odd[k * words + w] ?? 0; left !== 0; left &= left - 1)
        lost += weight[(w << 5) + lowestBit(left)] ?? 0
    if (lost < MOST_LOST) found.push(inSet(members, k * memberWords, memberWords).map((at) => row[at] ?? 0))
  }
  for (let k = 0; k < count; k++) look(k)
  const open = upTo(count)
  let opened = count
  const having = new Int32Array(count)
  const heaviest = Array.from(weight.keys()).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0))
  for (const at of heaviest) {
    const word = at >> 5
    const mask = 1 << (at & 31)
    let many = 0
    for (let o = 0; o < opened; o++)
      if (((odd[(open[o] ?? 0) * words + word] ?? 0) & mask) !== 0) having[many++] = open[o] ?? 0
    if (many === 0) continue
    let pivot = having[0] ?? 0
    for (let h = 1; h < many; h++) if ((slack[having[h] ?? 0] ?? 1) < (slack[pivot] ?? 1)) pivot = having[h] ?? 0
    let hasClosed = false
    for (let h = 0; h < many; h++) {
      const k = having[h] ?? 0
      if (k === pivot) continue
      slack[k] = (slack[k] ?? 0) + (slack[pivot] ?? 0)
      const isLost = (slack[k] ?? 1) >= MOST_LOST
      if (isLost || exclusive(members, k * memberWords, pivot * memberWords, memberWords) > MOST_ROWS) {
        slack[k] = 1
        hasClosed = true
        continue
      }
      exclusive(odd, k * words, pivot * words, words)
      isOddRight[k] = (isOddRight[k] ?? 0) ^ (isOddRight[pivot] ?? 0)
      look(k)
    }
    flip(odd, pivot * words, at)
    slack[pivot] = (slack[pivot] ?? 0) + (weight[at] ?? 0)
    if (!hasClosed && (slack[pivot] ?? 1) < MOST_LOST) continue
    let left = 0
    for (let o = 0; o < opened; o++) if ((slack[open[o] ?? 0] ?? 1) < MOST_LOST) open[left++] = open[o] ?? 0
    opened = left
  }
  return found
}

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

/** Counted in pairs, then in fours, then in bytes that a product sums. */
const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const inSet = (words: Int32Array, from: number, length: number): readonly number[] => {
  const found: number[] = []
  for (let w = 0; w < length; w++)
    for (let left = words[from + w] ?? 0; left !== 0; left &= left - 1) found.push((w << 5) + lowestBit(left))
  return found
}

/** Sums of rows, and of "one at most" for mirrored columns with an odd coefficient, halved and rounded down. */
const halving = (capacity: Int32Array, isMirrored: Uint8Array) => {
  const times = new Int32Array(isMirrored.length)
  const touched = new Int32Array(isMirrored.length)
  /** The columns with a coefficient after halving, and the right side; only mirrored columns can change that. */
  return (members: readonly number[], { first, column }: ByRow): { columns: number[]; capacity: number } => {
    let count = 0
    let right = 0
    for (const r of members) {
      right += capacity[r] ?? 0
      for (let at = first[r] ?? 0; at < (first[r + 1] ?? 0); at++) {
        const j = column[at] ?? 0
        if (times[j] === 0) touched[count++] = j
        times[j] = (times[j] ?? 0) + 1
      }
    }
    const columns: number[] = []
    for (let at = 0; at < count; at++) {
      const j = touched[at] ?? 0
      const often = times[j] ?? 0
      const isEvened = often % 2 === 1 && isMirrored[j] === 1
      if (isEvened) right += 1
      if (often > 1 || isEvened) columns.push(j)
      times[j] = 0
    }
    return { columns, capacity: Math.floor(right / 2) }
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
