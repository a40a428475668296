import { Agent as PlainAgent, request as plain } from 'node:http'
import { Agent as SecureAgent, request as secure } from 'node:https'

export interface Exchange {
  readonly status: number
  readonly retryAfter: string | null
  readonly text: string
}

/** Shorter than servers keep idle connections, so that a request seldom meets one that is being closed. */
const IDLE_MS = 4_000
const kept = { keepAlive: true, timeout: IDLE_MS }
const agents = { 'http:': new PlainAgent(kept), 'https:': new SecureAgent(kept) }

/**
 * One JSON request over a kept connection. Node's own client instead of `fetch`, which takes three times the processor time: each
 * answer to a card makes such a request. Rejects when no whole answer came within `timeoutMs`.
 */
export const exchange = (
  method: 'POST' | 'PUT',
  url: string,
  {
    authorization,
    body,
    timeoutMs,
  }: { readonly authorization: string; readonly body: object; readonly timeoutMs: number },
): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const payload = Buffer.from(JSON.stringify(body))
    const https = url.startsWith('https:')
    const headers = {
      Authorization: authorization,
      'Content-Type': 'application/json',
      'Content-Length': payload.length,
    }
    const outgoing = (https ? secure : plain)(
      url,
      { method, headers, agent: agents[https ? 'https:' : 'http:'] },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', failed)
        response.on('end', () => {
          clearTimeout(timer)
          const retryAfter = response.headers['retry-after'] ?? null
          resolve({ status: response.statusCode ?? 0, retryAfter, text: Buffer.concat(parts).toString('utf8') })
        })
      },
    )
    const failed = (error: Error): void => {
      clearTimeout(timer)
      reject(error)
    }
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    timer.unref()
    outgoing.on('error', failed)
    outgoing.end(payload)
  })
