import { createHash } from 'node:crypto'
import type { Context } from '../context'
import type { Locale } from '../i18n/text'
import type { StoredFile } from '../ports/library'
import { snapshotNow } from './cycle-snapshot'
import { contentTypes, fileNameOf } from './file-names'
import { wordingOf } from './pack/wording'
import type { PublicationKind } from './reports-view'
import { readSnapshot, type Snapshot, snapshotBytes } from './snapshot'

export interface PublishedFile extends StoredFile {
  readonly kind: PublicationKind
  readonly fileName: string
  /** SHA-256, hexadecimal. */
  readonly sha256: string
}

export interface PublishedFiles {
  readonly snapshot: Snapshot
  readonly files: readonly PublishedFile[]
}

interface Target {
  readonly code: string
  readonly folder: string
  readonly reason: string | null
  readonly locale: Locale
}

/** Versions left behind by interrupted publications, at most, before something must be wrong with the library. */
const ATTEMPTS = 20

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * Puts the files of a cycle into the library: the snapshot first, then what is rendered from it. A run that was cut short is
 * taken up where it stopped, because the snapshot in the library says what had been frozen and the same snapshot gives the
 * same files. A name that holds anything else is never replaced: the next version number is tried.
 */
export const storeFiles = async (ctx: Context, target: Target, firstVersion: number): Promise<PublishedFiles> => {
  for (let version = firstVersion; version < firstVersion + ATTEMPTS; version += 1) {
    const stored = await storeVersion(ctx, target, version)
    if (stored) return stored
    ctx.log.warn({ cycle: target.code, version }, 'the library holds other files of this version, taking the next one')
  }
  throw new Error(`the library holds files of ${ATTEMPTS} versions of cycle ${target.code} that were never recorded`)
}

const storeVersion = async (ctx: Context, target: Target, version: number): Promise<PublishedFiles | undefined> => {
  const wording = wordingOf(target.locale)
  const nameOf = (kind: PublicationKind): string => fileNameOf(kind, target.code, version, wording)
  const frozen = await freeze(ctx, target, version, nameOf('snapshot'))
  if (!frozen) return undefined
  const { snapshot, file } = frozen
  const pack = await ctx.renderer.render({ kind: 'executivePack', snapshot, locale: target.locale })
  const packFile = await storeOnce(ctx, target.folder, 'executivePack', nameOf('executivePack'), pack)
  if (!packFile) return undefined
  const workbook = await ctx.renderer.render({ kind: 'workbook', snapshot, locale: target.locale })
  const workbookFile = await storeOnce(ctx, target.folder, 'workbook', nameOf('workbook'), workbook)
  return workbookFile ? { snapshot, files: [file, packFile, workbookFile] } : undefined
}

/** Stores the snapshot of now, or takes over the one that an interrupted run of the same publication has stored. */
const freeze = async (
  ctx: Context,
  { code, folder, reason }: Target,
  version: number,
  fileName: string,
): Promise<{ snapshot: Snapshot; file: PublishedFile } | undefined> => {
  const path = `${folder}/${fileName}`
  const fresh = snapshotNow(ctx, code, version, reason, ctx.clock.now())
  const content = snapshotBytes(fresh)
  const outcome = await ctx.library.upload(path, content, contentTypes.snapshot)
  if (outcome.ok) return { snapshot: fresh, file: published(outcome, 'snapshot', fileName, content) }
  const existing = await ctx.library.find(path)
  if (!existing) return undefined
  const held = await ctx.library.download(existing.driveItemId)
  const snapshot = parsed(held)
  if (!snapshot) return undefined
  const same = snapshotNow(ctx, code, version, reason, new Date(snapshot.generatedAt))
  if (sha256(snapshotBytes(same)) !== sha256(held)) return undefined
  return { snapshot, file: published(existing, 'snapshot', fileName, held) }
}

const parsed = (content: Uint8Array): Snapshot | undefined => {
  try {
    return readSnapshot(content)
  } catch {
    return undefined
  }
}

const storeOnce = async (
  ctx: Context,
  folder: string,
  kind: PublicationKind,
  fileName: string,
  content: Uint8Array,
): Promise<PublishedFile | undefined> => {
  const path = `${folder}/${fileName}`
  const outcome = await ctx.library.upload(path, content, contentTypes[kind])
  if (outcome.ok) return published(outcome, kind, fileName, content)
  const existing = await ctx.library.find(path)
  if (!existing) return undefined
  const held = await ctx.library.download(existing.driveItemId)
  return sha256(held) === sha256(content) ? published(existing, kind, fileName, content) : undefined
}

const published = (
  { driveItemId, webUrl }: StoredFile,
  kind: PublicationKind,
  fileName: string,
  content: Uint8Array,
): PublishedFile => ({ driveItemId, webUrl, kind, fileName, bytes: content.byteLength, sha256: sha256(content) })
