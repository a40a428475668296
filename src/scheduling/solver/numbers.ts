/** Loops where the iterators of typed arrays take several times as long. */

export const upTo = (count: number): Int32Array => {
  const all = new Int32Array(count)
  for (let at = 0; at < count; at++) all[at] = at
  return all
}

/** The numbers below `count` of which it is true, in rising order. */
export const thoseOf = (count: number, isOne: (at: number) => boolean): Int32Array => {
  const found = new Int32Array(count)
  let filled = 0
  for (let at = 0; at < count; at++) if (isOne(at)) found[filled++] = at
  return found.slice(0, filled)
}

export const floatsAt = (values: Float64Array, places: Int32Array): Float64Array => {
  const found = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) found[at] = values[places[at] ?? 0] ?? 0
  return found
}
