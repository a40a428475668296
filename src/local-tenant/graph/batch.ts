import { at, isRecord, textAt } from '../json'
import { shuffled } from '../random'
import { type Caller, GraphError, type GraphReply } from './exchange'
import type { Gateway, Incoming } from './gateway'

const MOST_ROWS = 20

interface BatchRow {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: unknown
  readonly dependsOn: readonly string[]
}

interface BatchAnswer {
  readonly id: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

const refuse = (message: string): GraphError => new GraphError(400, 'BadRequest', message)

/** Parses and checks a whole batch; anything wrong refuses all of it (GRAPH-FACTS 2). */
const readBatch = (body: unknown): readonly BatchRow[] => {
  const requests = at(body, 'requests')
  if (!Array.isArray(requests)) throw refuse('Invalid batch payload format.')
  if (requests.length > MOST_ROWS) {
    throw refuse(`Number of batch request steps exceeds the maximum value of ${MOST_ROWS}.`)
  }
  const seen = new Set<string>()
  const rows = requests.map((request) => readRow(request, seen))
  for (const row of rows) {
    for (const other of row.dependsOn) {
      if (!rows.some(({ id }) => id === other)) throw refuse(`Invalid dependsOn '${other}' of request '${row.id}'.`)
    }
  }
  return rows
}

const readRow = (request: unknown, seen: Set<string>): BatchRow => {
  const id = textAt(request, 'id')
  const method = textAt(request, 'method')
  const url = textAt(request, 'url')
  if (!id || !method || !url) throw refuse('Every batch request needs an id, a method and a url.')
  if (seen.has(id.toLowerCase())) throw refuse(`Request Id is duplicated: '${id}'.`)
  seen.add(id.toLowerCase())
  const sent = at(request, 'headers')
  const headers = new Map<string, string>()
  if (isRecord(sent)) for (const [name, value] of Object.entries(sent)) headers.set(name.toLowerCase(), String(value))
  const body = at(request, 'body')
  if (body !== undefined && body !== null && !headers.has('content-type')) {
    throw refuse(`Write request id : ${id} does not contain Content-Type header or body.`)
  }
  const dependsOn = at(request, 'dependsOn') ?? []
  if (!Array.isArray(dependsOn)) throw refuse(`Invalid dependsOn of request '${id}'.`)
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers,
    body: body ?? undefined,
    dependsOn: dependsOn.map(String),
  }
}

/** Carries out a `$batch`: rows in order of their dependencies, answers in any order, each row with its own status. */
export const serveBatch = async (
  gateway: Gateway,
  incoming: Incoming,
  caller: Caller,
  random: () => number,
): Promise<{ reply: GraphReply; rows: number; wrote: boolean }> => {
  const rows = readBatch(incoming.body)
  const answers = new Map<string, BatchAnswer>()
  let waiting = [...rows]
  while (waiting.length > 0) {
    const ready = waiting.filter((row) => row.dependsOn.every((other) => answers.has(other)))
    if (ready.length === 0) throw refuse('The dependencies of the batch form a cycle.')
    for (const row of ready) answers.set(row.id, await serveRow(gateway, incoming, caller, row, answers))
    waiting = waiting.filter((row) => !answers.has(row.id))
  }
  return {
    reply: { status: 200, body: { responses: shuffled([...answers.values()], random) } },
    rows: rows.length,
    wrote: rows.some(({ method }) => method !== 'GET'),
  }
}

const serveRow = async (
  gateway: Gateway,
  incoming: Incoming,
  caller: Caller,
  row: BatchRow,
  answers: ReadonlyMap<string, BatchAnswer>,
): Promise<BatchAnswer> => {
  if (row.dependsOn.some((other) => (answers.get(other)?.status ?? 500) >= 400)) {
    const failure = new GraphError(424, 'failedDependency', 'A request that this one depends on failed.')
    const { body } = failure.reply(incoming.requestId, incoming.requestId)
    return { id: row.id, status: 424, headers: {}, body }
  }
  const address = new URL(row.url.startsWith('/') ? row.url : `/${row.url}`, 'http://batch')
  const reply = await gateway.serve(
    {
      method: row.method,
      path: address.pathname,
      query: new Map(address.searchParams),
      headers: row.headers,
      body: row.body,
      bytes: bytesOf(row.body),
      requestId: crypto.randomUUID(),
    },
    caller,
  )
  const base = { id: row.id, status: reply.status }
  if (reply.bytes) return { ...base, headers: { ...reply.headers }, body: Buffer.from(reply.bytes).toString('base64') }
  return {
    ...base,
    headers: {
      'Cache-Control': 'no-cache',
      ...reply.headers,
      ...(reply.body === undefined ? {} : { 'OData-Version': '4.0', 'Content-Type': 'application/json' }),
    },
    ...(reply.body === undefined ? {} : { body: reply.body }),
  }
}

/** Binary bodies travel as base64 text in a batch. */
const bytesOf = (body: unknown): Uint8Array =>
  typeof body === 'string' ? Buffer.from(body, 'base64') : new Uint8Array()
