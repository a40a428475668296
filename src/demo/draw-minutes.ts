import { meetingsFor } from '../committees/meetings/find-meeting'
import { frozenOf } from '../committees/minutes/frozen-rules'
import { storeMinutes } from '../committees/minutes/minutes-file'
import { namesIn, statusOf } from '../committees/minutes/minutes-page'
import { digestOf, minutesSource } from '../committees/minutes/minutes-source'
import { versionValues } from '../committees/minutes/submit-minutes'
import type { Context } from '../context'
import { Meetings } from '../lists/committees/meetings'

/** Approved minutes had a version that members read before. */
const APPROVED_VERSION = 2

/**
 * Puts the minutes of past meetings of the demo into the library, while people already look around: approved where the story says so,
 * else under review. Only right after seeding: later, a meeting without minutes is somebody's. `stopped` ends it between two files.
 */
export const drawMinutes = async (ctx: Context, stopped: AbortSignal): Promise<number> => {
  const today = ctx.clock.now().toISOString().slice(0, 10)
  const officer = { person: '', roles: ['officer'], locale: 'fr' } as const
  const waiting = meetingsFor(ctx, officer)
    .all()
    .filter(({ meeting }) => meeting.state === 'held' && meeting.minutesItem === null)
    .toSorted((a, b) => (b.meeting.startsAt ?? '').localeCompare(a.meeting.startsAt ?? ''))
  let drawn = 0
  for (const found of waiting) {
    if (stopped.aborted) break
    const { meeting } = found
    const isApproved = meeting.minutesState === 'approved'
    const nameOf = namesIn(ctx, found)
    const status = { ...statusOf(ctx, meeting, nameOf), version: isApproved ? APPROVED_VERSION : 1 }
    const stored = await storeMinutes(ctx, found, nameOf, status, today)
    const source = minutesSource(ctx, found)
    const values = versionValues(stored, digestOf(source))
    await ctx.outbox.put([
      {
        list: Meetings,
        key: meeting.meetingKey,
        values: isApproved ? { ...values, minutesRules: frozenOf(source) } : { ...values, minutesState: 'review' },
      },
    ])
    drawn += 1
  }
  return drawn
}
