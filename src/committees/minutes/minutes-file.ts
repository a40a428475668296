import type { Context } from '../../context'
import { legalName } from '../../reports/file-names'
import { wordingOf } from '../../reports/pack/wording'
import { sha256 } from '../../reports/publication-files'
import { settingsOf } from '../../settings/settings'
import { dayOf, type FoundMeeting } from '../meetings/find-meeting'
import type { MinutesStatus, NameOf } from './minutes-content'
import { minutesContent } from './minutes-model'
import { languageOf } from './minutes-page'
import { minutesSource } from './minutes-source'

export const MINUTES_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export interface StoredMinutes {
  readonly version: number
  readonly driveItemId: string
  readonly webUrl: string
  readonly sha256: string
}

/** Versions left behind by runs that were cut short, at most, before something must be wrong with the library. */
const ATTEMPTS = 20

/** `Gouvernail/Instances/CI/2026`, in the organisation's language. */
const folderOf = (ctx: Pick<Context, 'lists'>, { meeting }: FoundMeeting, today: string): string => {
  const { reportFolder, language } = settingsOf(ctx)
  const bodies = wordingOf(language).t('followUp:minutes.folder')
  const year = dayOf(meeting, today).slice(0, 4)
  return [...reportFolder.split('/'), bodies, meeting.body, year].map(legalName).join('/')
}

export const fileNameOf = (found: FoundMeeting, version: number): string =>
  legalName(
    `${wordingOf(languageOf(found)).t('followUp:minutes.file', { body: found.meeting.body, number: found.meeting.number, version })}.docx`,
  )

/**
 * Draws a version and puts it into the library under a name of its own: a file that is there already is kept, and taken for ours only
 * where it is the same to the byte.
 */
export const storeMinutes = async (
  ctx: Context,
  found: FoundMeeting,
  nameOf: NameOf,
  status: MinutesStatus,
  today: string,
): Promise<StoredMinutes> => {
  const folder = folderOf(ctx, found, today)
  const { meeting } = found
  const writtenAt = meeting.closedAt ?? meeting.startsAt ?? meeting.deadline ?? `${today}T12:00:00Z`
  const source = minutesSource(ctx, found)
  for (let version = status.version; version < status.version + ATTEMPTS; version += 1) {
    const minutes = minutesContent(source, { ...status, version }, nameOf, wordingOf(languageOf(found)))
    const content = await ctx.renderer.render({ kind: 'minutes', minutes, writtenAt })
    const path = `${folder}/${fileNameOf(found, version)}`
    const outcome = await ctx.library.upload(path, content, MINUTES_TYPE)
    const hash = sha256(content)
    if (outcome.ok) return { version, sha256: hash, driveItemId: outcome.driveItemId, webUrl: outcome.webUrl }
    const existing = await ctx.library.find(path)
    if (existing && sha256(await ctx.library.download(existing.driveItemId)) === hash)
      return { version, sha256: hash, driveItemId: existing.driveItemId, webUrl: existing.webUrl }
    ctx.log.warn({ path }, 'the library holds another file of this name, taking the next version')
  }
  throw new Error(
    `the library holds ${ATTEMPTS} files of the minutes of ${meeting.meetingKey} that were never recorded`,
  )
}
