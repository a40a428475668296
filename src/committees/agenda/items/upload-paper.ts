import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { storeOnce } from '../pack/pack-file'
import { refused } from '../refusals'
import {
  isWhatItSays,
  PAPER_MAX,
  PAPERS_MAX,
  type PaperFile,
  paperFile,
  paperName,
  paperType,
} from '../rules/paper-files'
import { type Paper, papersIn, papersNote } from '../rules/papers'
import { folderOfItem } from './paper-choices'
import { type FoundForEdit, type ItemEdit, type ItemOutcome, permitted, writeItem } from './write-item'

export interface Upload extends Pick<ItemEdit, 'meeting' | 'item'> {
  /** As the person's machine calls it. */
  readonly name: string
  /** Reads the file once it may be sent; undefined when it has more bytes than that. */
  content(max: number): Promise<Uint8Array | undefined>
}

/**
 * A file of the person's machine becomes a paper of an item: stored in the item's own folder, then attached. Who may attach a paper
 * may send one; the file is not even read for anybody else. The same file sent again, after an answer that was lost, is the one
 * that is there already.
 */
export const uploadPaper = async (ctx: Context, actor: Actor, upload: Upload): Promise<ItemOutcome> => {
  const found = permitted(ctx, actor, upload, 'agenda.supply')
  if ('ok' in found) return found
  if (actor.assertion === undefined) return refused('no-token')
  if (found.item.$item.itemId === '') return refused('not-saved-yet')
  if (papersIn(found.item.papers).length >= PAPERS_MAX) return refused('too-many-papers')
  const file = paperFile(upload.name)
  if (!file) return refused('paper-kind')
  const content = await upload.content(PAPER_MAX)
  if (!content) return refused('paper-too-large')
  if (!isWhatItSays(file, content)) return refused('paper-content')
  const paper = await stored(ctx, found, file, content)
  return paper ? attach(ctx, actor, found, { ...upload, etag: found.item.$item.etag }, paper) : refused('paper-name')
}

/** Names tried before the person must choose another one. */
const NAMES = 20

const stored = async (
  ctx: Context,
  { agenda, item }: FoundForEdit,
  file: PaperFile,
  content: Uint8Array,
): Promise<Paper | undefined> => {
  for (let turn = 1; turn <= NAMES; turn += 1) {
    const name = paperName(file, turn)
    const path = `${folderOfItem(ctx, agenda.meeting, item)}/${name}`
    const held = await storeOnce(ctx, path, content, paperType(file))
    if (held) return { driveItem: held.driveItemId, name, url: held.webUrl }
  }
  return undefined
}

/** Papers that others attach at the same moment are kept: this one is added to theirs. */
const ATTEMPTS = 3

const attach = async (
  ctx: Context,
  actor: Actor,
  found: FoundForEdit,
  edit: ItemEdit,
  paper: Paper,
): Promise<ItemOutcome> => {
  let { item } = found
  for (let attempt = 1; ; attempt += 1) {
    const others = papersIn(item.papers).filter(({ driveItem }) => driveItem !== paper.driveItem)
    const patch = { papers: papersNote([...others, paper]) }
    const { meeting, item: key } = edit
    const change = { meeting, item: key, etag: item.$item.etag, patch }
    const outcome = await writeItem(ctx, actor, { ...found, item }, change, 'agenda.papers')
    if (outcome.ok || !('current' in outcome) || attempt === ATTEMPTS) return outcome
    item = outcome.current
  }
}
