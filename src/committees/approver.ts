import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { ChairAbsence, StandIns } from './approver-view'
import { type Body, grouped } from './find-body'
import { dayOf, type Meeting } from './meetings/find-meeting'
import { seatsOn } from './rules/coverage'
import { membershipOn } from './rules/membership'

type Chair =
  | { readonly person: string; readonly absence: null }
  | { readonly person: null; readonly absence: ChairAbsence }

/** Whom an approval is asked of, and why it is not the chair. */
export interface Approver {
  readonly people: readonly string[]
  readonly absence: ChairAbsence | null
}

type Ctx = Pick<Context, 'lists' | 'directory' | 'clock'>

const chairOn = (ctx: Ctx, body: Body, day: string): Chair => {
  const memberships = grouped(ctx.lists.all(Memberships)).get(body.code) ?? []
  const { chair } = seatsOn(body, memberships, day)
  if (chair !== null && ctx.directory.person(chair)) return { person: chair, absence: null }
  const isSeated = chair !== null || membershipOn(memberships, body.code, day).some(({ role }) => role === 'chair')
  return { person: null, absence: isSeated ? 'unreachable' : 'none' }
}

/**
 * Who chairs the body and can be asked now. An agenda is for who chairs the meeting on its day; until they take the chair it is approved
 * by who holds it today, since rights come from today's seats.
 */
export const chairOf = (ctx: Ctx, meeting: Meeting, of: 'agenda' | 'minutes'): Chair => {
  const body = ctx.lists.find(Bodies, meeting.body)
  if (!body) return { person: null, absence: 'none' }
  const today = localDay(ctx.clock.now())
  const onDay = of === 'agenda' ? chairOn(ctx, body, dayOf(meeting, today)) : null
  return onDay?.absence ? onDay : chairOn(ctx, body, today)
}

/** The chair, else the PMO officers, who may approve whatever the body. */
export const approverOf = async (
  ctx: Ctx & Pick<Context, 'roles'>,
  meeting: Meeting,
  of: 'agenda' | 'minutes',
): Promise<Approver> => {
  const { person, absence } = chairOf(ctx, meeting, of)
  return { people: person === null ? await ctx.roles.holding('officer') : [person], absence }
}

/** Null while the body has a chair who is asked. */
export const standInsFor = async (
  ctx: Ctx & Pick<Context, 'roles'>,
  meeting: Meeting,
  of: 'agenda' | 'minutes',
): Promise<StandIns | null> => {
  const { people, absence } = await approverOf(ctx, meeting, of)
  return absence === null
    ? null
    : { absence, names: people.flatMap((person) => ctx.directory.person(person)?.name ?? []).toSorted() }
}
