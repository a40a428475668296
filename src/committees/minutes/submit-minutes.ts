import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { findMeeting } from '../meetings/find-meeting'
import { announceMinutes } from './announce-minutes'
import { type StoredMinutes, storeMinutes } from './minutes-file'
import { namesIn } from './minutes-page'
import { isLocked, minutesCaughtUp, minutesSource } from './minutes-source'
import { isAsRecorded, reviewDigestOf } from './recorded'

export type MinutesRefusal =
  | 'unknown-meeting'
  | 'not-allowed'
  | 'not-held'
  | 'locked'
  | 'unchanged'
  | 'not-in-review'
  | 'newer-version'
  | 'outdated'
  | 'altered'
  | 'no-place'
  | 'unknown-comment'

export type SubmitOutcome =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: MinutesRefusal }

/** One copy of the service at a time works on the minutes of a meeting. */
export const minutesLock = (meeting: string): string => `minutes ${meeting}`

/** What is stored of a version, in the row of its meeting. */
export const versionValues = (stored: StoredMinutes, digest: string) => ({
  minutesVersion: stored.version,
  minutesItem: stored.driveItemId,
  minutesUrl: stored.webUrl.length <= Meetings.fields.minutesUrl.maxLength ? stored.webUrl : null,
  minutesSha256: stored.sha256,
  minutesDigest: digest,
})

/** Puts the minutes before the members as a new version, and tells them. A version that says the same is not made twice. */
export const submitMinutes = async (ctx: Context, actor: Actor, key: string): Promise<SubmitOutcome> =>
  ctx.locks.exclusive(minutesLock(key), async () => {
    await minutesCaughtUp(ctx)
    const found = findMeeting(ctx, actor, key)
    if (!found) return { ok: false, reason: 'unknown-meeting' }
    if (!found.may('minutes.edit')) return { ok: false, reason: 'not-allowed' }
    const { meeting } = found
    if (isLocked(meeting)) return { ok: false, reason: 'locked' }
    if (meeting.state !== 'held') return { ok: false, reason: 'not-held' }
    const source = minutesSource(ctx, found)
    if (meeting.minutesState === 'review' && isAsRecorded(source)) return { ok: false, reason: 'unchanged' }
    const today = localDay(ctx.clock.now())
    const next = { state: 'review', version: (meeting.minutesVersion ?? 0) + 1 } as const
    const stored = await storeMinutes(ctx, found, namesIn(ctx, found), next, today)
    const { version, sha256 } = stored
    const values = { minutesState: 'review' as const, ...versionValues(stored, reviewDigestOf(source)) }
    await ctx.outbox.put(
      [{ list: Meetings, key, values }],
      [{ actor, action: 'minutes.submit', subject: key, detail: { version, sha256 } }],
    )
    await announceMinutes(ctx, found, version, actor.person)
    return { ok: true, version }
  })
