import { createServer, type RequestListener } from 'node:http'

export interface Listening {
  readonly port: number
  /** Stops taking connections, lets answers in hand leave for a moment, then closes them all. */
  close(): Promise<void>
}

/** A port that another process holds; the message names the port and the variable that chooses it. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  constructor(
    readonly port: number,
    readonly variable: string,
  ) {
    super(`Port ${port} is taken by another program. Stop it, or choose another port with ${variable}.`)
  }
}

const GRACE_MS = 500

/** Longer than a reverse proxy or a client keeps an idle connection: none is closed under a request that is just being sent. */
const IDLE_MS = 75_000

/** Listens on `host:port` (0 takes a free port). */
export const listen = (handler: RequestListener, host: string, port: number, variable: string): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(handler)
    server.keepAliveTimeout = IDLE_MS
    // Also afterwards: a connection that could not be taken, as for want of descriptors, must not end the process.
    server.on('error', (error) => {
      reject(Reflect.get(error, 'code') === 'EADDRINUSE' ? new PortTaken(port, variable) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed())
          server.closeIdleConnections()
          setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
        })
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, close })
    })
  })
