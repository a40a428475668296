/** Why Graph did not do what was asked. Callers branch on `code`, never on the message (GRAPH-FACTS 1.11). */
export type FailureCode =
  | 'not-found'
  | 'conflict'
  | 'throttled'
  | 'forbidden'
  /** Entra gives no token for this person until they, or an administrator, have consented or signed in again. */
  | 'consent-required'
  | 'invalid'
  | 'unavailable'
  | 'duplicate-key'
  | 'resync'

export class GraphFailure extends Error {
  override readonly name = 'GraphFailure'

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly detail: {
      /** HTTP status; 0 when no answer came. */
      readonly status: number
      /** Graph's own code, such as `activityLimitReached`. */
      readonly graphCode: string
      /** For a support case with Microsoft; null when no answer came. */
      readonly requestId: string | null
      /** How long Graph asked to wait, in milliseconds. */
      readonly retryAfterMs: number | null
    },
  ) {
    super(message)
  }
}

/** The site has not been provisioned, or not to its end. */
export class MissingLists extends Error {
  override readonly name = 'MissingLists'
  constructor(readonly lists: readonly string[]) {
    super(`The site lacks the lists ${lists.join(', ')}: provision it first`)
  }
}

/** A failure without an answer: refused connection, reset, timeout, or a wait longer than the caller's patience. */
export const noAnswer = (
  code: 'unavailable' | 'throttled' | 'invalid',
  message: string,
  retryAfterMs: number | null = null,
) => new GraphFailure(code, message, { status: 0, graphCode: '', requestId: null, retryAfterMs })

const codeOf = (status: number): FailureCode => {
  switch (status) {
    case 401:
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 409:
    case 412:
      return 'conflict'
    case 410:
      return 'resync'
    case 423:
      // Locked, by somebody who has the file open or by SharePoint itself: it passes.
      return 'unavailable'
    case 429:
      return 'throttled'
    default:
      return status >= 500 ? 'unavailable' : 'invalid'
  }
}

const textAt = (value: unknown, ...path: string[]): string => {
  let at: unknown = value
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  return typeof at === 'string' ? at : ''
}

export interface HeaderReader {
  get(name: string): string | null
}

/** Turns an answer that is not 2xx into a failure. The envelope's inner key is spelled two ways (GRAPH-FACTS 1.11). */
export const failureOf = (status: number, headers: HeaderReader, body: unknown, what: string): GraphFailure => {
  const graphCode = textAt(body, 'error', 'code')
  const requestId =
    headers.get('request-id') ||
    textAt(body, 'error', 'innerError', 'request-id') ||
    textAt(body, 'error', 'innererror', 'request-id')
  const message = textAt(body, 'error', 'message')
  return new GraphFailure(codeOf(status), `${what}: ${status} ${graphCode} ${message}`.trim(), {
    status,
    graphCode,
    requestId: requestId || null,
    retryAfterMs: retryAfterMs(headers),
  })
}

/**
 * The wait that an answer asks for in milliseconds, or null: `Retry-After` in seconds or as a date; on a 429 the larger of it
 * and `RateLimit-Reset` (GRAPH-FACTS 3.1).
 */
export const retryAfterMs = (headers: HeaderReader, now = Date.now()): number | null => {
  const waits = [secondsOf(headers.get('retry-after'), now), secondsOf(headers.get('ratelimit-reset'), now)]
  const known = waits.filter((wait) => wait !== null)
  return known.length > 0 ? Math.max(...known) * 1000 : null
}

const secondsOf = (text: string | null, now: number): number | null => {
  if (text === null || text.trim() === '') return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000)
}
