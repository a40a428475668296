import { type GraphCall, GraphError, type GraphReply } from './exchange'
import type { Operation } from './permission-table'
import type { EntityType } from './properties'

export interface GraphRoute {
  readonly method: string
  /** `/sites/{site}/lists`; a parameter written `{:path}` takes a path in colons (`root:/a/b.pptx:/content`). */
  readonly template: string
  readonly operation: Operation
  /** SharePoint resource units (GRAPH-FACTS 3.1). */
  readonly units: number | ((call: GraphCall) => number)
  /** What the body of a write is, and what `$select` of a read chooses from. */
  readonly entity?: EntityType
  /** The mailbox that a call opens: Outlook counts and limits by mailbox. */
  readonly mailbox?: (call: GraphCall) => string
  readonly handle: (call: GraphCall) => GraphReply | Promise<GraphReply>
}

export interface Match {
  readonly route: GraphRoute
  readonly params: ReadonlyMap<string, string>
  /** Arguments of a function segment, such as `delta(token='…')`. */
  readonly functionArguments: ReadonlyMap<string, string>
}

interface Parsed {
  readonly segments: readonly string[]
  readonly functionArguments: ReadonlyMap<string, string>
}

/**
 * Splits a Graph path into decoded segments. `root:/a/b:/content` gives `root`, `:a/b`, `content`; `lists('X')` gives `lists`,
 * `X`; `delta(token='t')` gives `delta` and its argument.
 */
const parsePath = (path: string): Parsed => {
  const raw = path.split('/').filter((segment) => segment !== '')
  const segments: string[] = []
  const functionArguments = new Map<string, string>()
  for (let index = 0; index < raw.length; index += 1) {
    const segment = decode(raw[index] ?? '')
    if (segment.endsWith(':') && segment.length > 1) {
      segments.push(segment.slice(0, -1))
      const inner: string[] = []
      for (index += 1; index < raw.length; index += 1) {
        const part = decode(raw[index] ?? '')
        inner.push(part.endsWith(':') ? part.slice(0, -1) : part)
        if (part.endsWith(':')) break
      }
      segments.push(`:${inner.join('/')}`)
      continue
    }
    const keyed = /^(\w+)\('(.*)'\)$/.exec(segment)
    const called = /^(\w+)\((?:(\w+)='(.*)')?\)$/.exec(segment)
    if (keyed?.[1] !== undefined && keyed[2] !== undefined) segments.push(keyed[1], keyed[2].replaceAll("''", "'"))
    else if (called?.[1] !== undefined) {
      segments.push(called[1])
      if (called[2] !== undefined && called[3] !== undefined) functionArguments.set(called[2], called[3])
    } else segments.push(segment)
  }
  return { segments, functionArguments }
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphError(400, 'BadRequest', 'Resource path is malformed.')
  }
}

const matchTemplate = (template: readonly string[], segments: readonly string[]): Map<string, string> | null => {
  if (template.length !== segments.length) return null
  const params = new Map<string, string>()
  for (const [index, expected] of template.entries()) {
    const actual = segments[index] ?? ''
    const name = /^\{(:?)(\w+)\}$/.exec(expected)
    if (!name) {
      if (expected.toLowerCase() !== actual.toLowerCase()) return null
    } else {
      const wantsPath = name[1] === ':'
      if (wantsPath !== actual.startsWith(':')) return null
      params.set(name[2] ?? '', wantsPath ? actual.slice(1) : actual)
    }
  }
  return params
}

/** Finds the route of a request. An unknown call answers 501 and says so: silence would look like the real service's 404. */
export const graphRouter = (routes: readonly GraphRoute[]): ((method: string, path: string) => Match) => {
  const table = routes.map((route) => ({ route, template: route.template.split('/').filter((part) => part !== '') }))
  return (method, path) => {
    const { segments, functionArguments } = parsePath(path)
    for (const { route, template } of table) {
      const params = matchTemplate(template, segments)
      if (params && route.method === method) return { route, params, functionArguments }
    }
    const text = `The local tenant does not implement ${method} ${path}. See docs/local-tenant.md.`
    throw new GraphError(501, 'notImplemented', text)
  }
}
