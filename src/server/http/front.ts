import type { RequestListener } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** What stands on the port, whatever the service is at: starting, at work, or leaving. */
export interface Front {
  readonly listener: RequestListener
  /** Hands requests to `next` from now on. */
  open(next: RequestListener): void
  /** Takes no request any more; resolves when those under way are answered, and after a moment in any case. */
  leave(): Promise<void>
}

/** Within the ten seconds of a stop, and before the doors are closed that a request under way needs. */
const UNDER_WAY_MS = 3_000

/** Takes the port before anything else happens, and serves what is there to be served. */
export const createFront = (): Front => {
  let current = unreadyApp(() => 'starting')
  let underWay = 0
  let idle = (): void => undefined
  return {
    listener: (req, res) => {
      underWay += 1
      res.once('close', () => {
        underWay -= 1
        if (underWay === 0) idle()
      })
      current(req, res)
    },
    open: (next) => {
      current = next
    },
    leave: async () => {
      current = unreadyApp(() => 'stopping')
      if (underWay === 0) return
      const answered = new Promise<void>((resolve) => {
        idle = resolve
      })
      await Promise.race([answered, delay(UNDER_WAY_MS, undefined, { ref: false })])
    },
  }
}

/**
 * Answers of a copy that does not serve: alive, so that nobody restarts it, but not ready. Everything else gets 503, which Teams
 * and browsers repeat, on a connection of their own: another copy may take it.
 */
export const unreadyApp =
  (why: () => string): RequestListener =>
  (req, res) => {
    const json = (status: number, body: object): void => {
      res.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(JSON.stringify(body))
    }
    if (req.url === '/healthz') return json(200, { alive: true })
    if (req.url === '/readyz') return json(503, { ready: false, warnings: [why()], waiting: 0 })
    const headers = { 'Retry-After': '2', 'Content-Type': 'text/plain', Connection: 'close' }
    res.writeHead(503, headers).end(`${why()}\n`)
  }
