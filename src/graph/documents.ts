import { z } from 'zod'
import type { Call, Reply, RowReply } from './http/caller'
import { failureOf, GraphFailure } from './http/failure'
import { encodePath, type LibraryParts } from './library'

/** A file of the site's library; its path is relative to the library's root. */
export interface StoredDocument {
  readonly id: string
  readonly path: string
  readonly webUrl: string
  readonly bytes: number
}

/** Many documents at once: folders level by level and addresses of contents twenty to a `$batch`. */
export interface DocumentStore {
  /** Every file below these folders, in order of path. A folder that does not exist holds none. */
  below(folders: readonly string[]): Promise<readonly StoredDocument[]>
  /** The files with these ids, in the order given; undefined for those that are gone. */
  named(ids: readonly string[]): Promise<readonly (StoredDocument | undefined)[]>
  /** Hands over one content after the other. */
  contents(
    documents: readonly StoredDocument[],
    take: (document: StoredDocument, content: Uint8Array) => Promise<void>,
  ): Promise<void>
}

export interface DocumentParts extends LibraryParts {
  /** Path and query of a nextLink. */
  follow(link: string): Pick<Call, 'path' | 'query'>
}

const item = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().default(0),
  webUrl: z.string().default(''),
  folder: z.unknown().optional(),
  parentReference: z.object({ path: z.string().optional() }).optional(),
})
const page = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() })

/** Addresses of contents are short-lived: they are asked for just before they are used. */
const AT_ONCE = 20
const PAGE = '200'

export const createDocuments = (parts: DocumentParts): DocumentStore => {
  const { caller } = parts

  const childrenOf = async (folders: readonly Folder[]): Promise<readonly Child[]> => {
    const drive = `/drives/${await parts.driveId()}`
    const calls = folders.map(
      (folder): Call => ({
        method: 'GET',
        path: `${drive}${folder.address}/children`,
        query: { $select: 'id,name,size,webUrl,folder', $top: PAGE },
      }),
    )
    const replies = await caller.batch(calls)
    const found: Child[] = []
    for (const [index, folder] of folders.entries()) {
      const reply = replies[index]
      // The first folders are named by a configuration, and may not have been made yet.
      if (folder.mayLack && reply instanceof GraphFailure && reply.code === 'not-found') continue
      for (const one of await followed(parts, reply)) found.push({ ...one, path: `${folder.path}/${one.name}` })
    }
    return found
  }

  return {
    async below(folders) {
      const files: StoredDocument[] = []
      let level = folders.map((path): Folder => ({ path, address: `/root:/${encodePath(path)}:`, mayLack: true }))
      while (level.length > 0) {
        const children = await childrenOf(level)
        for (const child of children) {
          if (child.folder === undefined) files.push(documentOf(child, child.path))
        }
        level = children
          .filter(({ folder }) => folder !== undefined)
          .map(({ id, path }) => ({ path, address: `/items/${id}`, mayLack: false }))
      }
      const byPath = new Map(files.map((file) => [file.path, file]))
      return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
    },
    async named(ids) {
      const drive = `/drives/${await parts.driveId()}`
      const replies = await caller.batch(
        ids.map((id) => ({ method: 'GET', path: `${drive}/items/${encodeURIComponent(id)}` })),
      )
      return replies.map((reply) => {
        if (reply instanceof GraphFailure) {
          // An id that somebody typed into a row is none.
          if (reply.code === 'not-found' || reply.code === 'invalid') return undefined
          throw reply
        }
        const found = item.parse(reply.body)
        const folder = decodeURIComponent((found.parentReference?.path ?? '').split('root:')[1] ?? '')
        return documentOf(found, `${folder}/${found.name}`.replace(/^\//, ''))
      })
    },
    async contents(documents, take) {
      const drive = `/drives/${await parts.driveId()}`
      for (let start = 0; start < documents.length; start += AT_ONCE) {
        const some = documents.slice(start, start + AT_ONCE)
        const replies = await caller.batch(
          some.map(({ id }) => ({ method: 'GET', path: `${drive}/items/${encodeURIComponent(id)}/content` })),
        )
        for (const [index, document] of some.entries()) await take(document, await contentOf(parts, replies[index]))
      }
    },
  }
}

interface Folder {
  readonly path: string
  readonly address: string
  readonly mayLack: boolean
}

type Child = z.infer<typeof item> & { readonly path: string }

const documentOf = ({ id, webUrl, size }: z.infer<typeof item>, path: string): StoredDocument => ({
  id,
  path,
  webUrl,
  bytes: size,
})

/** The elements of a page and of those after it. */
const followed = async (
  { caller, follow }: DocumentParts,
  reply: RowReply | undefined,
): Promise<readonly z.infer<typeof item>[]> => {
  const { value, '@odata.nextLink': link } = page.parse(answered(reply).body)
  if (link === undefined) return value
  const rest = await caller.all({ method: 'GET', ...follow(link) })
  return [...value, ...rest.map((one) => item.parse(one))]
}

const answered = (reply: RowReply | undefined): Reply => {
  if (!reply || reply instanceof GraphFailure) throw reply ?? new Error('$batch gave no answer for a row')
  return reply
}

/** A row of a batch answers 302 with the address of the content (GRAPH-FACTS 2, 7.1), which takes no token. */
const contentOf = async ({ transfer }: DocumentParts, reply: RowReply | undefined): Promise<Uint8Array> => {
  const location = answered(reply).headers.get('location')
  if (!location) throw new Error('A document has no address to be read from')
  const response = await transfer('GET', location)
  if (!response.ok) throw failureOf(response.status, response.headers, null, 'GET a document')
  return new Uint8Array(await response.arrayBuffer())
}
