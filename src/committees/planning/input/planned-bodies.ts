import { addDays, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { Meetings } from '../../../lists/committees/meetings'
import { Memberships } from '../../../lists/committees/memberships'
import type { Adjustments } from '../../../ports/plans'
import type { Cadence } from '../../../scheduling/model'
import { cadenceDays } from '../../../scheduling/time/occurrences'
import { type Body, grouped, type Membership } from '../../find-body'
import { memberId, type Seat, seatsIn } from '../../rules/membership'
import { cadenceOf } from './body-input'
import { daysIn, type Period } from './period'
import { isExtraordinary } from './standing'

export interface PlannedBody {
  readonly body: Body
  /** Who sits in it within the period, each from when until when. */
  readonly seats: readonly Seat<Membership>[]
  readonly cadence: Cadence
  /** Local day of its last meeting before the period, or of one that would spread it well among others that never met. */
  readonly lastMet: string | undefined
}

/** Everybody who sits in a body on some day of the period, each once. */
export const sittersOf = ({ seats }: Pick<PlannedBody, 'seats'>): readonly Membership[] => [
  ...new Map(seats.map(({ member }) => [memberId(member), member])).values(),
]

/** The bodies that meet by themselves in the period: active, with members, and with a cadence of their own or given by hand. */
export const plannedBodies = (
  ctx: Pick<Context, 'lists'>,
  period: Period,
  adjustments: Pick<Adjustments, 'cadences'>,
): readonly PlannedBody[] => {
  const last = lastMeetings(ctx, period)
  const bodies = bodiesThatCanMeet(ctx, period, adjustments).flatMap(({ body, seats, cadence }): PlannedBody[] =>
    cadence === null ? [] : [{ body, seats, cadence, lastMet: last.get(body.code) }],
  )
  return staggered(bodies, period)
}

/** Those that could meet in the period and do only when somebody asks for it. */
export const bodiesOnDemand = (
  ctx: Pick<Context, 'lists'>,
  period: Period,
  adjustments: Pick<Adjustments, 'cadences'>,
): readonly Body[] =>
  bodiesThatCanMeet(ctx, period, adjustments).flatMap(({ body, cadence }) => (cadence === null ? [body] : []))

const bodiesThatCanMeet = (
  ctx: Pick<Context, 'lists'>,
  period: Period,
  { cadences }: Pick<Adjustments, 'cadences'>,
) => {
  const byBody = grouped(ctx.lists.all(Memberships))
  return ctx.lists.all(Bodies).flatMap((body) => {
    const given = cadences.find((each) => each.body === body.code)
    const isActive = (body.activeFrom ?? '') <= period.to && (body.activeUntil ?? '9999') >= period.from
    const memberships = (byBody.get(body.code) ?? []).filter((one) => memberId(one) !== '')
    const seats = isActive ? seatsIn(memberships, body.code, period) : []
    return seats.length === 0 ? [] : [{ body, seats, cadence: given ? given.cadence : cadenceOf(body) }]
  })
}

/** Just short of half a cadence, beyond which the last meeting of a period would fall out of it. */
const SPREAD = 0.45

/**
 * Bodies that never met would all have their ideal day in the middle of the same month. Those of one cadence are taken to have met one
 * after the other, evenly, so that the meetings of a period are spread over its weeks.
 */
const staggered = (bodies: readonly PlannedBody[], { from, to }: Period): readonly PlannedBody[] => {
  const fresh = new Map<string, PlannedBody[]>()
  for (const one of bodies.filter(({ lastMet }) => lastMet === undefined)) {
    const cadence = JSON.stringify(one.cadence)
    fresh.set(cadence, [...(fresh.get(cadence) ?? []), one])
  }
  const { length } = daysIn({ from, to })
  return bodies.map((planned) => {
    if (planned.lastMet !== undefined || planned.cadence.unit === 'once') return planned
    const alike = fresh.get(JSON.stringify(planned.cadence)) ?? []
    const every = cadenceDays(planned.cadence, length)
    const later = every * SPREAD * (alike.indexOf(planned) / alike.length)
    return { ...planned, lastMet: addDays(from, -Math.round(every / 2 - later)) }
  })
}

const lastMeetings = ({ lists }: Pick<Context, 'lists'>, { from }: Period): ReadonlyMap<string, string> => {
  const last = new Map<string, string>()
  for (const meeting of lists.all(Meetings)) {
    const { body, state, startsAt, form } = meeting
    if (startsAt === null || state === 'cancelled' || form !== 'meeting' || isExtraordinary(meeting)) continue
    const day = localDay(new Date(startsAt))
    if (day < from && day > (last.get(body) ?? '')) last.set(body, day)
  }
  return last
}
