/** What two meetings must not share: who would attend, by number. */
export interface Gathering {
  readonly group: number
  readonly value: number
  readonly people: readonly number[]
}

/**
 * Sets of which at most one may be chosen, among gatherings that all take place in one cell of time. Everybody's own set (all
 * the gatherings that the person would attend) says all there is to say about whole choices; each is widened here by gatherings
 * that clash with every member of it, through this or that person, which makes the bound on the best plan much tighter.
 * Every two gatherings that clash are together in one of the sets.
 */
export const cliquesAmong = (gatherings: readonly Gathering[]): readonly (readonly number[])[] => {
  const count = gatherings.length
  const words = Math.ceil(count / 32)
  const byPerson = new Map<number, number[]>()
  gatherings.forEach(({ people }, g) => {
    for (const person of people) {
      const own = byPerson.get(person)
      if (own) own.push(g)
      else byPerson.set(person, [g])
    }
  })
  const clashes = Array.from({ length: count }, () => new Uint32Array(words))
  const set = (mask: Uint32Array | undefined, bit: number): void => {
    if (mask) mask[bit >>> 5] = (mask[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }
  const link = (members: readonly number[]): void => {
    const all = new Uint32Array(words)
    for (const g of members) set(all, g)
    for (const g of members) merge(clashes[g], all)
  }
  for (const own of byPerson.values()) if (own.length > 1) link(own)
  for (const own of sameGroup(gatherings)) if (own.length > 1) link(own)
  clashes.forEach((mask, g) => {
    mask[g >>> 5] = (mask[g >>> 5] ?? 0) & ~(1 << (g & 31))
  })
  const degree = clashes.map(bits)
  const order = Array.from({ length: count }, (_, g) => g).sort(
    (a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || (gatherings[b]?.value ?? 0) - (gatherings[a]?.value ?? 0) || a - b,
  )
  const found = new Map<number, Uint32Array[]>()
  const cliques: number[][] = []
  for (const own of byPerson.values()) {
    if (own.length < 2) continue
    const open = new Uint32Array(words).fill(0xffffffff)
    const clique = new Uint32Array(words)
    for (const g of own) {
      set(clique, g)
      keep(open, clashes[g])
    }
    for (const g of order) {
      if (((open[g >>> 5] ?? 0) & (1 << (g & 31))) === 0) continue
      set(clique, g)
      keep(open, clashes[g])
    }
    const print = printOf(clique)
    const alike = found.get(print)
    if (alike?.some((other) => isSame(other, clique))) continue
    if (alike) alike.push(clique)
    else found.set(print, [clique])
    cliques.push(membersOf(clique))
  }
  return cliques
}

/** Equal for equal sets, seldom for others. */
const printOf = (mask: Uint32Array): number => mask.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193), 0)

const isSame = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, w) => word === b[w])

const membersOf = (mask: Uint32Array): number[] => {
  const members: number[] = []
  for (let w = 0; w < mask.length; w++) {
    for (let rest = mask[w] ?? 0; rest !== 0; rest &= rest - 1) members.push(32 * w + 31 - Math.clz32(rest & -rest))
  }
  return members
}

const sameGroup = (gatherings: readonly Gathering[]): Iterable<readonly number[]> => {
  const groups = new Map<number, number[]>()
  gatherings.forEach(({ group }, g) => {
    groups.set(group, [...(groups.get(group) ?? []), g])
  })
  return groups.values()
}

const merge = (mask: Uint32Array | undefined, other: Uint32Array): void => {
  for (let w = 0; mask && w < mask.length; w++) mask[w] = (mask[w] ?? 0) | (other[w] ?? 0)
}

const keep = (mask: Uint32Array, other: Uint32Array | undefined): void => {
  for (let w = 0; w < mask.length; w++) mask[w] = (mask[w] ?? 0) & (other?.[w] ?? 0)
}

const bits = (mask: Uint32Array): number => {
  let sum = 0
  for (const word of mask) for (let rest = word; rest !== 0; rest &= rest - 1) sum++
  return sum
}
