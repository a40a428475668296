import { readdir, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { makeFolder } from '../folders/make-folder'
import type { List, Row } from '../lists/kit/list'
import { isSiteRow, Settings } from '../lists/settings'
import { type Contents, FORMAT, hashOf, MANIFEST, type Manifest, sealed } from './manifest'
import { byKey, documentsNamedBy, portableRow } from './portable'
import type { Backup, BackupDocument } from './ports'

export interface ExportRequest {
  readonly folder: string
  readonly lists: readonly List[]
  readonly schema: number
  /** Folders of the library that are the product's. */
  readonly documentFolders: readonly string[]
  readonly siteId: string
  readonly now: Date
  /** Brings what waits in the outbox into the lists, and the lists up to date. */
  settle(): Promise<void>
}

export type ExportOutcome =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly reason: 'folder-not-empty' | 'no-folder' }
  /** A backup that lacks something without saying so is worse than none. */
  | { readonly ok: false; readonly reason: 'unreadable-rows'; readonly rows: readonly string[] }

/**
 * Writes every row, every document and what PostgreSQL holds to a folder, with a manifest of hashes that is written last: a folder
 * without one is an export that was cut short. The service may be at work meanwhile: PostgreSQL is read first, because what leaves it, such as
 * ballots of a vote that is closed, goes into the lists.
 */
export const exportSite = async (backup: Backup, request: ExportRequest): Promise<ExportOutcome> => {
  const { lists, folder } = request
  const entries = await entriesOf(folder)
  if (entries === null) return { ok: false, reason: 'no-folder' }
  if (entries.length > 0) return { ok: false, reason: 'folder-not-empty' }
  const { tables, audit } = await backup.records.read()
  await request.settle()
  const unreadable = lists.flatMap((of) =>
    backup.lists.faults(of.name).map((fault) => `${of.name} ${fault.itemId} ${fault.field}`),
  )
  if (unreadable.length > 0) return { ok: false, reason: 'unreadable-rows', rows: unreadable }
  const taken = lists.map((of) => ({ of, rows: [...backup.lists.all(of)] }))

  const { found, missing } = await documentsOf(backup, request, taken)
  const contents: Contents = { format: FORMAT, schema: request.schema, lists: [], documents: [], records: [], audit }
  for (const { of, rows } of taken) {
    const kept = rows.filter((row) => of.name !== Settings.name || !isSiteRow(String(Reflect.get(row, Settings.key))))
    const portable = kept.map((row) => portableRow(of, row, found)).sort(byKey(of))
    const file = `lists/${of.name}.json`
    const text = `[\n${portable.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`
    contents.lists.push({ name: of.name, file, rows: portable.length, sha256: await save(folder, file, text) })
  }
  await backup.documents.contents(found, async ({ path }, content) => {
    const file = `documents/${path.split('/').map(segmentOf).join('/')}`
    contents.documents.push({ path, file, bytes: content.byteLength, sha256: await save(folder, file, content) })
  })
  for (const { table, rows } of tables) {
    const file = `records/${table}.jsonl`
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    contents.records.push({ table, file, rows: rows.length, sha256: await save(folder, file, text) })
  }
  const site = { id: request.siteId, exportedAt: request.now.toISOString() }
  const manifest = sealed({ site, contents, missing })
  await save(folder, MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`)
  return { ok: true, manifest }
}

/** An export holds what the site shows to some alone: it is for nobody else on the computer. As in `chmod`. */
const OWN_FOLDER = 0o700
const OWN_FILE = 0o600

/** Bytes that file systems take in a name; SharePoint counts characters, of which those with accents are two bytes or more. */
const NAME_MAX = 255
const segmentOf = (name: string): string =>
  Buffer.byteLength(name) > NAME_MAX ? hashOf(name) + extname(name).slice(0, 20) : name

/** Makes the folder; null when it can be neither made nor read. */
const entriesOf = async (folder: string): Promise<readonly string[] | null> => {
  try {
    makeFolder(folder, OWN_FOLDER)
    return await readdir(folder)
  } catch {
    return null
  }
}

const save = async (folder: string, file: string, content: Uint8Array | string): Promise<string> => {
  const path = join(folder, file)
  makeFolder(dirname(path), OWN_FOLDER)
  await writeFile(path, content, { mode: OWN_FILE })
  return hashOf(content)
}

/** Documents in the product's folders, and those that a row names, wherever they lie. */
const documentsOf = async (
  { documents }: Backup,
  { documentFolders }: ExportRequest,
  taken: readonly { readonly of: List; readonly rows: readonly Row<List>[] }[],
): Promise<{ readonly found: readonly BackupDocument[]; readonly missing: string[] }> => {
  const inFolders = await documents.below(documentFolders)
  const known = new Set(inFolders.map(({ id }) => id))
  const named = taken.flatMap(({ of, rows }) => rows.flatMap((row) => documentsNamedBy(of, row)))
  const elsewhere = [...new Set(named)].filter((id) => !known.has(id)).sort()
  const looked = await documents.named(elsewhere)
  const found = [...inFolders, ...looked.filter((one) => one !== undefined)]
  return {
    found: found.sort((a, b) => (a.path < b.path ? -1 : 1)),
    missing: elsewhere.filter((_, index) => looked[index] === undefined),
  }
}
