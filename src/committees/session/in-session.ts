import type { Actor } from '../../access/actor'
import type { Action } from '../../access/policy'
import type { Context } from '../../context'
import { type FoundMeeting, findMeeting } from '../meetings/find-meeting'
import type { ActionProblem } from './rules/parse-action'

export type SessionRefusal =
  | ActionProblem
  | 'unknown-meeting'
  | 'unknown-body'
  | 'not-allowed'
  | 'invalid'
  | 'not-open'
  | 'cannot-open'
  | 'already-open'
  | 'cannot-cancel'
  | 'calendar-away'
  | 'vote-open'
  | 'vote-closed'
  | 'deadline-ahead'
  | 'no-voice'
  | 'not-present'
  | 'no-proxy'
  | 'proxies-not-allowed'
  | 'proxy-holder'
  | 'needs-casting'
  | 'unknown-item'
  | 'unknown-vote'
  | 'unknown-person'
  | 'unknown-project'
  | 'result-contradicts-vote'
  | 'conditions-missing'
  | 'deadline-passed'
  | 'no-minutes'
  | 'no-voters'
  | 'locked'

export interface Refused {
  readonly ok: false
  readonly reason: SessionRefusal
  /** The line of a field that cannot be understood. */
  readonly line?: string
}

export const refused = (reason: SessionRefusal): Refused => ({ ok: false, reason })

const lockOf = (meeting: string): string => `meeting ${meeting}`

/** The meeting when this person may do this in it; a meeting that they may not know of does not exist for them. */
export const permitted = (ctx: Context, actor: Actor, key: string, action: Action): FoundMeeting | Refused => {
  const found = findMeeting(ctx, actor, key)
  if (!found) return refused('unknown-meeting')
  return found.may(action) ? found : refused('not-allowed')
}

/** For the service itself, which is nobody: a job that closes what is due, or convenes. */
export const aloneIn = <T>(ctx: Context, meetings: string | readonly string[], work: () => Promise<T>): Promise<T> =>
  ctx.locks.exclusive([meetings].flat().map(lockOf), async () => {
    await ctx.outbox.catchUp()
    return work()
  })

/**
 * Changes a meeting: one change at a time between all copies of the service, each by what the one before left. Whoever may not is told so
 * without waiting.
 */
export const inSession = async <T>(
  ctx: Context,
  actor: Actor,
  key: string,
  action: Action,
  work: (found: FoundMeeting) => Promise<T | Refused>,
): Promise<T | Refused> => {
  const first = permitted(ctx, actor, key, action)
  if ('ok' in first) return first
  return aloneIn(ctx, first.meeting.meetingKey, async () => {
    const found = permitted(ctx, actor, key, action)
    return 'ok' in found ? found : work(found)
  })
}
