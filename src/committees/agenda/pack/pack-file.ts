import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import type { Locale } from '../../../i18n/text'
import { translate } from '../../../i18n/translate'
import { Publications } from '../../../lists/publications'
import type { StoredFile } from '../../../ports/library'
import { legalName } from '../../../reports/file-names'
import { sha256 } from '../../../reports/publication-files'
import { settingsOf } from '../../../settings/settings'
import type { Meeting } from '../../meetings/find-meeting'
import { type PackFacts, packContent } from './pack-content'

export const PACK_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

export interface PackFile extends StoredFile {
  readonly version: number
  readonly fileName: string
  readonly sha256: string
}

/** Versions left behind by interrupted publications, at most, before something must be wrong with the library. */
const ATTEMPTS = 20

/** Folder of a meeting below the library's root, where its papers are looked for and its pack is stored. */
export const folderOf = (
  ctx: Pick<Context, 'lists'>,
  meeting: Pick<Meeting, 'body' | 'number' | 'startsAt'>,
): string => {
  const { reportFolder, language } = settingsOf(ctx)
  const day = meeting.startsAt === null ? '' : ` ${localDay(new Date(meeting.startsAt))}`
  const parts = [translate(language)('agenda:folder'), meeting.body, `${meeting.number}${day}`]
  return [...reportFolder.split('/'), ...parts].map(legalName).join('/')
}

export const versionsOf = (ctx: Pick<Context, 'lists'>, meeting: string) =>
  ctx.lists
    .all(Publications)
    .filter((row) => row.meeting === meeting && row.kind === 'meetingPack')
    .toSorted((a, b) => b.version - a.version)

/**
 * Puts the pack into the library under the first free version. A file that an interrupted run has stored is taken over when it is
 * the same; a name that holds anything else is never replaced.
 */
export const storePack = async (
  ctx: Context,
  meeting: Meeting,
  facts: Omit<PackFacts, 'version'>,
  locale: Locale,
  first: number,
): Promise<PackFile> => {
  const folder = folderOf(ctx, meeting)
  const t = translate(locale)
  for (let version = first; version < first + ATTEMPTS; version += 1) {
    const pack = packContent({ ...facts, version }, locale)
    const content = await ctx.renderer.render({ kind: 'meetingPack', pack, generatedAt: facts.approvedAt })
    const fileName = legalName(t('agenda:pack.file', { body: meeting.body, number: meeting.number, version }))
    const stored = await storeOnce(ctx, `${folder}/${fileName}`, content, PACK_TYPE)
    if (stored) return { ...stored, version, fileName, sha256: sha256(content) }
    ctx.log.warn({ meeting: meeting.meetingKey, version }, 'the library holds another pack of this version')
  }
  throw new Error(`the library holds packs of ${ATTEMPTS} versions of ${meeting.meetingKey} that were never recorded`)
}

/** Stores a file under a free name, or takes over the same one that is there already; undefined when the name holds another. */
export const storeOnce = async (
  ctx: Context,
  path: string,
  content: Uint8Array,
  contentType: string,
): Promise<StoredFile | undefined> => {
  const outcome = await ctx.library.upload(path, content, contentType)
  if (outcome.ok) return outcome
  const existing = await ctx.library.find(path)
  if (existing?.bytes !== content.byteLength) return undefined
  const held = await ctx.library.download(existing.driveItemId)
  return sha256(held) === sha256(content) ? existing : undefined
}
