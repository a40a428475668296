import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { legalName } from '../../../reports/file-names'
import type { Meeting } from '../../meetings/find-meeting'
import type { PaperChoices } from '../agenda-view'
import type { AgendaItem, FoundAgenda } from '../find-agenda'
import { folderOf, versionsOf } from '../pack/pack-file'
import type { Refused } from '../refusals'
import { permitted } from './write-item'

/**
 * Files of the library that may go with an item: for who keeps the agenda, all of the meeting's folder; for a guest, those of the
 * item's own folder in it, because the names of the others would tell what else the meeting is about.
 */
export const choicesFor = async (ctx: Context, agenda: FoundAgenda, item: AgendaItem): Promise<PaperChoices> => {
  const folder = agenda.may('agenda.edit') ? folderOf(ctx, agenda.meeting) : folderOfItem(ctx, agenda.meeting, item)
  const packs = new Set(versionsOf(ctx, agenda.meeting.meetingKey).map(({ driveItem }) => driveItem))
  const found = await ctx.documents.below([folder])
  return {
    folder,
    files: found
      .filter(({ id }) => !packs.has(id))
      .map(({ id, path, webUrl }) => ({ driveItem: id, name: path.slice(path.lastIndexOf('/') + 1), url: webUrl })),
  }
}

/** The item's own folder, named by its serial, which never changes. */
export const folderOfItem = (ctx: Context, meeting: Meeting, { itemKey }: AgendaItem): string =>
  `${folderOf(ctx, meeting)}/${legalName(itemKey.slice(itemKey.lastIndexOf(':') + 1))}`

export const paperChoices = async (
  ctx: Context,
  actor: Actor,
  meeting: string,
  item: string,
): Promise<({ readonly ok: true } & PaperChoices) | Refused> => {
  const found = permitted(ctx, actor, { meeting, item }, 'agenda.supply')
  return 'ok' in found ? found : { ok: true, ...(await choicesFor(ctx, found.agenda, found.item)) }
}
