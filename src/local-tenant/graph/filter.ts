import { invalidRequest } from './exchange'

export type Literal = string | number | boolean | null
type Comparison = 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge'

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'compare'; readonly path: string; readonly comparison: Comparison; readonly literal: Literal }
  | { readonly kind: 'startswith'; readonly path: string; readonly literal: string }

const TOKEN = /\s*(?:('(?:[^']|'')*')|([(),])|([^\s(),']+))/y

const tokenize = (text: string): string[] => {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text)
    if (!found) throw invalidRequest('Invalid filter clause')
    tokens.push((found[1] ?? found[2] ?? found[3] ?? '').trim())
  }
  return tokens
}

/** Parses the part of OData's `$filter` that lists and the directory accept; anything else is 400 "Invalid filter clause". */
export const parseFilter = (text: string): Filter => {
  const tokens = tokenize(text)
  let next = 0
  const take = (expected?: string): string => {
    const token = tokens[next]
    if (token === undefined || (expected !== undefined && token !== expected))
      throw invalidRequest('Invalid filter clause')
    next += 1
    return token
  }

  const either = (): Filter => {
    let left = both()
    while (tokens[next] === 'or') {
      next += 1
      left = { kind: 'or', left, right: both() }
    }
    return left
  }
  const both = (): Filter => {
    let left = single()
    while (tokens[next] === 'and') {
      next += 1
      left = { kind: 'and', left, right: single() }
    }
    return left
  }
  const single = (): Filter => {
    const token = take()
    if (token === '(') {
      const inner = either()
      take(')')
      return inner
    }
    if (token === 'not') return { kind: 'not', of: single() }
    if (token.toLowerCase() === 'startswith') {
      take('(')
      const path = take()
      take(',')
      const literal = readLiteral(take())
      take(')')
      if (typeof literal !== 'string') throw invalidRequest('Invalid filter clause')
      return { kind: 'startswith', path, literal }
    }
    return { kind: 'compare', path: token, comparison: readComparison(take()), literal: readLiteral(take()) }
  }

  const filter = either()
  if (next !== tokens.length) throw invalidRequest('Invalid filter clause')
  return filter
}

const readComparison = (token: string): Comparison => {
  switch (token) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'gt':
    case 'le':
    case 'ge':
      return token
    default:
      throw invalidRequest('Invalid filter clause')
  }
}

const readLiteral = (token: string): Literal => {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
  if (token === 'true' || token === 'false') return token === 'true'
  if (token === 'null') return null
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token)
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/.test(token)) return token
  throw invalidRequest('Invalid filter clause')
}

/** The property paths that a filter refers to. */
export const pathsOf = (filter: Filter): string[] => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(filter.left), ...pathsOf(filter.right)]
    case 'not':
      return pathsOf(filter.of)
    case 'compare':
    case 'startswith':
      return [filter.path]
  }
}

/** A value to compare, already brought to the same kind as the literal it meets. */
export type Comparable = string | number | boolean | null
export type Resolve = (path: string, literal: Literal) => { readonly value: Comparable; readonly literal: Comparable }

/** Whether a row satisfies a filter. Text compares without regard to case, as SharePoint and Entra do. */
export const satisfies = (filter: Filter, resolve: Resolve): boolean => {
  switch (filter.kind) {
    case 'and':
      return satisfies(filter.left, resolve) && satisfies(filter.right, resolve)
    case 'or':
      return satisfies(filter.left, resolve) || satisfies(filter.right, resolve)
    case 'not':
      return !satisfies(filter.of, resolve)
    case 'startswith': {
      const { value, literal } = resolve(filter.path, filter.literal)
      return typeof value === 'string' && value.toLowerCase().startsWith(String(literal).toLowerCase())
    }
    case 'compare': {
      const { value, literal } = resolve(filter.path, filter.literal)
      return compares(fold(value), filter.comparison, fold(literal))
    }
  }
}

const fold = (value: Comparable): Comparable => (typeof value === 'string' ? value.toLowerCase() : value)

const compares = (value: Comparable, comparison: Comparison, literal: Comparable): boolean => {
  if (comparison === 'eq') return value === literal
  if (comparison === 'ne') return value !== literal
  if (value === null || literal === null || typeof value !== typeof literal) return false
  switch (comparison) {
    case 'lt':
      return value < literal
    case 'le':
      return value <= literal
    case 'gt':
      return value > literal
    case 'ge':
      return value >= literal
  }
}
