/** The JSON types that stand at each path of a value; `[]` is every element of an array. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>

/** Notes of whoever collected the examples, not part of what Microsoft answered. */
const isNote = (name: string): boolean => /^_(source|request|note|warning|when|synthetic)$/.test(name)

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

export const shapeOf = (value: unknown): Shape => {
  const shape = new Map<string, Set<string>>()
  const walk = (inner: unknown, path: string): void => {
    shape.set(path, (shape.get(path) ?? new Set()).add(typeOf(inner)))
    if (Array.isArray(inner)) for (const element of inner) walk(element, `${path}[]`)
    else if (typeof inner === 'object' && inner !== null)
      for (const [name, below] of Object.entries(inner)) if (!isNote(name)) walk(below, `${path}.${name}`)
  }
  walk(value, '')
  return shape
}

export interface Deviation {
  readonly path: string
  readonly what: string
}

/** Where an answer lacks what the example has, or has it with a type that the example does not show. */
export const deviations = (example: Shape, ours: Shape): readonly Deviation[] =>
  [...example].flatMap(([path, types]): Deviation[] => {
    const found = ours.get(path)
    if (!found) return hasParent(path, ours) ? [{ path, what: 'missing' }] : []
    const others = [...found].filter((type) => !types.has(type))
    return others.length === 0 ? [] : [{ path, what: `${others.join(' or ')} instead of ${[...types].join(' or ')}` }]
  })

/** What is missing is told once, not again for everything below it. */
const hasParent = (path: string, shape: Shape): boolean => {
  const parent = path.endsWith('[]') ? path.slice(0, -2) : parentOf(path, shape)
  return shape.has(parent)
}

/** Names may hold dots (`@odata.type`): the longest prefix that is a path of either side. */
const parentOf = (path: string, shape: Shape): string => {
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    const prefix = path.slice(0, end)
    if (shape.has(prefix)) return prefix
    if (!/\.@?(odata|microsoft)$|@odata$|@microsoft$|@microsoft\.graph$/.test(prefix)) return prefix
  }
  return ''
}
