export type Random = () => number

/** Numbers in [0, 1) from a seed: a linear congruential generator on 32 bits, its own so that instances never change with the engine. */
export const randomFrom = (seed: number): Random => {
  let state = (seed ^ 0x5deece66) >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state ^ (state >>> 13)) >>> 0
  }
  for (let warm = 0; warm < 8; warm++) next()
  return () => next() / 4294967296
}
