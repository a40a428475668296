import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** What stands on the port, whatever the service is at: starting, at work, or leaving. */
export interface Front {
  readonly listener: RequestListener
  /** Hands requests to `next` from now on. */
  open(next: RequestListener): void
  /**
   * Takes no request any more, and ends those that are still being sent: nothing has been done for them. Resolves when the others are
   * answered, however long that takes.
   */
  leave(): Promise<void>
}

/** Takes the port before anything else happens, and serves what is there to be served. */
export const createFront = (): Front => {
  let current = unreadyApp(() => 'starting')
  const underWay = new Map<IncomingMessage, ServerResponse>()
  let idle = (): void => undefined
  return {
    listener: (req, res) => {
      underWay.set(req, res)
      res.once('close', () => {
        underWay.delete(req)
        if (underWay.size === 0) idle()
      })
      current(req, res)
    },
    open: (next) => {
      current = next
    },
    leave: async () => {
      current = unreadyApp(() => 'stopping')
      for (const req of underWay.keys()) if (!req.complete) req.destroy()
      if (underWay.size === 0) return
      await new Promise<void>((resolve) => {
        idle = resolve
      })
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
