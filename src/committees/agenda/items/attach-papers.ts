import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { refused } from '../refusals'
import { type Paper, papersIn, papersNote } from '../rules/papers'
import { choicesFor } from './paper-choices'
import { type FoundForEdit, type ItemEdit, type ItemOutcome, permitted, writeItem } from './write-item'

/**
 * The papers of an item, by their ids in the library. Whoever presents it or is invited to it may attach them too, to that item
 * alone. Names and addresses are the library's, not the caller's.
 */
export const attachPapers = async (
  ctx: Context,
  actor: Actor,
  edit: ItemEdit & { readonly papers: readonly string[] },
): Promise<ItemOutcome> => {
  const found = permitted(ctx, actor, edit, 'agenda.supply')
  if ('ok' in found) return found
  if (actor.assertion === undefined) return refused('no-token')
  const papers = await namedIn(ctx, found, edit.papers)
  if (!papers) return refused('unknown-paper')
  return writeItem(ctx, actor, found, { ...edit, patch: { papers: papersNote(papers) } }, 'agenda.papers')
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
