import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { refused } from '../refusals'
import { type Paper, papersIn, papersNote } from '../rules/papers'
import { choicesFor, folderOfItem } from './paper-choices'
import { type FoundForEdit, type ItemEdit, type ItemOutcome, permitted, writeItem } from './write-item'

export interface PapersEdit extends ItemEdit {
  readonly papers: readonly string[]
  /** A paper that was sent by mistake: where nobody else knows of it, its file goes to the recycle bin of SharePoint as well. */
  readonly discard?: string
}

/**
 * The papers of an item, by their ids in the library. Whoever presents it or is invited to it may attach them too, to that item
 * alone. Names and addresses are the library's, not the caller's. The file of a paper that is taken off stays in the library, unless
 * it is discarded.
 */
export const attachPapers = async (ctx: Context, actor: Actor, edit: PapersEdit): Promise<PapersOutcome> => {
  const found = permitted(ctx, actor, edit, 'agenda.supply')
  if ('ok' in found) return found
  if (actor.assertion === undefined) return refused('no-token')
  const papers = await namedIn(ctx, found, edit.papers)
  if (!papers) return refused('unknown-paper')
  const { meeting, item, etag, discard } = edit
  const change = { meeting, item, etag, patch: { papers: papersNote(papers) } }
  const outcome = await writeItem(ctx, actor, found, change, 'agenda.papers')
  if (!outcome.ok || discard === undefined || edit.papers.includes(discard)) return outcome
  return { ...outcome, discarded: await discarded(ctx, actor, found, discard) }
}

export type PapersOutcome = ItemOutcome | (Extract<ItemOutcome, { ok: true }> & { readonly discarded: boolean })

/** Only a file of the item's own folder that goes with no other item, and that no published pack has told anybody of. */
const discarded = async (
  ctx: Context,
  actor: Actor,
  { agenda: { meeting }, item }: FoundForEdit,
  id: string,
): Promise<boolean> => {
  const isHere = (note: string | null): boolean => papersIn(note).some(({ driveItem }) => driveItem === id)
  const isElsewhere = ctx.lists.all(AgendaItems).some((each) => each.itemKey !== item.itemKey && isHere(each.papers))
  if (!isHere(item.papers) || isElsewhere || meeting.packPublishedAt !== null) return false
  try {
    const own = await ctx.documents.below([folderOfItem(ctx, meeting, item)])
    if (!own.some((file) => file.id === id)) return false
    await ctx.library.recycle(id)
  } catch (error) {
    ctx.log.warn({ item: item.itemKey, error: String(error) }, 'a paper taken back stays in the library')
    return false
  }
  await ctx.audit.append(actor, 'agenda.paper-discarded', item.itemKey, { driveItem: id })
  return true
}

/** The papers that these ids name; undefined when one is neither attached yet nor in the folder. */
const namedIn = async (
  ctx: Context,
  { agenda, item }: FoundForEdit,
  ids: readonly string[],
): Promise<readonly Paper[] | undefined> => {
  const attached = papersIn(item.papers)
  const isAttached = (id: string): boolean => attached.some(({ driveItem }) => driveItem === id)
  const added = ids.every(isAttached) ? [] : (await choicesFor(ctx, agenda, item)).files
  const known = new Map([...added, ...attached].map((paper) => [paper.driveItem, paper]))
  const papers = [...new Set(ids)].map((id) => known.get(id))
  return papers.every((paper) => paper !== undefined) ? papers : undefined
}
