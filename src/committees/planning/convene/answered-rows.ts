import type { Context } from '../../../context'
import { Attendances } from '../../../lists/committees/attendances'
import type { Answers } from '../../../ports/calendars'
import type { OutboxWrite } from '../../../ports/outbox'
import type { Membership } from '../../find-body'
import { memberId } from '../../rules/membership'
import { addressOf } from '../input/read-calendars'

/** What only says that somebody expects to come or not; whoever was there, or excused themselves, has said more. */
export const EXPECTED = ['invited', 'accepted', 'tentative', 'declined'] as const

/**
 * What members have answered in Outlook, as far as it is not known yet. No answer takes none back, unless the meeting was moved, which
 * asks everybody again.
 */
export const answeredRows = (
  ctx: Pick<Context, 'lists' | 'directory'>,
  meeting: string,
  members: readonly Membership[],
  answers: Answers,
  isMoved: boolean,
): readonly OutboxWrite<typeof Attendances>[] =>
  members.flatMap((member): OutboxWrite<typeof Attendances>[] => {
    const key = `${meeting}:${memberId(member)}`
    const answer = answers.get(addressOf(ctx, member) ?? '')
    const known = ctx.lists.find(Attendances, key)?.state ?? 'invited'
    if (answer === undefined || !EXPECTED.some((state) => state === known)) return []
    if (answer === 'none' && !isMoved) return []
    const state = answer === 'none' ? 'invited' : answer
    return state === known ? [] : [{ list: Attendances, key, values: { state } }]
  })
