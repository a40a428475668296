import type { AgendaKind, AgendaSource } from './found-items'

/** What the order of an agenda looks at. */
export interface Placed {
  readonly rank: number
  readonly kind: AgendaKind
  readonly source: AgendaSource
  readonly presenter: string | null
  readonly title: string
}

/** Between neighbours, so that one item can come between two without the others being written. */
export const RANK_STEP = 1_000

const kinds: Readonly<Record<AgendaKind, number>> = { decision: 1, discussion: 2, information: 3 }

/**
 * Minutes first, then what is to be decided while everybody is there, then what is discussed, then what is only told; actions are
 * gone through last. Whoever presents several items of a kind presents them one after the other.
 */
const weightOf = ({ kind, source, presenter, title }: Omit<Placed, 'rank'>): readonly [number, string, string] => {
  const group = source === 'minutes' ? 0 : source === 'overdueAction' ? 4 : kinds[kind]
  return [group, presenter ?? '~', title]
}

const compare = (a: Omit<Placed, 'rank'>, b: Omit<Placed, 'rank'>): number => {
  const [x, y] = [weightOf(a), weightOf(b)]
  return x[0] - y[0] || x[1].localeCompare(y[1]) || x[2].localeCompare(y[2], 'fr')
}

/** The items with their ranks, for an agenda that nobody has ordered yet. */
export const ordered = <I extends Omit<Placed, 'rank'>>(items: readonly I[]): readonly (I & { rank: number })[] =>
  items.toSorted(compare).map((item, index) => ({ ...item, rank: (index + 1) * RANK_STEP }))

interface Keyed {
  readonly itemKey: string
}
type Ranked = Keyed & { readonly rank: number }

/**
 * The ranks to write so that `added` stand in an agenda that people may have ordered by hand: each before the first item that the
 * usual order puts after it, else at the end.
 */
export const ranksAmong = (
  items: readonly (Placed & Keyed)[],
  added: readonly (Omit<Placed, 'rank'> & Keyed)[],
): readonly Ranked[] => {
  const inOrder: (Omit<Placed, 'rank'> & Keyed)[] = items.toSorted((a, b) => a.rank - b.rank)
  for (const item of added) {
    const at = inOrder.findIndex((other) => compare(item, other) < 0)
    inOrder.splice(at === -1 ? inOrder.length : at, 0, item)
  }
  return ranksFor(
    items,
    inOrder.map(({ itemKey }) => itemKey),
  )
}

/** The ranks to write so that the items stand in the order of `keys`, with those that have none yet; who has the right one keeps it. */
export const ranksFor = (items: readonly Ranked[], keys: readonly string[]): readonly Ranked[] => {
  const current = new Map(items.map(({ itemKey, rank }) => [itemKey, rank]))
  const kept = longestRising(keys.map((key) => current.get(key) ?? null))
  const roomy = spread(keys, current, kept)
  const target = roomy ?? keys.map((itemKey, index) => ({ itemKey, rank: (index + 1) * RANK_STEP }))
  return target.filter(({ itemKey, rank }) => current.get(itemKey) !== rank)
}

/** Positions of a longest strictly rising run of ranks: what need not move. A position without a rank is in none. */
const longestRising = (ranks: readonly (number | null)[]): ReadonlySet<number> => {
  const best: { length: number; from: number }[] = []
  ranks.forEach((rank, at) => {
    let entry = { length: rank === null ? 0 : 1, from: -1 }
    for (let before = 0; before < at; before += 1) {
      const [other, length] = [ranks[before] ?? null, (best[before]?.length ?? 0) + 1]
      if (rank !== null && other !== null && other < rank && length > entry.length) entry = { length, from: before }
    }
    best.push(entry)
  })
  let at = best.reduce((top, entry, index) => (entry.length > (best[top]?.length ?? 0) ? index : top), 0)
  const kept = new Set<number>()
  while ((best[at]?.length ?? 0) > 0) {
    kept.add(at)
    at = best[at]?.from ?? -1
  }
  return kept
}

/** Moved items take ranks between their neighbours; undefined where there is no room left. */
const spread = (
  keys: readonly string[],
  current: ReadonlyMap<string, number>,
  kept: ReadonlySet<number>,
): readonly Ranked[] | undefined => {
  const result: Ranked[] = []
  for (const [at, itemKey] of keys.entries()) {
    const before = result.at(-1)?.rank ?? 0
    if (kept.has(at)) {
      result.push({ itemKey, rank: current.get(itemKey) ?? before + RANK_STEP })
      continue
    }
    const nextKept = [...kept].filter((index) => index > at).sort((a, b) => a - b)[0]
    const after = nextKept === undefined ? undefined : current.get(keys[nextKept] ?? '')
    const gap = nextKept === undefined ? RANK_STEP : ((after ?? 0) - before) / (nextKept - at + 1)
    const rank = Math.floor(before + gap)
    if (rank <= before) return undefined
    result.push({ itemKey, rank })
  }
  return result
}
