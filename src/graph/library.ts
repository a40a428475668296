import { z } from 'zod'
import type { Library, StoredFile, UploadOutcome } from '../ports/library'
import type { GraphCaller, Reply } from './http/caller'
import { failureOf, GraphFailure, noAnswer } from './http/failure'

/** Above this size a file goes through an upload session (GRAPH-FACTS 7.1). */
const SIMPLE_MAX = 4 * 1024 * 1024
/** Every range but the last must be a multiple of 320 KiB (GRAPH-FACTS 7.1); this is 5 MiB. */
const RANGE = 16 * 320 * 1024

const driveItem = z.object({ id: z.string(), webUrl: z.string(), size: z.number() })
const drives = z.object({ value: z.array(z.object({ id: z.string(), name: z.string() })) })
const drive = z.object({ id: z.string() })
const session = z.object({ uploadUrl: z.string() })

export interface LibraryParts {
  readonly caller: GraphCaller
  readonly driveId: () => Promise<string>
  /** Request to a pre-authenticated address, without a token. */
  transfer(
    method: 'GET' | 'PUT' | 'DELETE',
    address: string,
    init?: { readonly headers?: Record<string, string>; readonly body?: Uint8Array<ArrayBuffer> },
  ): Promise<Response>
}

/** The site's document library; see `Library`. Folders on the way come into being with the file. */
export const createLibrary = (parts: LibraryParts): Library => {
  const { driveId } = parts
  return {
    async upload(path, content, contentType) {
      const target = `/drives/${await driveId()}/root:/${encodePath(path)}:`
      try {
        return content.byteLength <= SIMPLE_MAX
          ? await uploadAtOnce(parts.caller, target, content, contentType)
          : await uploadInRanges(parts, target, content)
      } catch (error) {
        if (error instanceof GraphFailure && error.code === 'conflict') return { ok: false, reason: 'exists' }
        throw error
      }
    },
    async find(path) {
      try {
        const target = `/drives/${await driveId()}/root:/${encodePath(path)}`
        return storedFile((await parts.caller.send({ method: 'GET', path: target })).body)
      } catch (error) {
        if (error instanceof GraphFailure && error.code === 'not-found') return undefined
        throw error
      }
    },
    async download(driveItemId) {
      const path = `/drives/${await driveId()}/items/${encodeURIComponent(driveItemId)}/content`
      const reply = await parts.caller.send({ method: 'GET', path })
      const location = reply.headers.get('location')
      if (!location) return bytesOf(reply, path)
      const response = await parts.transfer('GET', location)
      if (!response.ok) throw failureOf(response.status, response.headers, null, `GET ${path}`)
      return new Uint8Array(await response.arrayBuffer())
    },
    async recycle(driveItemId) {
      try {
        const path = `/drives/${await driveId()}/items/${encodeURIComponent(driveItemId)}`
        await parts.caller.send({ method: 'DELETE', path, repeatable: true })
      } catch (error) {
        if (!(error instanceof GraphFailure && error.code === 'not-found')) throw error
      }
    },
  }
}

const bytesOf = (reply: Reply, path: string): Uint8Array => {
  if (reply.body instanceof Uint8Array) return reply.body
  if (reply.body === null) return new Uint8Array()
  throw new Error(`${path} answered JSON instead of a file`)
}

/** The library by its display name; the site's default one without a name. */
export const findDrive = async (
  caller: GraphCaller,
  site: string,
  libraryName: string | undefined,
): Promise<string> => {
  if (libraryName === undefined) {
    return drive.parse((await caller.send({ method: 'GET', path: `/sites/${site}/drive` })).body).id
  }
  const reply = await caller.send({ method: 'GET', path: `/sites/${site}/drives`, query: { $select: 'id,name' } })
  const found = drives.parse(reply.body).value.find((one) => one.name === libraryName)
  if (!found) throw new Error(`The site has no document library named ${libraryName}`)
  return found.id
}

/** Characters that SharePoint refuses in a name (GRAPH-FACTS 7.1), and steps that would lead to another address of Graph. */
const FORBIDDEN = /["*:<>?\\|]|^\.\.?$/

/** A path of the library as part of an address. Throws for what no file or folder is called. */
export const encodePath = (path: string): string =>
  path
    .split('/')
    .map((segment) => {
      if (segment === '' || segment !== segment.trim() || FORBIDDEN.test(segment)) {
        throw new Error(`Not a file or folder name in SharePoint: ${segment}`)
      }
      return encodeURIComponent(segment)
    })
    .join('/')

const storedFile = (body: unknown): StoredFile => {
  const item = driveItem.parse(body)
  return { driveItemId: item.id, webUrl: item.webUrl, bytes: item.size }
}

const uploadAtOnce = async (
  caller: GraphCaller,
  target: string,
  content: Uint8Array,
  contentType: string,
): Promise<UploadOutcome> => {
  const reply = await caller.send({
    method: 'PUT',
    path: `${target}/content`,
    query: { '@microsoft.graph.conflictBehavior': 'fail' },
    headers: { 'Content-Type': contentType },
    body: content,
    // After a lost answer the file may exist: a repeat would then say "exists" about our own upload.
    repeatable: false,
  })
  return { ok: true, ...storedFile(reply.body) }
}

const uploadInRanges = async (
  { caller, transfer }: LibraryParts,
  target: string,
  content: Uint8Array,
): Promise<UploadOutcome> => {
  const reply = await caller.send({
    method: 'POST',
    path: `${target}/createUploadSession`,
    body: { item: { '@microsoft.graph.conflictBehavior': 'fail' } },
    repeatable: true,
  })
  const { uploadUrl } = session.parse(reply.body)
  const total = content.byteLength
  for (let start = 0; start < total; start += RANGE) {
    const end = Math.min(start + RANGE, total)
    const response = await transfer('PUT', uploadUrl, {
      headers: { 'Content-Range': `bytes ${start}-${end - 1}/${total}` },
      body: new Uint8Array(content.slice(start, end)),
    })
    const body: unknown = await response.json().catch(() => null)
    // 416 says that this range is there already: its first answer was lost (GRAPH-FACTS 7.1).
    const held = response.status === 416 && end < total
    if (!response.ok && !held) {
      await transfer('DELETE', uploadUrl).catch(() => undefined)
      throw failureOf(response.status, response.headers, body, `PUT ${target}`)
    }
    if (end === total) return { ok: true, ...storedFile(body) }
  }
  throw noAnswer('unavailable', `The upload to ${target} ended without an answer`)
}
