import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type Request, type RequestHandler, type Response, Router } from 'express'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg'])
/** vite puts what carries a content hash in its name under this folder. */
const HASHED = `${sep}assets${sep}`

interface Asset {
  readonly etag: string
  readonly plain: Buffer
  readonly encoded: Map<Encoding, Promise<Buffer>>
}

type Encoding = 'br' | 'gzip'

const compressors: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (content) => promisify(gzip)(content, { level: 7 }),
}

/** The built pages, compressed once and kept in memory; hashed files may be kept by browsers for ever, pages not at all. */
export const pagesRouter = (folder: string, home: string): Router => {
  const assets = new Map<string, Asset>()

  const load = async (path: string): Promise<Asset | undefined> => {
    const info = await stat(path).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const etag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`
    const known = assets.get(path)
    if (known?.etag === etag) return known
    const asset: Asset = { etag, plain: await readFile(path), encoded: new Map() }
    assets.set(path, asset)
    return asset
  }

  const serve: RequestHandler = async (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const path = fileOf(folder, req.path === '/' ? `/${home}` : req.path)
    const asset = path === undefined ? undefined : await load(path)
    if (path === undefined || asset === undefined) return next()
    res.set({
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': path.includes(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: asset.etag,
      Vary: 'Accept-Encoding',
    })
    if (req.fresh) return void res.status(304).end()
    await answer(req, res, path, asset)
  }
  return Router().use(serve)
}

const answer = async (req: Request, res: Response, path: string, asset: Asset): Promise<void> => {
  const encoding = COMPRESSED.has(extname(path)) ? encodingFor(req) : undefined
  if (encoding === undefined) return void res.end(asset.plain)
  const content = asset.encoded.get(encoding) ?? compressors[encoding](asset.plain)
  asset.encoded.set(encoding, content)
  res.setHeader('Content-Encoding', encoding)
  res.end(await content)
}

/** Browsers name gzip first without preferring it: ask for each on its own. */
const encodingFor = (req: Request): Encoding | undefined =>
  req.acceptsEncodings('br') === 'br' ? 'br' : req.acceptsEncodings('gzip') === 'gzip' ? 'gzip' : undefined

/** The file of a request path, never outside the folder. */
const fileOf = (folder: string, path: string): string | undefined => {
  try {
    const file = normalize(join(folder, decodeURIComponent(path)))
    return file.startsWith(`${normalize(folder)}${sep}`) && !file.includes('\0') ? file : undefined
  } catch {
    return undefined
  }
}
