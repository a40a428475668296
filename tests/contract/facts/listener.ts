import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A server on this computer that keeps what it receives. */
export interface Listener {
  readonly url: string
  /** The body with this position, as soon as it has come. */
  received(position: number): Promise<unknown>
  /** Resolves once the request with this position has been answered. */
  answered(position: number): Promise<void>
  close(): Promise<void>
}

type Answering = (res: ServerResponse, body: unknown, url: URL) => void

/** Every request is answered by `answer`; handshakes of subscriptions (`validationToken`) are not kept. */
export const listen = async (answer: Answering): Promise<Listener> => {
  const bodies: unknown[] = []
  let answers = 0
  let wake: (() => void)[] = []
  const tell = (): void => {
    for (const resolve of wake) resolve()
    wake = []
  }
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => wake.push(resolve))
  }
  const read = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    let text = ''
    for await (const part of req) text += String(part)
    const url = new URL(req.url ?? '', 'http://listener')
    const body: unknown = text === '' ? null : JSON.parse(text)
    if (!url.searchParams.has('validationToken')) {
      bodies.push(body)
      res.once('finish', () => {
        answers += 1
        tell()
      })
    }
    answer(res, body, url)
    tell()
  }
  const server = createServer((req, res) => void read(req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    received: async (position) => {
      await until(() => bodies.length > position)
      return bodies[position]
    },
    answered: (position) => until(() => answers > position),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What a listener to notifications answers: the decoded token as plain text, and 202 to everything else. */
export const notified: Answering = (res, _body, url) => {
  const token = url.searchParams.get('validationToken')
  if (token === null) res.writeHead(202).end()
  else res.writeHead(200, { 'Content-Type': 'text/plain' }).end(token)
}
