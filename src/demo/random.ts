/** Deterministic pseudo-random numbers in [0, 1) from a text seed (mulberry32 over an FNV-1a hash). */
export const randomOf = (seed: string): (() => number) => {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One element of a non-empty list. */
export const pick = <T>(random: () => number, first: T, ...others: readonly T[]): T => {
  const index = Math.floor(random() * (others.length + 1))
  return index === 0 ? first : (others[index - 1] ?? first)
}
