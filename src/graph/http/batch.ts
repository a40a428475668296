import { z } from 'zod'
import type { Budget } from './budget'
import type { Call, Reply, RowReply } from './caller'
import type { ChainParts } from './chain'
import { failureOf, GraphFailure, noAnswer } from './failure'
import type { LoggedRow } from './request-log'
import { backoffMs, sleep } from './sleep'
import { joinUrl, unitsOf } from './units'

/** Graph takes no more requests in one `$batch` (GRAPH-FACTS 2). */
const BATCH_MAX = 20
const MAX_ROUNDS = 5

const answer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
  ),
})

/** The rows of a `$batch`, for the log and the budget. */
export interface BatchRows {
  readonly rows: readonly { readonly id: string; readonly logged: Omit<LoggedRow, 'status'> }[]
}

type Exchange = (call: Call, batch?: BatchRows) => Promise<Reply>

/**
 * Sends calls in `$batch` requests of 20. The outer answer is 200 whatever happened inside, so every row is looked at: rows
 * that were throttled, lost a save conflict or hung on a failed row are repeated until patience runs out; then, and for
 * everything that is not safe to repeat, the row's failure is its answer (GRAPH-FACTS 2).
 */
export const sendBatch = async (
  exchange: Exchange,
  calls: readonly Call[],
  parts: Pick<ChainParts, 'patienceMs' | 'stopped' | 'budget'>,
): Promise<readonly RowReply[]> => {
  const replies = new Map<number, RowReply>()
  const deadline = performance.now() + parts.patienceMs
  let open = [...calls.entries()]
  for (let round = 1; open.length > 0; round += 1) {
    for (let start = 0; start < open.length; start += BATCH_MAX) {
      const rows = open.slice(start, start + BATCH_MAX)
      for (const [index, reply] of await sendRows(exchange, rows)) {
        replies.set(index, reply)
        heedRow(parts.budget, calls[index], reply)
      }
    }
    const again = open.filter(([index, call]) => isWorthRepeating(call, replies.get(index)))
    if (again.length === 0 || round === MAX_ROUNDS) break
    const wait = Math.max(backoffMs(round), ...again.map(([index]) => waitOf(replies.get(index))))
    if (performance.now() + wait > deadline) break
    await sleep(wait, parts.stopped)
    open = again
  }
  return calls.map((_call, index) => replies.get(index) ?? noAnswer('unavailable', '$batch gave no answer for a row'))
}

/** A row's 429, or 503 with a wait, speaks for the whole application, like that of a single request. */
const heedRow = (budget: Budget, call: Call | undefined, reply: RowReply): void => {
  if (!call || !(reply instanceof GraphFailure) || ![429, 503].includes(reply.detail.status)) return
  if (unitsOf(call.method, call.path, call.query) > 0) budget.pause(reply.detail.retryAfterMs ?? 0)
}

const waitOf = (reply: RowReply | undefined): number =>
  reply instanceof GraphFailure ? (reply.detail.retryAfterMs ?? 0) : 0

/**
 * 429 and 424 rows were not carried out. A lost answer or a 5xx leaves that open: only rows that are safe to repeat are. A
 * 409 `resourceModified` without an etag of ours is SharePoint's own save conflict (GRAPH-FACTS 1.8).
 */
const isWorthRepeating = (call: Call, reply: RowReply | undefined): boolean => {
  if (!(reply instanceof GraphFailure)) return false
  const { status, graphCode } = reply.detail
  if (status === 429 || status === 424) return true
  const repeatable = call.repeatable ?? call.method !== 'POST'
  if (status === 409) return graphCode === 'resourceModified' && repeatable && !call.headers?.['If-Match']
  return reply.code === 'unavailable' && repeatable
}

const sendRows = async (
  exchange: Exchange,
  rows: readonly (readonly [number, Call])[],
): Promise<ReadonlyMap<number, RowReply>> => {
  const requests = rows.map(([index, call]) => ({
    id: String(index),
    method: call.method,
    url: joinUrl(call.path, call.query),
    ...(call.body || call.headers
      ? { headers: { ...(call.body ? { 'Content-Type': 'application/json' } : {}), ...call.headers } }
      : {}),
    ...(call.body ? { body: call.body } : {}),
  }))
  const logged = rows.map(([index, { method, path, query = {} }]) => ({
    id: String(index),
    logged: { method, path, query, units: unitsOf(method, path, query) },
  }))
  const repeatable = rows.every(([, call]) => call.repeatable ?? call.method !== 'POST')
  try {
    const reply = await exchange({ method: 'POST', path: '/$batch', body: { requests }, repeatable }, { rows: logged })
    return readRows(rows, answer.parse(reply.body))
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error
    return new Map(rows.map(([index]) => [index, error]))
  }
}

/** Answers come in any order and are matched by id. */
const readRows = (
  rows: readonly (readonly [number, Call])[],
  { responses }: z.infer<typeof answer>,
): ReadonlyMap<number, RowReply> => {
  const calls = new Map(rows)
  const replies = new Map<number, RowReply>()
  for (const { id, status, headers = {}, body = null } of responses) {
    const index = Number(id)
    const call = calls.get(index)
    if (!call) continue
    const read = new Headers(headers)
    replies.set(
      index,
      status >= 400 ? failureOf(status, read, body, `${call.method} ${call.path}`) : { status, headers: read, body },
    )
  }
  return replies
}
