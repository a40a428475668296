import { normalised } from './source/targets'

export interface KnownProject {
  readonly number: string
  readonly title: string
  /** The number that the source gives the project, when it does. */
  readonly sourceNumber: string | null
}

export interface NearMiss {
  readonly number: string
  readonly title: string
  /** 0 to 1. */
  readonly similarity: number
}

export type Match =
  | { readonly kind: 'same'; readonly number: string; readonly by: 'source-number' | 'name' | 'confirmed' }
  | { readonly kind: 'new'; readonly nearMisses: readonly NearMiss[] }

/** Names less alike than this are different projects without a question. */
const NEAR = 0.72
const MOST_NEAR = 3
/** Names that are alike only without their brackets and generic words are a little less alike. */
const BRACKETS = 0.95

/** Words that come and go between editions of a list without changing which project is meant. */
const generic = new Set([
  'the',
  'of',
  'and',
  'programme',
  'program',
  'project',
  'projet',
  'le',
  'la',
  'les',
  'de',
  'du',
  'des',
  'et',
])

const bigrams = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  const compact = text.replace(/ /g, '')
  for (let index = 0; index < compact.length - 1; index += 1) {
    const pair = compact.slice(index, index + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** Names by the pairs of characters they hold: comparing with thousands costs what they share, not what they are. */
const pairIndex = () => {
  const holders = new Map<string, { readonly at: number; readonly count: number }[]>()
  const totals: number[] = []
  return {
    add(text: string): void {
      const pairs = bigrams(text)
      const at = totals.length
      totals.push([...pairs.values()].reduce((sum, count) => sum + count, 0))
      for (const [pair, count] of pairs) {
        const known = holders.get(pair)
        if (known) known.push({ at, count })
        else holders.set(pair, [{ at, count }])
      }
    },
    /** Sørensen-Dice coefficient over character pairs with each name that was added, in their order. */
    similarities(text: string): Float64Array {
      const pairs = bigrams(text)
      const shared = new Float64Array(totals.length)
      let total = 0
      for (const [pair, count] of pairs) {
        total += count
        for (const holder of holders.get(pair) ?? [])
          shared[holder.at] = (shared[holder.at] ?? 0) + Math.min(count, holder.count)
      }
      return shared.map((common, at) => (common === 0 ? 0 : (2 * common) / (total + (totals[at] ?? 0))))
    },
  }
}

const core = (name: string): string =>
  normalised(name.replace(/\([^)]*\)/g, ' '))
    .split(' ')
    .filter((word) => !generic.has(word))
    .join(' ')

/** Two names that differ only in a number are siblings (phase 1, phase 2), not the same project. */
const numbersOf = (name: string): string => (normalised(name).match(/\d+|\b[ivx]+\b/g) ?? []).join(' ')

/** Many lists only count their rows: such a number says where a project stood, not which one it is. */
const COUNTER = /^\d{1,3}$/

interface Indexed extends KnownProject {
  /** Its place in the indexes. */
  readonly at: number
  readonly numbers: string
}

/** Finds which known project a name in a file means: the same name, else the source's number; else near-misses for a person. */
export const projectMatcher = (known: readonly KnownProject[]) => {
  const byName = new Map<string, KnownProject>()
  const bySource = new Map<string, KnownProject>()
  const indexed: Indexed[] = []
  const whole = pairIndex()
  const cores = pairIndex()
  const learn = (project: KnownProject): void => {
    const name = normalised(project.title)
    if (!byName.has(name)) byName.set(name, project)
    if (project.sourceNumber) bySource.set(project.sourceNumber, project)
    indexed.push({ ...project, at: indexed.length, numbers: numbersOf(project.title) })
    whole.add(name)
    cores.add(core(project.title))
  }
  known.forEach(learn)

  const nearMisses = (title: string, isSettled: (number: string) => boolean): NearMiss[] => {
    // All new in one file: nothing to compare with, and comparing thousands with each other takes minutes.
    if (indexed.every(({ number }) => isSettled(number))) return []
    const alike = whole.similarities(normalised(title))
    const alikeInCore = cores.similarities(core(title))
    const numbers = numbersOf(title)
    const nearness = (at: number): number => Math.max(alike[at] ?? 0, BRACKETS * (alikeInCore[at] ?? 0))
    return indexed
      .filter((_, at) => nearness(at) >= NEAR)
      .map(({ at, number, title: other, numbers: theirs }) => ({
        number,
        title: other,
        similarity: nearness(at) * (theirs === numbers ? 1 : 0.8),
      }))
      .filter((candidate) => candidate.similarity >= NEAR && !isSettled(candidate.number))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, MOST_NEAR)
      .map((candidate) => ({ ...candidate, similarity: Math.round(candidate.similarity * 100) / 100 }))
  }

  return {
    learn,
    /** The project that has this very name. */
    named: (title: string): string | undefined => byName.get(normalised(title))?.number,
    /**
     * `isTaken`: is this project already answered by another record of the same cycle in the file? `isSettled`: does some record
     * of the file name this very project, so that it cannot be what another name means?
     */
    match(
      title: string,
      sourceNumber: string | null,
      confirmed: string | undefined,
      isTaken: (number: string) => boolean,
      isSettled: (number: string) => boolean,
    ): Match {
      if (confirmed !== undefined && confirmed !== 'new') return { kind: 'same', number: confirmed, by: 'confirmed' }
      const named = byName.get(normalised(title))
      // Sources renumber; a name stands. Only a second record of the same name and another number is another project.
      const isOther =
        named !== undefined && isTaken(named.number) && sourceNumber !== null && sourceNumber !== named.sourceNumber
      if (named && !isOther) return { kind: 'same', number: named.number, by: 'name' }
      const numbered = sourceNumber && !COUNTER.test(sourceNumber) ? bySource.get(sourceNumber) : undefined
      if (numbered && !isTaken(numbered.number)) return { kind: 'same', number: numbered.number, by: 'source-number' }
      return { kind: 'new', nearMisses: confirmed === 'new' ? [] : nearMisses(title, isSettled) }
    },
  }
}
