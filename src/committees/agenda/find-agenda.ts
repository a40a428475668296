import type { Actor } from '../../access/actor'
import { type Action, mayOn, type Relation } from '../../access/policy'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Meetings } from '../../lists/committees/meetings'
import type { Row } from '../../lists/kit/list'
import { type Body, bodiesFor } from '../find-body'
import { type FoundMeeting, type Meeting, meetingsFor } from '../meetings/find-meeting'
import { linesOf } from '../rules/coverage'
import { isGate } from '../rules/gate'
import { projectsOf } from './covered'
import { groupedBy } from './grouped-by'

export type AgendaItem = Row<typeof AgendaItems>

export interface FoundAgenda {
  readonly meeting: Meeting
  readonly body: Body
  /** The whole meeting, for those who may read it; null for guests, and for managers who may only propose. */
  readonly full: FoundMeeting | null
  /** Items that this person may see: all of them, or those to which they are invited or which they present. */
  readonly items: readonly AgendaItem[]
  may(action: Action): boolean
}

/** What a guest may do on a meeting whose body they do not know of. */
const guestActions: readonly Action[] = ['agenda.read', 'agenda.supply']
const GUEST: ReadonlySet<Relation> = new Set(['guestOfMeeting'])

/** Was this decided on a gate? */
export const isOfGate = (ctx: Pick<Context, 'lists'>, { item }: { readonly item: string | null }): boolean => {
  const of = item === null ? undefined : ctx.lists.find(AgendaItems, item)
  return of !== undefined && isGate(of)
}

/** Who presents an item, and who is invited to it. */
export const expectedFor = ({ presenter, guests }: Pick<AgendaItem, 'presenter' | 'guests'>): readonly string[] => [
  ...(presenter === null ? [] : [presenter]),
  ...linesOf(guests),
]

export const isGuestOf = (item: Pick<AgendaItem, 'presenter' | 'guests' | 'state'>, person: string): boolean =>
  item.state !== 'withdrawn' && expectedFor(item).includes(person)

/** By the rows as the list store handed them out, which hands out others as soon as one has changed. */
const known = new WeakMap<readonly AgendaItem[], ReadonlyMap<string, readonly AgendaItem[]>>()

const byMeeting = (ctx: Pick<Context, 'lists'>): ReadonlyMap<string, readonly AgendaItem[]> => {
  const rows = ctx.lists.all(AgendaItems)
  const found = known.get(rows)
  if (found) return found
  const groups = groupedBy(rows, ({ meeting }) => meeting)
  known.set(rows, groups)
  return groups
}

/** All items of a meeting in the order of its agenda. */
export const itemsOf = (ctx: Pick<Context, 'lists'>, meeting: string): readonly AgendaItem[] =>
  (byMeeting(ctx).get(meeting) ?? []).toSorted((a, b) => a.rank - b.rank || a.itemKey.localeCompare(b.itemKey))

/** The meetings of which a person may know something of the agenda, or put something on it. */
export const agendasFor = (
  ctx: Context,
  actor: Actor,
): { all(): FoundAgenda[]; find(key: string): FoundAgenda | undefined } => {
  const meetings = meetingsFor(ctx, actor)
  const bodies = bodiesFor(ctx, actor)
  const one = (meeting: Meeting): FoundAgenda | undefined => {
    const body = ctx.lists.find(Bodies, meeting.body)
    if (!body) return undefined
    const items = itemsOf(ctx, meeting.meetingKey)
    const own = items.filter((item) => isGuestOf(item, actor.person))
    const seen = bodies.find(meeting.body)
    if (!seen) {
      const may = (action: Action): boolean =>
        own.length > 0 && guestActions.includes(action) && mayOn(actor, action, GUEST, 'internal')
      return may('agenda.read') ? { meeting, body, full: null, items: own, may } : undefined
    }
    const full = meetings.find(meeting.meetingKey) ?? null
    const manages = projectsOf(ctx, body).some(({ projectManager }) => projectManager === actor.person)
    const held = new Set<Relation>([
      ...seen.held,
      ...(own.length > 0 ? GUEST : []),
      ...(manages ? (['projectManager'] as const) : []),
    ])
    const may = (action: Action): boolean =>
      mayOn(actor, action, held, 'internal') || (action === 'agenda.read' && full !== null)
    if (!may('agenda.read') && !may('agenda.propose')) return undefined
    return { meeting, body, full, items: full ? items : own, may }
  }
  return {
    all: () => ctx.lists.all(Meetings).flatMap((meeting) => one(meeting) ?? []),
    find: (key) => {
      const meeting = ctx.lists.find(Meetings, key)
      return meeting && one(meeting)
    },
  }
}

/** The meetings of which a person may know their own items and nothing else. */
export const guestMeetings = (ctx: Context, actor: Actor): readonly FoundAgenda[] => {
  const agendas = agendasFor(ctx, actor)
  const own = ctx.lists.all(AgendaItems).filter((item) => isGuestOf(item, actor.person))
  return [...new Set(own.map(({ meeting }) => meeting))].flatMap((key) => {
    const agenda = agendas.find(key)
    return agenda && agenda.full === null && agenda.may('agenda.read') ? [agenda] : []
  })
}

/** The agenda of this meeting if the person may know of it; an unknown key gives the same answer. */
export const findAgenda = (ctx: Context, actor: Actor, key: string): FoundAgenda | undefined =>
  agendasFor(ctx, actor).find(key)

/** Until it is over, an agenda can be changed; a written procedure has none. */
export const isOpenForItems = ({ state, form }: Meeting): boolean =>
  form === 'meeting' && (state === 'planned' || state === 'convened' || state === 'open')
