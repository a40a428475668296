import type { Request } from 'express'

/** A body that is too large is let by up to this many times the limit: who sends it hears the answer once they have sent it. */
const LET_BY = 4

/** Reads the body of a request as it was sent, up to `max` bytes; undefined when there is more, of which nothing is kept. */
export const contentOf =
  (req: Request) =>
  async (max: number): Promise<Uint8Array | undefined> => {
    const chunks: Uint8Array[] = []
    let bytes = 0
    const announced = Number(req.get('Content-Length') ?? 0)
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes > max || announced > max) chunks.length = 0
      else chunks.push(chunk)
      if (bytes > LET_BY * max) break
    }
    return bytes > max || announced > max ? undefined : new Uint8Array(Buffer.concat(chunks))
  }
