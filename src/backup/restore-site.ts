import { setTimeout as delay } from 'node:timers/promises'
import { keyOf, type List } from '../lists/kit/list'
import { patchOf } from '../lists/kit/row'
import { isSiteRow, Settings, siteRows } from '../lists/settings'
import type { OutboxWrite } from '../ports/outbox'
import { type PortableRow, siteRow } from './portable'
import type { Backup, UploadedDocument } from './ports'
import type { CheckedBackup } from './read-backup'

export interface RestoreRequest {
  readonly backup: CheckedBackup
  readonly lists: readonly List[]
  /** Schema version that this release knows. */
  readonly schema: number
  readonly documentFolders: readonly string[]
  /** How long to wait before rows are tried again that SharePoint did not take. */
  readonly retryMs?: number
}

export type RestoreOutcome =
  | { readonly ok: true; readonly resumed: boolean; readonly rows: number; readonly documents: number }
  | { readonly ok: false; readonly reason: 'newer-schema'; readonly schema: number }
  | { readonly ok: false; readonly reason: 'not-empty'; readonly found: readonly string[] }
  | { readonly ok: false; readonly reason: 'other-restore' | 'other-audit' }
  | { readonly ok: false; readonly reason: 'unknown-list'; readonly list: string }
  /** Some rows were written: the same command goes on from there. */
  | { readonly ok: false; readonly reason: 'refused-rows'; readonly rows: readonly string[] }

const ATTEMPTS = 5
const RETRY_MS = 2_000
const AT_ONCE = 200

/**
 * Fills an empty, provisioned site from an export. SharePoint knows no transaction: a row of Settings marks the site as being restored
 * until everything is in, no service opens it meanwhile, and the same command on the same export goes on where it stopped.
 */
export const restoreSite = async (site: Backup, request: RestoreRequest): Promise<RestoreOutcome> => {
  const { manifest, lists: exported, tables } = request.backup
  if (manifest.contents.schema > request.schema) {
    return { ok: false, reason: 'newer-schema', schema: manifest.contents.schema }
  }
  const unknown = [...exported.keys()].find((name) => !request.lists.some((of) => of.name === name))
  if (unknown !== undefined) return { ok: false, reason: 'unknown-list', list: unknown }
  const marker = site.lists.find(Settings, siteRows.restoring)?.value
  const mark = JSON.stringify({ seal: manifest.seal })
  if (marker !== undefined && marker !== mark) return { ok: false, reason: 'other-restore' }
  const resumed = marker !== undefined
  if (!resumed) {
    const found = await contentOf(site, request)
    if (found.length > 0) return { ok: false, reason: 'not-empty', found }
  }
  // First of all, because it alone can refuse; it is one transaction, and a repeat adds nothing.
  const written = await site.records.write(tables)
  if (!written.ok) return written

  const markers = [settingOf(siteRows.restoring, mark), schemaOf(manifest.contents.schema)]
  const documents = await prepare(site, request, markers)
  const writes = request.lists.flatMap((of) =>
    (exported.get(of.name) ?? []).flatMap((row) => {
      const values = siteRow(of, row, documents)
      return isThere(site, of, values) ? [] : [writeOf(of, values)]
    }),
  )
  const refused = await writeAll(site, writes, request.retryMs)
  if (refused.length > 0) return { ok: false, reason: 'refused-rows', rows: refused }
  const done = site.lists.find(Settings, siteRows.restoring)
  const [removed] = done
    ? await site.lists.asApplication.removeMany(Settings, [{ itemId: done.$item.itemId, etag: null }])
    : []
  // As long as the mark is there no service opens the site.
  if (removed && !removed.ok && removed.reason !== 'not-found')
    return { ok: false, reason: 'refused-rows', rows: [`${Settings.name} ${siteRows.restoring}: ${removed.reason}`] }
  return { ok: true, resumed, rows: writes.length, documents: documents.size }
}

