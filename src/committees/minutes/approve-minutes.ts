import type { Actor } from '../../access/actor'
import { isoSeconds, localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { sha256 } from '../../reports/publication-files'
import { type FoundMeeting, findMeeting } from '../meetings/find-meeting'
import { frozenOf } from './frozen-rules'
import { storeMinutes } from './minutes-file'
import { namesIn } from './minutes-page'
import { digestOf, isLocked, minutesCaughtUp, minutesSource } from './minutes-source'
import { placeFor } from './place-for'
import { isAsRecorded } from './recorded'
import { type MinutesRefusal, minutesLock, versionValues } from './submit-minutes'

export type ApproveOutcome =
  | { readonly ok: true; readonly version: number; readonly sha256: string; readonly in: string }
  | { readonly ok: false; readonly reason: MinutesRefusal }

/**
 * Approves the version that the members have read, in a later meeting of the body or by written procedure. What is approved is what was
 * reviewed: where rows or file have changed since, a new version comes first. The approved minutes are a file of their own that says so;
 * from then on the meeting's items and decisions are closed, and its SHA-256 tells whether it is still that file.
 */
export const approveMinutes = async (
  ctx: Context,
  actor: Actor,
  key: string,
  /** The version that was read, where the caller knows: another one is not approved in its place. */
  read: number | null = null,
): Promise<ApproveOutcome> =>
  ctx.locks.exclusive(minutesLock(key), async () => {
    await minutesCaughtUp(ctx)
    const found = findMeeting(ctx, actor, key)
    if (!found) return { ok: false, reason: 'unknown-meeting' }
    if (!found.may('minutes.approve')) return { ok: false, reason: 'not-allowed' }
    const { meeting } = found
    if (isLocked(meeting)) return { ok: false, reason: 'locked' }
    if (read !== null && read !== meeting.minutesVersion) return { ok: false, reason: 'newer-version' }
    const refusal = await obstacle(ctx, found)
    if (refusal !== null) return { ok: false, reason: refusal }
    const now = ctx.clock.now()
    const place = placeFor(ctx, meeting)
    if (place === null) return { ok: false, reason: 'no-place' }
    const source = minutesSource(ctx, found)
    const nameOf = namesIn(ctx, found)
    const today = localDay(now)
    const stored = await storeMinutes(
      ctx,
      found,
      nameOf,
      {
        state: 'approved',
        version: (meeting.minutesVersion ?? 0) + 1,
        on: today,
        by: nameOf(actor.person) ?? '',
        in: { title: place.title, written: place.form === 'written' },
      },
      today,
    )
    const approval = { version: stored.version, sha256: stored.sha256, in: place.meetingKey }
    const values = {
      ...versionValues(stored, digestOf(source)),
      minutesState: 'approved' as const,
      minutesRules: frozenOf(source),
      minutesApprovedAt: isoSeconds(now),
      minutesApprovedBy: actor.person,
      minutesApprovedIn: place.meetingKey,
    }
    await ctx.outbox.put(
      [{ list: Meetings, key, values }],
      [{ actor, action: 'minutes.approve', subject: key, detail: approval }],
    )
    return { ok: true, ...approval }
  })

/** Why what lies before the members cannot be approved as it is. */
const obstacle = async (ctx: Context, found: FoundMeeting): Promise<MinutesRefusal | null> => {
  const { meeting } = found
  if (meeting.minutesState !== 'review' || meeting.minutesItem === null) return 'not-in-review'
  if (!isAsRecorded(minutesSource(ctx, found))) return 'outdated'
  return sha256(await ctx.library.download(meeting.minutesItem)) === meeting.minutesSha256 ? null : 'altered'
}
