import { type Request, type Response, Router, raw } from 'express'
import type { Principal } from '../../store/entities'
import { GraphError, notFound } from '../exchange'
import type { ConflictBehavior, DocumentLibrary } from './library'

const RANGE_MULTIPLE = 327_680
const LARGEST_RANGE = 60 * 1_048_576
const SESSION_MS = 15 * 60_000
const DOWNLOAD_MS = 60 * 60_000

interface Session {
  readonly folderId: string
  readonly name: string
  readonly conflict: ConflictBehavior
  readonly by: Principal
  readonly expires: number
  readonly parts: Uint8Array[]
  received: number
  total: number | null
  /** A range that was not a multiple of 320 KiB: the upload fails when it is committed. */
  uneven: boolean
}

type UploadRequest = Omit<Session, 'parts' | 'received' | 'total' | 'uneven' | 'expires'>

/** Pre-authenticated addresses outside Graph: upload sessions and downloads (GRAPH-FACTS 7.1). They live in memory alone. */
export class Transfers {
  readonly #sessions = new Map<string, Session>()
  readonly #downloads = new Map<string, { readonly itemId: string; readonly expires: number }>()

  constructor(
    private readonly library: DocumentLibrary,
    private readonly origin: () => string,
  ) {}

  openSession(request: UploadRequest): { uploadUrl: string; expirationDateTime: string; nextExpectedRanges: string[] } {
    const id = crypto.randomUUID()
    const session: Session = {
      ...request,
      expires: Date.now() + SESSION_MS,
      parts: [],
      received: 0,
      total: null,
      uneven: false,
    }
    this.#sessions.set(id, session)
    return { uploadUrl: `${this.origin()}/uploads/${id}`, ...progress(session) }
  }

  /** A short-lived address that needs no token. */
  downloadUrl(itemId: string): string {
    const ticket = crypto.randomUUID()
    if (this.#downloads.size > 10_000) this.#downloads.clear()
    this.#downloads.set(ticket, { itemId, expires: Date.now() + DOWNLOAD_MS })
    return `${this.origin()}/downloads/${ticket}`
  }

  session(id: string): Session {
    const session = this.#sessions.get(id)
    if (!session || session.expires < Date.now()) throw notFound('The upload session was not found')
    return session
  }

  cancel(id: string): void {
    this.session(id)
    this.#sessions.delete(id)
  }

  downloaded(ticket: string): string {
    const found = this.#downloads.get(ticket)
    if (!found || found.expires < Date.now())
      throw new GraphError(401, 'unauthenticated', 'The download address has expired.')
    return found.itemId
  }

  /** Takes one range; returns the finished item with the last one. */
  take(id: string, contentRange: string | undefined, bytes: Uint8Array): { itemId: string; replaced: boolean } | null {
    const session = this.session(id)
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '')
    const [start, end, total] = [Number(range?.[1]), Number(range?.[2]), Number(range?.[3])]
    if (
      !range ||
      bytes.length !== end - start + 1 ||
      end >= total ||
      (session.total !== null && session.total !== total)
    ) {
      throw new GraphError(400, 'invalidRequest', 'The Content-Range header is missing or malformed.')
    }
    if (bytes.length > LARGEST_RANGE) throw new GraphError(413, 'invalidRequest', 'The range is larger than 60 MiB.')
    if (start !== session.received) {
      throw new GraphError(416, 'invalidRange', 'Optimistic concurrency failure during fragmented upload')
    }
    session.total = total
    session.parts.push(Uint8Array.from(bytes))
    session.received = end + 1
    if (session.received < total) {
      session.uneven ||= bytes.length % RANGE_MULTIPLE !== 0
      return null
    }
    this.#sessions.delete(id)
    if (session.uneven) {
      throw new GraphError(400, 'invalidRequest', 'The size of every range but the last must be a multiple of 320 KiB.')
    }
    const folder = this.library.item(session.folderId)
    const whole = Buffer.concat(session.parts)
    const { item, replaced } = this.library.write(folder, session.name, whole, session.conflict, session.by)
    return { itemId: item.id, replaced }
  }
}

const progress = (
  session: Pick<Session, 'expires' | 'received'>,
): { expirationDateTime: string; nextExpectedRanges: string[] } => ({
  expirationDateTime: new Date(session.expires).toISOString(),
  nextExpectedRanges: [`${session.received}-`],
})

/** The addresses themselves. `body` answers a finished upload with its driveItem. */
export const transferRouter = (
  transfers: Transfers,
  library: DocumentLibrary,
  body: (itemId: string) => object,
): Router => {
  const router = Router()
  const guarded = (work: (req: Request, res: Response) => void) => (req: Request, res: Response) => {
    try {
      work(req, res)
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      const id = crypto.randomUUID()
      res.status(error.status).json(error.reply(id, id).body)
    }
  }

  router.put(
    '/uploads/:session',
    raw({ type: () => true, limit: LARGEST_RANGE + 1 }),
    guarded((req, res) => {
      if (req.headers.authorization)
        throw new GraphError(401, 'unauthenticated', 'The upload address takes no Authorization header.')
      const id = String(req.params.session)
      const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
      const done = transfers.take(id, req.headers['content-range'], bytes)
      if (done) res.status(done.replaced ? 200 : 201).json(body(done.itemId))
      else res.status(202).json(progress(transfers.session(id)))
    }),
  )
  router.get(
    '/uploads/:session',
    guarded((req, res) => {
      res.json(progress(transfers.session(String(req.params.session))))
    }),
  )
  router.delete(
    '/uploads/:session',
    guarded((req, res) => {
      transfers.cancel(String(req.params.session))
      res.status(204).end()
    }),
  )
  router.get(
    '/downloads/:ticket',
    guarded((req, res) => {
      const item = library.item(transfers.downloaded(String(req.params.ticket)))
      sendFile(res, item.name, item.mimeType, library.bytes(item))
    }),
  )
  return router
}

/** A file as a browser gets it. */
export const sendFile = (res: Response, name: string, mimeType: string, bytes: Uint8Array): void => {
  res.set({
    'Content-Type': mimeType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(bytes)
}
