import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** An OpenTelemetry collector that keeps what it gets: JSON by POST to `/v1/traces` and `/v1/metrics` (OTLP over HTTP). */
export interface Collector {
  /** Base address, with the slash that people type after it. */
  readonly endpoint: string
  /** Bodies that came to a path so far. */
  posted(path: '/v1/traces' | '/v1/metrics'): readonly string[]
  close(): Promise<void>
}

export const startCollector = async (): Promise<Collector> => {
  const requests: { readonly path: string; readonly body: string }[] = []
  const server = createServer(async (req, res) => {
    requests.push({ path: req.url ?? '', body: await text(req) })
    res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}/`,
    posted: (path) => requests.filter((request) => request.path === path).map(({ body }) => body),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
