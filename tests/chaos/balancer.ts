import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Copy } from './copies'

export interface BalancerFaults {
  /** Share of activities that are carried out and whose answer is lost with the connection. */
  readonly lost: number
  /** Share of activities that are refused to their sender and reach the service later, after newer ones. */
  readonly late: number
  /** Share of activities whose connection hangs before it breaks, the activity carried out. */
  readonly hanging: number
}

export interface Balancer {
  readonly origin: string
  set(faults: BalancerFaults): void
  struck(): number
  /** Resolves when every late activity has been delivered. */
  settled(): Promise<void>
  close(): Promise<void>
}

export const CALM: BalancerFaults = { lost: 0, late: 0, hanging: 0 }
const ACTIVITY_TIMEOUT_MS = 8_000
/** Publishing renders a pack, on a machine that may be busy. */
const COMMAND_TIMEOUT_MS = 40_000
const ACTIVITIES = '/api/messages'
const HANG_MS = 1_500
const LATE_FROM_MS = 200
const LATE_TO_MS = 1_800

/** What stands between Teams and the copies: picks one of the living, and loses, delays and reorders activities. */
export const startBalancer = async (alive: () => readonly Copy[], random: () => number): Promise<Balancer> => {
  let faults = CALM
  let struck = 0
  const late = new Set<Promise<unknown>>()

  const strikes = (share: number): boolean => {
    const hit = share > 0 && random() < share
    if (hit) struck += 1
    return hit
  }

  const forward = async (req: IncomingMessage, body: Buffer): Promise<Response> => {
    const copies = alive()
    const copy = copies[Math.floor(random() * copies.length)]
    if (copy === undefined) return new Response('no copy is alive', { status: 503 })
    const { authorization = '', 'content-type': type = 'application/json' } = req.headers
    return fetch(`${copy.origin}${req.url ?? '/'}`, {
      method: req.method ?? 'GET',
      headers: { Authorization: authorization, 'Content-Type': type },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      signal: AbortSignal.timeout(req.url === ACTIVITIES ? ACTIVITY_TIMEOUT_MS : COMMAND_TIMEOUT_MS),
    })
  }

  const later = (req: IncomingMessage, body: Buffer): void => {
    const pause = LATE_FROM_MS + random() * (LATE_TO_MS - LATE_FROM_MS)
    const delivery = new Promise((done) => setTimeout(done, pause))
      .then(() => forward(req, body))
      .catch(() => undefined)
      .finally(() => late.delete(delivery))
    late.add(delivery)
  }

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const isActivity = req.url === ACTIVITIES
    if (isActivity && strikes(faults.late)) {
      later(req, body)
      res.writeHead(502).end()
      return
    }
    const reply = await forward(req, body)
    const bytes = Buffer.from(await reply.arrayBuffer())
    if (isActivity && strikes(faults.lost)) {
      req.socket.resetAndDestroy()
      return
    }
    if (isActivity && strikes(faults.hanging)) {
      setTimeout(() => req.socket.destroy(), HANG_MS)
      return
    }
    res.writeHead(reply.status, { 'Content-Type': reply.headers.get('content-type') ?? 'text/plain' }).end(bytes)
  }

  const server = createServer((req, res) => {
    // The copy died under the request, or did not answer in time.
    answer(req, res).catch(() => (res.headersSent ? res.destroy() : res.writeHead(502).end()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`,
    set: (next) => {
      faults = next
    },
    struck: () => struck,
    settled: async () => {
      while (late.size > 0) await Promise.all(late)
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
