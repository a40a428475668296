import type { Context } from '../context'
import type { Row } from '../lists/kit/list'
import type { Publications } from '../lists/publications'
import { sha256 } from './publication-files'

export type RecordedFile =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: false; readonly reason: 'not-found' | 'altered' }

/**
 * A published file as it was recorded. The library lets people replace files: one whose SHA-256 is no longer the recorded one is
 * not passed off as what was published.
 */
export const recordedFile = async (
  ctx: Pick<Context, 'library' | 'log'>,
  row: Row<typeof Publications> | undefined,
): Promise<RecordedFile> => {
  if (!row?.driveItem) return { ok: false, reason: 'not-found' }
  const content = await ctx.library.download(row.driveItem)
  const found = sha256(content)
  if (found === row.sha256) return { ok: true, content }
  ctx.log.error(
    { publication: row.publicationKey, file: row.fileName, recorded: row.sha256, found },
    'a published file is not the one that was recorded',
  )
  return { ok: false, reason: 'altered' }
}
