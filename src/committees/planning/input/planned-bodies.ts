import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { Meetings } from '../../../lists/committees/meetings'
import { Memberships } from '../../../lists/committees/memberships'
import type { Adjustments } from '../../../ports/plans'
import type { Cadence } from '../../../scheduling/model'
import { type Body, grouped, type Membership } from '../../find-body'
import { memberId, membershipOn } from '../../rules/membership'
import { cadenceOf } from './body-input'
import type { Period } from './period'

export interface PlannedBody {
  readonly body: Body
  /** Who sits in it when the period begins, or today when it has begun. */
  readonly members: readonly Membership[]
  readonly cadence: Cadence
  /** Local day of its last meeting before the period. */
  readonly lastMet: string | undefined
}

/** The bodies that meet by themselves in the period: active, with members, and with a cadence of their own or given by hand. */
export const plannedBodies = (
  ctx: Pick<Context, 'lists'>,
  period: Period,
  today: string,
  { cadences }: Pick<Adjustments, 'cadences'>,
): readonly PlannedBody[] => {
  const day = today > period.from ? today : period.from
  const byBody = grouped(ctx.lists.all(Memberships))
  const last = lastMeetings(ctx, period)
  return ctx.lists.all(Bodies).flatMap((body): PlannedBody[] => {
    const cadence = cadences.find((each) => each.body === body.code)?.cadence ?? cadenceOf(body)
    const isActive = (body.activeFrom ?? '') <= period.to && (body.activeUntil ?? '9999') >= period.from
    const members = membershipOn(byBody.get(body.code) ?? [], body.code, day).filter((one) => memberId(one) !== '')
    if (cadence === null || !isActive || members.length === 0) return []
    return [{ body, members, cadence, lastMet: last.get(body.code) }]
  })
}

const lastMeetings = ({ lists }: Pick<Context, 'lists'>, { from }: Period): ReadonlyMap<string, string> => {
  const last = new Map<string, string>()
  for (const { body, state, startsAt, form } of lists.all(Meetings)) {
    if (startsAt === null || state === 'cancelled' || form !== 'meeting') continue
    const day = localDay(new Date(startsAt))
    if (day < from && day > (last.get(body) ?? '')) last.set(body, day)
  }
  return last
}
