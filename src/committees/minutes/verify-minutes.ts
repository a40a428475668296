import type { Context } from '../../context'
import { sha256 } from '../../reports/publication-files'
import type { FoundMeeting } from '../meetings/find-meeting'
import { minutesSource } from './minutes-source'
import type { VerificationView } from './minutes-view'
import { isAsRecorded } from './recorded'

/** The bytes in the library, or null when somebody took the file away. */
const contentOf = async (ctx: Pick<Context, 'library'>, driveItemId: string): Promise<Uint8Array | null> => {
  try {
    return await ctx.library.download(driveItemId)
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'not-found') return null
    throw error
  }
}

export type MinutesFile =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: false; readonly reason: 'missing' | 'altered' | 'no-file' }

/** The current file of the minutes, as it was recorded: another one under its name is not passed off as the minutes. */
export const minutesFile = async (
  ctx: Pick<Context, 'library' | 'log'>,
  { meeting }: Pick<FoundMeeting, 'meeting'>,
): Promise<MinutesFile> => {
  if (meeting.minutesItem === null) return { ok: false, reason: 'no-file' }
  const content = await contentOf(ctx, meeting.minutesItem)
  if (content === null) return { ok: false, reason: 'missing' }
  if (sha256(content) === meeting.minutesSha256) return { ok: true, content }
  ctx.log.error(
    { meeting: meeting.meetingKey, recorded: meeting.minutesSha256 },
    'minutes are not the file that was recorded',
  )
  return { ok: false, reason: 'altered' }
}

/** Tells whether file and lists are still what was recorded; undefined before there is a file. */
export const verifyMinutes = async (ctx: Context, found: FoundMeeting): Promise<VerificationView | undefined> => {
  const { meeting } = found
  const file = await minutesFile(ctx, found)
  if (!file.ok && file.reason === 'no-file') return undefined
  return {
    file: file.ok ? 'intact' : file.reason === 'altered' ? 'altered' : 'missing',
    lists: isAsRecorded(minutesSource(ctx, found)) ? 'same' : 'changed',
    sha256: meeting.minutesSha256 ?? '',
    version: meeting.minutesVersion ?? 1,
  }
}
