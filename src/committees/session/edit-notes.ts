import { createHash } from 'node:crypto'
import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { AgendaItems } from '../../lists/committees/agenda-items'
import type { FoundMeeting } from '../meetings/find-meeting'
import { forMinutes, mayWriteNotes } from './for-minutes'
import { type Refused, refused } from './in-session'
import { mergeNotes } from './rules/merge-notes'
import { factsOf } from './session-facts'

export interface NotesInput {
  /** Of the item, within its meeting. */
  readonly serial: string
  /** What the writer began with. */
  readonly base: string
  readonly text: string
}

/** `both`: how often two secretaries had changed the same lines; the text then holds both versions. */
export type NotesOutcome = { readonly ok: true; readonly text: string; readonly both: number } | Refused

/** Notes of one item, by several writers at once: what each of them typed is kept. */
export const editNotes = (ctx: Context, actor: Actor, key: string, input: NotesInput): Promise<NotesOutcome> =>
  forMinutes(ctx, actor, key, { action: 'meeting.run', isTime: mayWriteNotes }, (found) =>
    write(ctx, actor, found, input),
  )

const write = async (ctx: Context, actor: Actor, found: FoundMeeting, input: NotesInput): Promise<NotesOutcome> => {
  const item = factsOf(ctx, found).items.find(
    ({ itemKey }) => itemKey === `${found.meeting.meetingKey}:${input.serial}`,
  )
  if (!item) return refused('unknown-item')
  const name = ctx.directory.person(actor.person)?.name ?? ''
  const words = translate(found.found.body.language ?? actor.locale)
  const mark = `${words('session:notes.otherVersion', { name })} `
  const theirs = item.notes ?? ''
  const { text, both } = mergeNotes(input.base, input.text, theirs, mark)
  if (text !== theirs) {
    const sha256 = createHash('sha256').update(text).digest('hex')
    const detail = { length: text.length, sha256, both }
    await ctx.outbox.put(
      [{ list: AgendaItems, key: item.itemKey, values: { notes: text } }],
      [{ actor, action: 'note.edit', subject: item.itemKey, detail }],
    )
  }
  return { ok: true, text, both }
}
