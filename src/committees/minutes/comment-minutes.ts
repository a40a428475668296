import { randomUUID } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { MinutesComments } from '../../lists/committees/minutes-comments'
import { findMeeting } from '../meetings/find-meeting'
import type { MinutesRefusal } from './submit-minutes'

export interface CommentInput {
  readonly text: string
  readonly item: string | null
}

export type CommentOutcome =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly reason: MinutesRefusal }

/** A member says something about minutes that are under review. */
export const commentMinutes = async (
  ctx: Context,
  actor: Actor,
  key: string,
  { text, item }: CommentInput,
): Promise<CommentOutcome> => {
  const found = findMeeting(ctx, actor, key)
  if (!found) return { ok: false, reason: 'unknown-meeting' }
  if (!found.may('minutes.comment')) return { ok: false, reason: 'not-allowed' }
  const { minutesState, minutesVersion } = found.meeting
  if (minutesState !== 'review') return { ok: false, reason: minutesState === 'approved' ? 'locked' : 'not-in-review' }
  const about = item === null ? undefined : ctx.lists.find(AgendaItems, item)
  const commentKey = `${key}:${randomUUID().slice(0, 8)}`
  const values = {
    commentKey,
    meeting: key,
    item: about?.meeting === key ? about.itemKey : null,
    version: minutesVersion,
    writer: actor.person,
    writtenAt: isoSeconds(ctx.clock.now()),
    text,
    state: 'open' as const,
  }
  await ctx.outbox.put(
    [{ list: MinutesComments, key: commentKey, values }],
    [{ actor, action: 'minutes.comment', subject: commentKey, detail: { version: minutesVersion } }],
  )
  return { ok: true, key: commentKey }
}

/** Whoever keeps the minutes has dealt with a comment, or opens it again. */
export const settleComment = async (
  ctx: Context,
  actor: Actor,
  key: string,
  comment: string,
  settled: boolean,
): Promise<CommentOutcome> => {
  const found = findMeeting(ctx, actor, key)
  if (!found) return { ok: false, reason: 'unknown-meeting' }
  if (!found.may('minutes.edit')) return { ok: false, reason: 'not-allowed' }
  const row = ctx.lists.find(MinutesComments, comment)
  if (row?.meeting !== key) return { ok: false, reason: 'unknown-comment' }
  if (found.meeting.minutesState === 'approved') return { ok: false, reason: 'locked' }
  const values = { state: settled ? 'settled' : 'open', settledBy: settled ? actor.person : null } as const
  await ctx.outbox.put(
    [{ list: MinutesComments, key: comment, values }],
    [{ actor, action: 'minutes.settle', subject: comment, detail: { settled } }],
  )
  return { ok: true, key: comment }
}
