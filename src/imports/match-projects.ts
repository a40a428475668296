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

/** Sørensen-Dice coefficient over character pairs. */
const dice = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  let shared = 0
  let total = 0
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0)
    total += count
  }
  for (const count of b.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}

const core = (name: string): string =>
  normalised(name.replace(/\([^)]*\)/g, ' '))
    .split(' ')
    .filter((word) => !generic.has(word))
    .join(' ')

/** Two names that differ only in a number are siblings (phase 1, phase 2), not the same project. */
const numbersOf = (name: string): string => (normalised(name).match(/\d+|\b[ivx]+\b/g) ?? []).join(' ')

interface Indexed extends KnownProject {
  readonly name: string
  readonly pairs: ReadonlyMap<string, number>
  readonly corePairs: ReadonlyMap<string, number>
}

/** Finds which known project a name in a file means: the same name, else the source's number; else near-misses for a person. */
export const projectMatcher = (known: readonly KnownProject[]) => {
  const byName = new Map<string, KnownProject>()
  const bySource = new Map<string, KnownProject>()
  const indexed: Indexed[] = []
  const learn = (project: KnownProject): void => {
    const name = normalised(project.title)
    if (!byName.has(name)) byName.set(name, project)
    if (project.sourceNumber) bySource.set(project.sourceNumber, project)
    indexed.push({ ...project, name, pairs: bigrams(name), corePairs: bigrams(core(project.title)) })
  }
  known.forEach(learn)

  const nearMisses = (title: string, isSettled: (number: string) => boolean): NearMiss[] => {
    const pairs = bigrams(normalised(title))
    const corePairs = bigrams(core(title))
    const numbers = numbersOf(title)
    return indexed
      .map((project) => ({
        number: project.number,
        title: project.title,
        similarity:
          Math.max(dice(pairs, project.pairs), BRACKETS * dice(corePairs, project.corePairs)) *
          (numbersOf(project.title) === numbers ? 1 : 0.8),
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
      const numbered = sourceNumber ? bySource.get(sourceNumber) : undefined
      if (numbered && !isTaken(numbered.number)) return { kind: 'same', number: numbered.number, by: 'source-number' }
      return { kind: 'new', nearMisses: confirmed === 'new' ? [] : nearMisses(title, isSettled) }
    },
  }
}
