import { type Request, type Response, Router, raw } from 'express'
import type { Faults } from '../faults'
import { parseJson } from '../json'
import { serveBatch } from './batch'
import { GraphError, type GraphReply } from './exchange'
import { type Gateway, type Incoming, replyOf } from './gateway'
import type { Metering } from './metering'

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
const LARGEST_BODY = '260mb'

interface GraphHttp {
  readonly gateway: Gateway
  readonly faults: Faults
  readonly metering: Metering
}

/** Graph over HTTP: bodies, headers, `$batch`, and the faults that strike a whole connection. Mounted at `/v1.0`. */
export const graphHttp = ({ gateway, faults, metering }: GraphHttp): Router => {
  const router = Router()
  router.use(raw({ type: () => true, limit: LARGEST_BODY }), async (req, res) => {
    const { current } = faults
    const incoming = readIncoming(req)
    metering.count({ requests: 1 })
    if (current.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, current.delayMs))
    if (faults.strikes(current.reset)) {
      req.socket.resetAndDestroy()
      return
    }
    if (faults.strikes(current.halfOpen)) return
    if (current.graphDown || faults.strikes(current.unavailable)) {
      const down = new GraphError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.')
      return send(res, incoming, replyOf(down, incoming))
    }
    const { reply, wrote } = await serve(gateway, faults, metering, incoming)
    if (wrote && faults.strikes(current.timeoutAfterWrite)) {
      const late = new GraphError(504, 'UnknownError', 'The gateway did not receive an answer in time.')
      return send(res, incoming, replyOf(late, incoming))
    }
    send(res, incoming, reply)
  })
  return router
}

const serve = async (
  gateway: Gateway,
  faults: Faults,
  metering: Metering,
  incoming: Incoming,
): Promise<{ reply: GraphReply; wrote: boolean }> => {
  try {
    const caller = await gateway.authenticate(incoming.headers.get('authorization'))
    const isFile = incoming.path.endsWith('/content')
    if (incoming.bytes.length > 0 && isJson(incoming) && incoming.body === undefined && !isFile) {
      throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.')
    }
    if (incoming.method === 'POST' && incoming.path === '/$batch') {
      const { reply, rows, wrote } = await serveBatch(gateway, incoming, caller, () => faults.random())
      metering.count({ batches: 1, batchRows: rows })
      return { reply, wrote }
    }
    return { reply: await gateway.serve(incoming, caller), wrote: incoming.method !== 'GET' }
  } catch (error) {
    return { reply: replyOf(error, incoming), wrote: false }
  }
}

const isJson = (incoming: Pick<Incoming, 'headers'>): boolean =>
  (incoming.headers.get('content-type') ?? '').includes('json')

const readIncoming = (req: Request): Incoming => {
  const address = new URL(req.url, 'http://tenant')
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  return {
    method: req.method,
    path: address.pathname,
    query: new Map(address.searchParams),
    headers,
    body: isJson({ headers }) ? parseJson(bytes.toString('utf8')) : undefined,
    bytes,
    requestId: crypto.randomUUID(),
  }
}

const send = (res: Response, incoming: Incoming, reply: GraphReply): void => {
  res.status(reply.status).set({
    'Cache-Control': 'no-store',
    'request-id': incoming.requestId,
    'client-request-id': incoming.headers.get('client-request-id') ?? incoming.requestId,
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Local","Slice":"E","Ring":"1","ScaleUnit":"000"}}',
    ...reply.headers,
  })
  if (reply.bytes) {
    res.end(reply.bytes)
    return
  }
  if (reply.body === undefined) {
    res.end()
    return
  }
  res.set({ 'Content-Type': JSON_TYPE, 'OData-Version': '4.0' }).end(JSON.stringify(reply.body))
}
