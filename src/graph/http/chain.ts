import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Budget } from './budget'
import { noAnswer, retryAfterMs } from './failure'
import { type LoggedRow, type RequestLog, TRANSFER } from './request-log'
import { backoffMs, sleep } from './sleep'

/** What the chain must know about the call it carries; travels as the Graph client's middleware option. */
export class CallOption {
  /** Why the chain gave up: the Graph client would replace it by an error of its own that says less. */
  failure: unknown

  constructor(
    readonly method: string,
    readonly path: string,
    readonly query: Readonly<Record<string, string>>,
    readonly units: number,
    readonly repeatable: boolean,
    /** Rows of a `$batch`, for the log; absent for a single call. */
    readonly rows: readonly { readonly id: string; readonly logged: Omit<LoggedRow, 'status'> }[] | undefined,
  ) {}
}

/** What the steps of all identities share, and how long this identity waits. */
export interface ChainParts {
  readonly budget: Budget
  readonly log: RequestLog
  readonly token: () => Promise<string>
  readonly patienceMs: number
  /** How long one attempt waits for its answer: a connection that died in silence never gives one. */
  readonly attemptMs: number
  /** A person waits for the answer: do not queue behind background work. */
  readonly urgent: boolean
  readonly userAgent: string
  readonly stopped: AbortSignal
}

const MAX_ATTEMPTS = 6

/** Retry, then budget, authentication, log and the request itself: every attempt is paid for, signed and logged. */
export const createChain = (parts: ChainParts): Middleware => ({
  execute: async (context) => {
    const call = context.middlewareControl?.getMiddlewareOptions(CallOption)
    if (!(call instanceof CallOption)) throw new TypeError('A call without CallOption')
    try {
      await withRetries(parts, context, call)
    } catch (error) {
      call.failure = error
      throw error
    }
  },
})

/** Leaves the last answer in the context. Throws only when there is none, or patience ran out before the first attempt. */
const withRetries = async (parts: ChainParts, context: Context, call: CallOption): Promise<void> => {
  const deadline = performance.now() + parts.patienceMs
  for (let attempt = 1; ; attempt += 1) {
    await parts.budget.take(call.units, parts.urgent, Math.max(0, deadline - performance.now()))
    const lost = await attemptOnce(parts, context, call)
    const wait = waitBefore(context, call, attempt, lost)
    if (wait === null || attempt === MAX_ATTEMPTS || performance.now() + wait > deadline) {
      if (lost) throw noAnswer('unavailable', `${call.method} ${call.path}: ${lost.message}`)
      return
    }
    await sleep(wait, parts.stopped)
  }
}

/** Milliseconds to wait before another attempt, or null when there must be none. */
const waitBefore = (context: Context, call: CallOption, attempt: number, lost: Error | undefined): number | null => {
  if (lost) return call.repeatable ? backoffMs(attempt) : null
  const response = context.response
  if (response?.status === 429) return retryAfterMs(response.headers) ?? backoffMs(attempt + 1)
  const uncertain = response && [500, 502, 503, 504].includes(response.status)
  if (!uncertain || !call.repeatable) return null
  return retryAfterMs(response.headers) ?? backoffMs(attempt)
}

/** The error when no answer came; undefined when the context has a response. */
const attemptOnce = async (parts: ChainParts, context: Context, call: CallOption): Promise<Error | undefined> => {
  const token = await parts.token()
  const headers = {
    ...Object.fromEntries(new Headers(context.options?.headers)),
    authorization: `Bearer ${token}`,
    'user-agent': parts.userAgent,
    'client-request-id': crypto.randomUUID(),
  }
  const started = performance.now()
  const time = new Date().toISOString()
  try {
    context.response = await fetch(context.request, {
      method: call.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([parts.stopped, AbortSignal.timeout(parts.attemptMs)]),
      ...(context.options?.body === undefined ? {} : { body: context.options.body }),
    })
  } catch (error) {
    delete context.response
    record(parts.log, call, time, started, 0)
    const reason = error instanceof Error ? error : new Error(String(error))
    return reason.cause instanceof Error ? reason.cause : reason
  }
  heed(parts.budget, call, context.response)
  const statuses = parts.log.detailed && call.rows ? await rowStatuses(context.response) : undefined
  record(parts.log, call, time, started, context.response.status, statuses)
  return undefined
}

