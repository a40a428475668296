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
const STEP = 1_000

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
  items.toSorted(compare).map((item, index) => ({ ...item, rank: (index + 1) * STEP }))

/**
 * The rank of one more item in an agenda that people may have ordered by hand: before the first item that the usual order puts
 * after it, else at the end.
 */
export const rankAmong = (items: readonly Placed[], added: Omit<Placed, 'rank'>): number => {
  const inOrder = items.toSorted((a, b) => a.rank - b.rank)
  const at = inOrder.findIndex((item) => compare(added, item) < 0)
  if (at === -1) return (inOrder.at(-1)?.rank ?? 0) + STEP
  const [before, after] = [inOrder[at - 1]?.rank ?? 0, inOrder[at]?.rank ?? STEP]
  return Math.floor((before + after) / 2)
}

/** The ranks to write so that the items stand in the order of `keys`; those that already do keep theirs. */
export const ranksFor = (
  items: readonly { readonly itemKey: string; readonly rank: number }[],
  keys: readonly string[],
): readonly { readonly itemKey: string; readonly rank: number }[] => {
  const current = new Map(items.map(({ itemKey, rank }) => [itemKey, rank]))
  const kept = longestRising(keys.map((key) => current.get(key) ?? 0))
  const roomy = spread(keys, current, kept)
  const target = roomy ?? keys.map((itemKey, index) => ({ itemKey, rank: (index + 1) * STEP }))
  return target.filter(({ itemKey, rank }) => current.get(itemKey) !== rank)
}

/** Positions of a longest strictly rising run of ranks: what need not move. */
const longestRising = (ranks: readonly number[]): ReadonlySet<number> => {
  const best: { length: number; from: number }[] = []
  ranks.forEach((rank, at) => {
    let entry = { length: 1, from: -1 }
    for (let before = 0; before < at; before += 1) {
      const length = (best[before]?.length ?? 0) + 1
      if ((ranks[before] ?? 0) < rank && length > entry.length) entry = { length, from: before }
    }
    best.push(entry)
  })
  let at = best.reduce((top, entry, index) => (entry.length > (best[top]?.length ?? 0) ? index : top), 0)
  const kept = new Set<number>()
  while (at >= 0 && ranks.length > 0) {
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
): readonly { itemKey: string; rank: number }[] | undefined => {
  const result: { itemKey: string; rank: number }[] = []
  for (const [at, itemKey] of keys.entries()) {
    const before = result.at(-1)?.rank ?? 0
    if (kept.has(at)) {
      result.push({ itemKey, rank: current.get(itemKey) ?? before + STEP })
      continue
    }
    const nextKept = [...kept].filter((index) => index > at).sort((a, b) => a - b)[0]
    const after = nextKept === undefined ? undefined : current.get(keys[nextKept] ?? '')
    const gap = nextKept === undefined ? STEP : ((after ?? 0) - before) / (nextKept - at + 1)
    const rank = Math.floor(before + gap)
    if (rank <= before) return undefined
    result.push({ itemKey, rank })
  }
  return result
}
