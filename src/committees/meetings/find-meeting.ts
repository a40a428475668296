import type { Actor } from '../../access/actor'
import type { Action, Relation } from '../../access/policy'
import { mayOn, relationsToBody } from '../../access/policy'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import type { Row } from '../../lists/kit/list'
import { bodiesFor, type FoundBody, type Membership } from '../find-body'
import { membershipOn } from '../rules/membership'

export type Meeting = Row<typeof Meetings>

export interface FoundMeeting {
  readonly meeting: Meeting
  readonly found: FoundBody
  /** Who sat in the body on the day of the meeting; today while it has no day. */
  readonly members: readonly Membership[]
  readonly held: ReadonlySet<Relation>
  may(action: Action): boolean
}

/** The day of a meeting in the organisation's zone, or the last day of a written procedure. */
export const dayOf = ({ startsAt, deadline }: Pick<Meeting, 'startsAt' | 'deadline'>, today: string): string => {
  const at = startsAt ?? deadline
  return at === null ? today : localDay(new Date(at))
}

/**
 * The meetings that a person may know of: those of bodies that they may know of, for people whom `meeting.read` lets in. Who sat in
 * the body on the day of the meeting keeps their right to read it, and nothing more, after they have left.
 */
export const meetingsFor = (
  ctx: Context,
  actor: Actor,
): { all(): FoundMeeting[]; find(key: string): FoundMeeting | undefined } => {
  const today = localDay(ctx.clock.now())
  const bodies = bodiesFor(ctx, actor)
  const one = (meeting: Meeting): FoundMeeting | undefined => {
    const found = bodies.find(meeting.body)
    if (!found) return undefined
    const members = membershipOn(found.memberships, meeting.body, dayOf(meeting, today))
    const { held } = found
    const sat = relationsToBody(actor.person, {
      chair: null,
      secretary: null,
      members: members.flatMap(({ person }) => person ?? []),
    })
    const reads = new Set([...held, ...sat])
    const isReading = (action: Action): boolean => action === 'meeting.read' || action === 'minutes.read'
    const may = (action: Action): boolean => mayOn(actor, action, isReading(action) ? reads : held, 'internal')
    return may('meeting.read') ? { meeting, found, members, held, may } : undefined
  }
  return {
    all: () => ctx.lists.all(Meetings).flatMap((meeting) => one(meeting) ?? []),
    find: (key) => {
      const meeting = ctx.lists.find(Meetings, key)
      return meeting && one(meeting)
    },
  }
}

/** The meeting with this key if the person may know of it; an unknown key gives the same answer. */
export const findMeeting = (ctx: Context, actor: Actor, key: string): FoundMeeting | undefined =>
  meetingsFor(ctx, actor).find(key)
