import type { Actor } from '../../access/actor'
import type { Action } from '../../access/policy'
import type { Context } from '../../context'
import type { FoundMeeting, Meeting } from '../meetings/find-meeting'
import { isLocked } from '../minutes/minutes-source'
import { minutesLock } from '../minutes/submit-minutes'
import { inSession, permitted, type Refused, refused } from './in-session'

type State = Pick<Meeting, 'state' | 'minutesState'>

/** From the convocation until the minutes are approved. */
export const mayWriteNotes = (meeting: State): boolean => meeting.state === 'convened' || mayRecord(meeting)

/** What was decided is recorded while the meeting runs, and put right until the minutes are approved. */
export const mayRecord = (meeting: State): boolean =>
  meeting.state === 'open' || (meeting.state === 'held' && !isLocked(meeting))

/** Attendance is noted from the convocation on, and put right until the minutes are approved. */
export const mayNoteAttendance = (meeting: State & Pick<Meeting, 'form'>): boolean =>
  meeting.form === 'meeting' && (meeting.state === 'planned' || mayWriteNotes(meeting))

/**
 * Changes what the minutes are made of: in the meeting one change at a time; after it by those who write its minutes, until these are
 * approved, and never while somebody approves them.
 */
export const forMinutes = async <T>(
  ctx: Context,
  actor: Actor,
  key: string,
  { action, isTime }: { readonly action: Action; readonly isTime: (meeting: Meeting) => boolean },
  work: (found: FoundMeeting) => Promise<T | Refused>,
): Promise<T | Refused> => {
  const first = permitted(ctx, actor, key, action)
  if ('ok' in first) return first
  if (first.meeting.state !== 'held')
    return inSession(ctx, actor, key, action, async (found) =>
      isTime(found.meeting) ? work(found) : refused('not-open'),
    )
  return ctx.locks.exclusive(minutesLock(key), async () => {
    await ctx.outbox.catchUp()
    const found = permitted(ctx, actor, key, 'minutes.edit')
    if ('ok' in found) return found
    return isTime(found.meeting) ? work(found) : refused('locked')
  })
}
