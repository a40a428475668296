import type { Row } from '../lists/kit/list'
import type { Programmes } from '../lists/programmes'
import { normalised } from './source/targets'

/** Numbers of the source where it gives one that is free, else the next `I-0001`. */
export const numbering = (taken: readonly string[]): ((sourceNumber: string | null) => string) => {
  const used = new Set(taken)
  let next = taken.reduce((max, number) => Math.max(max, Number(/^I-(\d+)$/.exec(number)?.[1] ?? 0)), 0)
  return (sourceNumber) => {
    if (sourceNumber && sourceNumber.length <= 40 && !used.has(sourceNumber)) {
      used.add(sourceNumber)
      return sourceNumber
    }
    do next += 1
    while (used.has(`I-${String(next).padStart(4, '0')}`))
    const number = `I-${String(next).padStart(4, '0')}`
    used.add(number)
    return number
  }
}

/** Programmes by name, whatever its capitals: `DfT` and `DFT` are one. */
export const programmeCodes = (existing: readonly Row<typeof Programmes>[]) => {
  const byName = new Map<string, string>()
  for (const programme of existing) {
    byName.set(normalised(programme.code), programme.code)
    byName.set(normalised(programme.title), programme.code)
  }
  const added: { code: string; title: string }[] = []
  return {
    added: () => added,
    codeOf: (name: string | null): string | null => {
      if (name === null) return null
      const known = byName.get(normalised(name))
      if (known !== undefined) return known
      const code = normalised(name).toUpperCase().slice(0, 40)
      byName.set(normalised(name), code)
      added.push({ code, title: name })
      return code
    },
  }
}
