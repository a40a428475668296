import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'

/** What stands before Graph and keeps the requests of some paths waiting until it is opened. */
export interface GraphGate {
  readonly graphUrl: string
  /** Resolves when a request waits and no other has been under way for a moment. */
  waiting(): Promise<void>
  open(): void
  close(): void
}

const QUIET_MS = 300
const LOOK_MS = 20

export const graphGate = async (graphUrl: string, holds: (path: string) => boolean): Promise<GraphGate> => {
  const { origin, pathname } = new URL(graphUrl)
  const ownOrigin = (): string => `http://127.0.0.1:${Object(server.address()).port}`
  const held: (() => void)[] = []
  let isOpen = false
  let underWay = 0
  let lastSeen = performance.now()
  const server = createServer((req, res) => {
    const pass = (): void => {
      underWay += 1
      const { method, headers, url = '' } = req
      const onwards = request(`${origin}${url}`, { method, headers }, async (answer) => {
        // Links that lead on must lead through here.
        const body = (await text(answer)).replaceAll(`${origin}/`, `${ownOrigin()}/`)
        const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = answer.headers
        res.writeHead(answer.statusCode ?? 502, kept).end(body)
      })
      onwards.on('error', () => res.destroy())
      req.pipe(onwards)
      res.once('close', () => {
        underWay -= 1
        lastSeen = performance.now()
      })
    }
    if (isOpen || !holds(req.url ?? '')) pass()
    else held.push(pass)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    graphUrl: `${ownOrigin()}${pathname}`,
    waiting: async () => {
      while (held.length === 0 || underWay > 0 || performance.now() - lastSeen < QUIET_MS) await delay(LOOK_MS)
    },
    open: () => {
      isOpen = true
      for (const pass of held.splice(0)) pass()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
