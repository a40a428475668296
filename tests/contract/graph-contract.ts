import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as endpoints from '@microsoft/teams.graph-endpoints'

/** What of a request the table knows; header rules of the table are unreliable and not used. */
interface Request {
  readonly method: string
  /** Below the version, without query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** Query options of every operation of Microsoft's table, by `METHOD /path/{template}`. */
type Operations = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Documented calls that the table lacks: functions bound to collections are not in it. Source: GRAPH-FACTS 1.9
 * (listitem-delta.md) and section 2 (json-batching.md).
 */
const unlisted: readonly (readonly [string, readonly string[]])[] = [
  ['GET /sites/{site-id}/lists/{list-id}/items/delta', ['token', '$select', '$expand', '$top']],
  ['POST /$batch', []],
]

/** Other ways to write a path that the table has. Source: GRAPH-FACTS 1.1 and 7.1. */
const aliases: readonly (readonly [RegExp, string])[] = [
  [/^\/sites\/[^/:]+:\/[^:]+:?$/, '/sites/by-address'],
  [/^(\/drives\/[^/]+)\/root:\/[^:]+:?$/, '$1/items/by-path'],
  [/^(\/drives\/[^/]+)\/root:\/[^:]+:\/(.+)$/, '$1/items/by-path/$2'],
  [/^(\/drives\/[^/]+)\/root\/(children|createUploadSession)$/, '$1/items/root/$2'],
]

/** Documented query options that are no OData options, by operation. Source: GRAPH-FACTS 7.1. */
const instanceOptions: Readonly<Record<string, readonly string[]>> = {
  'PUT /drives/{drive-id}/items/{driveItem-id}/content': ['@microsoft.graph.conflictBehavior'],
}

/** Part of a nextLink: given by the server, opaque, and never made up by us (GRAPH-FACTS 1.7). */
const CONTINUATION = '$skiptoken'

/** Reads Microsoft's table of v1.0 operations: every leaf is a function that describes one request. */
export const readOperations = (): Operations => {
  const found = new Map<string, Set<string>>()
  const seen = new Set<unknown>()
  const walk = (node: unknown): void => {
    if ((typeof node !== 'object' && typeof node !== 'function') || node === null || seen.has(node)) return
    seen.add(node)
    if (typeof node === 'function') note(node())
    for (const child of Object.values(node)) walk(child)
  }
  const note = (described: { method: string; path: string; paramDefs?: { query?: readonly string[] } }): void => {
    found.set(`${described.method.toUpperCase()} ${described.path}`, new Set(described.paramDefs?.query ?? []))
  }
  walk(endpoints)
  for (const [operation, query] of unlisted) found.set(operation, new Set(query))
  return found
}

export type Check = (request: Request) => string | null

/** Makes the check: null for a request that Microsoft's table knows, otherwise what is wrong with it. */
export const createCheck = (operations: Operations): Check => {
  /** By method, first segment (never a placeholder) and length, because a run sends tens of thousands of requests. */
  const shelves = new Map<string, { operation: string; segments: readonly string[] }[]>()
  for (const operation of operations.keys()) {
    const [method = '', path = ''] = operation.split(' ')
    const segments = path.split('/')
    const shelf = shelves.get(shelfOf(method, segments)) ?? []
    shelf.push({ operation, segments })
    shelves.set(shelfOf(method, segments), shelf)
  }
  const find = (method: string, path: string): string | undefined => {
    const wanted = path.split('/')
    const candidates = shelves.get(shelfOf(method, wanted)) ?? []
    const fits = candidates.filter(({ segments }) =>
      segments.every((segment, at) => matches(segment, wanted[at] ?? '')),
    )
    // A literal segment is a better match than a placeholder: `/items/delta` is not the item "delta".
    return fits.sort((a, b) => placeholders(a.segments) - placeholders(b.segments))[0]?.operation
  }
  return ({ method, path, query }) => {
    const shape = `${method} ${path}`
    const operation = find(method, plainPath(path))
    if (!operation) return `${shape}: no such operation`
    const allowed = new Set([...(operations.get(operation) ?? []), ...(instanceOptions[operation] ?? [])])
    const wrong = Object.keys(query).filter(
      (name) => !allowed.has(name) && !(name === CONTINUATION && method === 'GET'),
    )
    return wrong.length > 0 ? `${shape}: ${operation} has no ${wrong.join(', ')}` : null
  }
}

const shelfOf = (method: string, segments: readonly string[]): string => `${method} ${segments[1]} ${segments.length}`

const plainPath = (path: string): string => {
  const alias = aliases.find(([pattern]) => pattern.test(path))
  return alias ? path.replace(...alias) : path
}

const placeholders = (segments: readonly string[]): number => segments.filter((one) => one.startsWith('{')).length
const matches = (segment: string, value: string): boolean =>
  segment.startsWith('{') ? value !== '' : segment === value

/** Upload and download addresses are pre-authenticated and outside Graph: only what may be done with them is checked. */
const TRANSFER = '(transfer)'
const transferMethods = ['GET', 'PUT', 'DELETE']

interface LogLine extends Request {
  readonly requests?: readonly Request[]
}

const checkLine = (check: Check, line: LogLine): readonly (string | null)[] => {
  if (line.path === TRANSFER) return [transferMethods.includes(line.method) ? null : `${line.method} ${TRANSFER}`]
  const rows = line.requests ?? []
  const tooMany = rows.length > 20 ? `$batch of ${rows.length} requests` : null
  return [check(line), tooMany, ...rows.map(check)]
}

export interface LogVerdict {
  readonly requests: number
  /** Each wrong request once. */
  readonly complaints: readonly string[]
}

/** Checks every request in the `*.jsonl` files of a folder. */
export const checkLogs = (folder: string): LogVerdict => {
  const lines = logFiles(folder).flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
  if (lines.length === 0) return { requests: 0, complaints: [] }
  const check = createCheck(readOperations())
  const complaints = new Set<string>()
  for (const line of lines) {
    for (const complaint of checkLine(check, JSON.parse(line))) if (complaint) complaints.add(complaint)
  }
  return { requests: lines.length, complaints: [...complaints] }
}

const logFiles = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

// Run by tests/kit/reporter.js with the folder as argument: the verdict as one JSON object.
if (require.main === module) process.stdout.write(JSON.stringify(checkLogs(process.argv[2] ?? '')))
