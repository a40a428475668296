import { Client, ResponseType } from '@microsoft/microsoft-graph-client'
import { z } from 'zod'
import { inSpan } from '../../telemetry/trace'
import { type BatchRows, sendBatch } from './batch'
import type { Call, GraphCaller, Reply } from './caller'
import { CallOption, type ChainParts, createChain } from './chain'
import { failureOf, GraphFailure, noAnswer } from './failure'
import { joinUrl, splitUrl, unitsOf } from './units'

/** A page of a collection. */
const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })

/** Graph as one identity, on Microsoft's client with our own chain: the stock one sends no token to http (GRAPH-FACTS 11). */
export const createCaller = (graphUrl: string, parts: ChainParts): GraphCaller => {
  const base = new URL(graphUrl)
  const version = base.pathname.replace(/^\/|\/$/g, '')
  const client = Client.initWithMiddleware({
    baseUrl: base.origin,
    defaultVersion: version,
    middleware: createChain(parts),
  })

  const exchange = async (call: Call, batch?: BatchRows): Promise<Reply> => {
    const query = call.query ?? {}
    const units = batch
      ? batch.rows.reduce((sum, row) => sum + row.logged.units, 0)
      : unitsOf(call.method, call.path, query)
    const repeatable = call.repeatable ?? call.method !== 'POST'
    const option = new CallOption(call.method, call.path, query, units, repeatable, batch?.rows)
    const request = client
      .api(joinUrl(call.path, query))
      .headers({ ...call.headers })
      .responseType(ResponseType.RAW)
      .middlewareOptions([option])
    let response: Response
    try {
      const attributes = { 'http.request.method': call.method, path: call.path, rows: batch?.rows.length ?? 1 }
      response = await inSpan('graph', { kind: 'client', attributes }, async (note) => {
        const answer = await dispatch(request, call)
        note({ 'http.response.status_code': answer.status })
        return answer
      })
    } catch (error) {
      const failure = option.failure ?? error
      throw failure instanceof GraphFailure ? failure : noAnswer('unavailable', String(failure))
    }
    const body = await readBody(response)
    if (response.status >= 400) throw failureOf(response.status, response.headers, body, `${call.method} ${call.path}`)
    return { status: response.status, headers: response.headers, body }
  }

  const all = async (call: Call): Promise<readonly unknown[]> => {
    const found: unknown[] = []
    for (let next: Call | undefined = call; next; ) {
      const { value, '@odata.nextLink': link } = page.parse((await exchange(next)).body)
      found.push(...value)
      next = link ? { ...call, ...relativeLink(graphUrl, link) } : undefined
    }
    return found
  }

  return {
    send: (call) => exchange(call),
    batch: (calls) => sendBatch(exchange, calls, parts),
    all,
  }
}

type Request = ReturnType<Client['api']>

const dispatch = (request: Request, call: Call): Promise<Response> => {
  switch (call.method) {
    case 'GET':
      return request.get()
    case 'POST':
      return request.post(call.body)
    case 'PUT':
      return request.put(call.body)
    case 'PATCH':
      return request.patch(call.body)
    case 'DELETE':
      return request.delete()
  }
}

const readBody = async (response: Response): Promise<unknown> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.byteLength === 0) return null
  // Compared by prefix: Graph adds OData parameters to the media type (GRAPH-FACTS 1.12).
  if (!response.headers.get('content-type')?.startsWith('application/json')) return bytes
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

/** Path and query of a nextLink or deltaLink. A link to another origin is refused: a token must not follow it. */
export const relativeLink = (
  graphUrl: string,
  link: string,
): { readonly path: string; readonly query: Record<string, string> } => {
  if (!link.startsWith(`${graphUrl}/`)) throw new Error(`Refused to follow a link to ${link.slice(0, 60)}`)
  const { path, query } = splitUrl(link.slice(graphUrl.length))
  return { path, query }
}
