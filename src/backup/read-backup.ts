import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hashOf, MANIFEST, type Manifest, readManifest } from './manifest'
import type { PortableRow } from './portable'
import type { TableRows } from './ports'

/** An export that was checked: every file is there and is what the manifest says. */
export interface CheckedBackup {
  readonly manifest: Manifest
  readonly lists: ReadonlyMap<string, readonly PortableRow[]>
  readonly tables: readonly TableRows[]
  /** Documents are read again when their turn comes, so that memory does not hold all of them. */
  document(path: string): Promise<Uint8Array>
}

export type CheckOutcome =
  | { readonly ok: true; readonly backup: CheckedBackup }
  | {
      readonly ok: false
      readonly reason: 'no-manifest' | 'not-a-manifest' | 'newer-format' | 'tampered-manifest' | 'other-seal'
    }
  | { readonly ok: false; readonly reason: 'tampered-file'; readonly file: string }

const row = z.record(z.string(), z.unknown())

/** Undefined for what is no JSON, or none of rows: a manifest may have been sealed anew over anything. */
const parsed = <T>(schema: z.ZodType<T>, read: () => unknown): T | undefined => {
  try {
    return schema.safeParse(read()).data
  } catch {
    return undefined
  }
}

/** `seal`, when given, is the one that was kept elsewhere. */
export const readBackup = async (folder: string, seal?: string): Promise<CheckOutcome> => {
  const manifestText = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  if (manifestText === undefined) return { ok: false, reason: 'no-manifest' }
  const read = readManifest(manifestText)
  if (!read.ok) return read
  const { manifest } = read
  if (seal !== undefined && seal !== manifest.seal) return { ok: false, reason: 'other-seal' }
  const { contents } = manifest
  for (const { file, sha256 } of [...contents.lists, ...contents.documents, ...contents.records]) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined)
    if (bytes === undefined || hashOf(bytes) !== sha256) return { ok: false, reason: 'tampered-file', file }
  }
  const lists = new Map<string, readonly PortableRow[]>()
  for (const { name, file } of contents.lists) {
    const text = await readText(folder, file)
    const rows = parsed(z.array(row), () => JSON.parse(text))
    if (!rows) return { ok: false, reason: 'tampered-file', file }
    lists.set(name, rows)
  }
  const tables: TableRows[] = []
  for (const { table, file } of contents.records) {
    const lines = (await readText(folder, file)).split('\n').filter((line) => line !== '')
    const rows = parsed(z.array(row), () => lines.map((line): unknown => JSON.parse(line)))
    if (!rows) return { ok: false, reason: 'tampered-file', file }
    tables.push({ table, rows })
  }
  const files = new Map(contents.documents.map((one) => [one.path, one]))
  const document = async (path: string): Promise<Uint8Array> => {
    const { file = path, sha256 } = files.get(path) ?? {}
    const bytes = await readFile(join(folder, file))
    if (hashOf(bytes) !== sha256) throw new Error(`${file} has changed since the export was checked`)
    return bytes
  }
  return { ok: true, backup: { manifest, lists, tables, document } }
}

const readText = (folder: string, file: string): Promise<string> => readFile(join(folder, file), 'utf8')