/**
 * After a 429, or a 503 that names a wait, nobody calls before it is over. The RateLimit headers appear from 80 % of the quota
 * on (GRAPH-FACTS 3.1): when what remains would not carry two more such calls, wait for the window to end rather than run into
 * the 429.
 */
const heed = (budget: Budget, call: CallOption, response: Response): void => {
  if (call.units === 0) return
  const remaining = response.headers.get('ratelimit-remaining')
  if (response.status === 429 || response.status === 503) budget.pause(retryAfterMs(response.headers) ?? 0)
  else if (remaining !== null && Number(remaining) < call.units * 2) budget.pause(retryAfterMs(response.headers) ?? 0)
}

const record = (
  log: RequestLog,
  call: CallOption,
  time: string,
  started: number,
  status: number,
  statuses?: ReadonlyMap<string, number>,
): void => {
  const { method, path, query, units } = call
  const ms = Math.round(performance.now() - started)
  const requests = call.rows?.map((row) => ({ ...row.logged, status: statuses?.get(row.id) ?? 0 }))
  log.record({ time, method, path, query, status, units, ms, ...(requests ? { requests } : {}) })
}

const rowStatuses = async (response: Response): Promise<ReadonlyMap<string, number>> => {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const rows: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'responses') : []
  const pairs = (Array.isArray(rows) ? rows : []).map((row): [string, number] => [String(row.id), Number(row.status)])
  return new Map(pairs)
}

type TransferParts = Pick<ChainParts, 'log' | 'budget' | 'stopped' | 'patienceMs' | 'attemptMs'>
type TransferInit = { readonly headers?: Record<string, string>; readonly body?: Uint8Array<ArrayBuffer> }

/**
 * A transfer to or from a pre-authenticated address: never with a token (GRAPH-FACTS 7.1), and logged without its address.
 * Repeated after a lost answer, a 429 and a 5xx: ranges may arrive twice.
 */
export const transfer = async (
  parts: TransferParts,
  method: 'GET' | 'PUT' | 'DELETE',
  address: string,
  init: TransferInit = {},
): Promise<Response> => {
  const deadline = performance.now() + parts.patienceMs
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await transferOnce(parts, method, address, init)
    const answered = outcome instanceof Response
    const passes = answered && outcome.status !== 429 && outcome.status < 500
    const wait = (answered ? retryAfterMs(outcome.headers) : null) ?? backoffMs(attempt)
    if (passes || attempt === MAX_ATTEMPTS || performance.now() + wait > deadline) {
      if (answered) return outcome
      throw noAnswer('unavailable', `${method} ${TRANSFER}: ${outcome.message}`)
    }
    await sleep(wait, parts.stopped)
  }
}

const transferOnce = async (
  parts: TransferParts,
  method: 'GET' | 'PUT' | 'DELETE',
  address: string,
  init: TransferInit,
): Promise<Response | Error> => {
  const units = method === 'GET' ? 1 : 2
  await parts.budget.take(units, false, parts.patienceMs)
  const started = performance.now()
  const time = new Date().toISOString()
  const signal = AbortSignal.any([parts.stopped, AbortSignal.timeout(parts.attemptMs)])
  const outcome = await fetch(address, { method, ...init, signal }).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  )
  const ms = Math.round(performance.now() - started)
  const status = outcome instanceof Response ? outcome.status : 0
  parts.log.record({ time, method, path: TRANSFER, query: {}, status, units, ms })
  return outcome
}