/** What a site that should be empty holds, as `list: rows`. */
const contentOf = async ({ lists, documents }: Backup, request: RestoreRequest): Promise<readonly string[]> => {
  const filled = request.lists.flatMap((of) => {
    const rows = lists.all(of).filter((row) => of.name !== Settings.name || !isSiteRow(keyOf(of, row)))
    return rows.length > 0 ? [`${of.name}: ${rows.length}`] : []
  })
  const files = await documents.below(request.documentFolders)
  const taken: string[] = []
  for (const { path } of elsewhere(request)) if (await documents.at(path)) taken.push(`${path}: 1`)
  return [...filled, ...(files.length > 0 ? [`${files[0]?.path}: ${files.length}`] : []), ...taken]
}

/** Documents that lie in no folder of their own, such as at the top of the library. */
const elsewhere = ({ backup, documentFolders }: RestoreRequest): CheckedBackup['manifest']['contents']['documents'] =>
  backup.manifest.contents.documents.filter(
    ({ path }) => !documentFolders.some((folder) => path.startsWith(`${folder}/`)),
  )

const settingOf = (code: string, value: string): OutboxWrite => ({
  list: Settings,
  key: code,
  values: patchOf(Settings, { code, value }),
})
const schemaOf = (version: number): OutboxWrite => settingOf(siteRows.schema, JSON.stringify({ version }))

/** Marks the site, then brings the documents in: rows name them by the ids that they get here. */
const prepare = async (
  site: Backup,
  request: RestoreRequest,
  markers: readonly OutboxWrite[],
): Promise<ReadonlyMap<string, UploadedDocument>> => {
  const { backup, documentFolders, retryMs } = request
  const refused = await writeAll(site, markers, retryMs)
  if (refused.length > 0) throw new Error(`The site could not be marked as being restored: ${refused.join('; ')}`)
  const there = new Map<string, UploadedDocument>()
  for (const file of await site.documents.below(documentFolders)) there.set(file.path, file)
  // The site was empty when it was marked: what has the place and the length of a document is it, from an attempt that was cut short.
  for (const { path, bytes } of elsewhere(request)) {
    const found = await site.documents.at(path)
    if (found?.bytes === bytes) there.set(path, found)
  }
  for (const { path } of backup.manifest.contents.documents) {
    if (there.has(path)) continue
    const stored = await site.documents.upload(path, await backup.document(path))
    if (stored === undefined) throw new Error(`The library holds ${path} already, which is not of this restore`)
    there.set(path, stored)
  }
  return there
}

/** A row that an earlier attempt has brought in is not written again. */
const isThere = ({ lists }: Backup, of: List, values: object): boolean => {
  const row = lists.find(of, keyOf(of, values))
  if (!row) return false
  const held = Object.fromEntries(Object.keys(values).map((name) => [name, Reflect.get(row, name)]))
  return JSON.stringify(held) === JSON.stringify(values)
}

const writeOf = (of: List, values: PortableRow): OutboxWrite => ({
  list: of,
  key: keyOf(of, values),
  values: patchOf(of, values),
})

/** Writes rows, trying again what SharePoint did not take; returns those that it refuses, as `list key: reason`. */
const writeAll = async (
  { lists }: Backup,
  writes: readonly OutboxWrite[],
  retryMs = RETRY_MS,
): Promise<readonly string[]> => {
  const refused: string[] = []
  for (let start = 0; start < writes.length; start += AT_ONCE) {
    let open = writes.slice(start, start + AT_ONCE)
    for (let attempt = 1; open.length > 0; attempt += 1) {
      const outcomes = await lists.upsertMany(open)
      const again: OutboxWrite[] = []
      let wait = retryMs
      for (const [index, write] of open.entries()) {
        const outcome = outcomes[index]
        if (outcome?.outcome === 'ok') continue
        if (outcome?.outcome === 'retry' && attempt < ATTEMPTS) {
          again.push(write)
          wait = Math.max(wait, outcome.afterMs ?? 0)
        } else refused.push(`${write.list.name} ${write.key}: ${outcome?.reason ?? 'no answer'}`)
      }
      if (again.length > 0) await delay(wait)
      open = again
    }
  }
  return refused
}
