/** A stretch of the base, and what one side made of it. */
interface Change {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

export interface MergedNotes {
  readonly text: string
  /** How often both had changed the same lines: both versions then stand one under the other. */
  readonly both: number
}

/**
 * Two texts that began as `base` become one, line by line. Where both changed the same lines, what is there already stays and mine is
 * kept under it, each of its lines marked: nothing that anybody typed is lost, and everybody sees that there are two versions.
 */
export const mergeNotes = (base: string, mine: string, theirs: string, mark: string): MergedNotes => {
  if (mine === theirs || mine === base) return { text: theirs, both: 0 }
  if (theirs === base) return { text: mine, both: 0 }
  const lines = linesOf(base)
  const [ours, others] = [changesOf(lines, linesOf(mine)), changesOf(lines, linesOf(theirs))]
  const merged: string[] = []
  let [at, both] = [0, 0]
  while (ours.length > 0 || others.length > 0) {
    const { from, to, sides } = nextStretch(ours, others)
    merged.push(...lines.slice(at, from))
    const left = applied(lines, from, to, sides[0])
    const right = applied(lines, from, to, sides[1])
    const joined = joinedLines(lines.slice(from, to), left, right, sides, mark)
    merged.push(...joined.lines)
    both += joined.both
    at = to
  }
  merged.push(...lines.slice(at))
  return { text: merged.join('\n'), both }
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

/** The next stretch of the base that somebody changed, with every change that touches it; taken off both queues. */
const nextStretch = (
  ours: Change[],
  others: Change[],
): { readonly from: number; readonly to: number; readonly sides: readonly [Change[], Change[]] } => {
  const sides: [Change[], Change[]] = [[], []]
  const queues = [ours, others] as const
  const from = Math.min(...queues.map(([first]) => first?.from ?? Number.POSITIVE_INFINITY))
  let to = from
  for (let grown = true; grown; ) {
    grown = false
    for (const [side, queue] of queues.entries()) {
      const [first] = queue
      if (!first || (first.from >= to && first.from !== from)) continue
      queue.shift()
      sides[side === 0 ? 0 : 1].push(first)
      to = Math.max(to, first.to)
      grown = true
    }
  }
  return { from, to, sides }
}

const applied = (base: readonly string[], from: number, to: number, changes: readonly Change[]): string[] => {
  const result: string[] = []
  let at = from
  for (const change of changes) {
    result.push(...base.slice(at, change.from), ...change.lines)
    at = change.to
  }
  return [...result, ...base.slice(at, to)]
}

const joinedLines = (
  before: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  [ours, others]: readonly [readonly Change[], readonly Change[]],
  mark: string,
): { readonly lines: readonly string[]; readonly both: number } => {
  if (ours.length === 0 || mine.join('\n') === theirs.join('\n')) return { lines: theirs, both: 0 }
  if (others.length === 0) return { lines: mine, both: 0 }
  // Lines that both added at one place replace nothing: they simply follow one another.
  if (before.length === 0) return { lines: [...theirs, ...newIn(mine, theirs)], both: 0 }
  const own = newIn(
    mine.filter((line) => !before.includes(line)),
    theirs,
  )
  return {
    lines: [...theirs, ...own.map((line) => (line.trim() === '' ? line : `${mark}${line}`))],
    both: own.length > 0 ? 1 : 0,
  }
}

/**
 * Mine without the lines it begins with that are there already, of a save whose answer was lost. Further down the same words under another
 * name or heading say something else: they stay.
 */
const newIn = (mine: readonly string[], theirs: readonly string[]): readonly string[] => {
  const first = mine.findIndex((line) => !theirs.includes(line))
  return first < 0 ? [] : mine.slice(first)
}

/** Pairs of lines that are compared; notes of some pages have fewer by far. */
const MOST_PAIRS = 2_000_000

/** All that lies between the lines with which both begin and end. */
const wholeChange = (base: readonly string[], next: readonly string[]): Change => {
  const shorter = Math.min(base.length, next.length)
  let from = 0
  while (from < shorter && base[from] === next[from]) from += 1
  let kept = 0
  while (kept < shorter - from && base.at(-1 - kept) === next.at(-1 - kept)) kept += 1
  return { from, to: base.length - kept, lines: next.slice(from, next.length - kept) }
}

/** What turns `base` into `next`, as replaced stretches in order (longest common subsequence of lines). */
const changesOf = (base: readonly string[], next: readonly string[]): Change[] => {
  if (base.length * next.length > MOST_PAIRS) return [wholeChange(base, next)]
  const lengths = commonLengths(base, next)
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < base.length || j < next.length) {
    if (i < base.length && j < next.length && base[i] === next[j]) {
      i += 1
      j += 1
      continue
    }
    const [from, start] = [i, j]
    while ((i < base.length || j < next.length) && !(i < base.length && j < next.length && base[i] === next[j])) {
      const skip = lengths[i + 1]?.[j] ?? -1
      const add = lengths[i]?.[j + 1] ?? -1
      if (i < base.length && (j >= next.length || skip >= add)) i += 1
      else j += 1
    }
    changes.push({ from, to: i, lines: next.slice(start, j) })
  }
  return changes
}

const commonLengths = (a: readonly string[], b: readonly string[]): readonly (readonly number[])[] => {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      const below = table[i + 1]
      if (row && below) row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return table
}
