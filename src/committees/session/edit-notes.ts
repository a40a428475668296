import { createHash } from 'node:crypto'
import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { AgendaItems } from '../../lists/committees/agenda-items'
import type { FoundMeeting } from '../meetings/find-meeting'
import { mayWriteNotes } from '../minutes/minutes-source'
import { minutesLock } from '../minutes/submit-minutes'
import { inSession, permitted, type Refused, refused } from './in-session'
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

/**
 * Notes of one item, by several writers at once: what each of them typed is kept. After the meeting they are put right until the minutes are
 * approved, and never while somebody approves them.
 */
export const editNotes = async (ctx: Context, actor: Actor, key: string, input: NotesInput): Promise<NotesOutcome> => {
  const first = permitted(ctx, actor, key, 'meeting.run')
  if ('ok' in first) return first
  if (first.meeting.state !== 'held')
    return inSession(ctx, actor, key, 'meeting.run', async (found) =>
      mayWriteNotes(found.meeting) ? write(ctx, actor, found, input) : refused('not-open'),
    )
  return ctx.locks.exclusive(minutesLock(key), async (): Promise<NotesOutcome> => {
    await ctx.outbox.catchUp()
    const found = permitted(ctx, actor, key, 'minutes.edit')
    if ('ok' in found) return found
    return mayWriteNotes(found.meeting) ? write(ctx, actor, found, input) : refused('locked')
  })
}

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
    await ctx.outbox.put([{ list: AgendaItems, key: item.itemKey, values: { notes: text } }])
    const sha256 = createHash('sha256').update(text).digest('hex')
    await ctx.audit.append(actor, 'note.edit', item.itemKey, { length: text.length, sha256, both })
  }
  return { ok: true, text, both }
}
