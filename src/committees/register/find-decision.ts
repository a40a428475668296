import type { Actor } from '../../access/actor'
import { type Action, mayOn, type Relation, relationsToBody } from '../../access/policy'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import type { Row } from '../../lists/kit/list'
import { findProject } from '../../projects/find-project'
import { bodiesFor, type FoundBody } from '../find-body'
import { dayOf, type Meeting } from '../meetings/find-meeting'
import { membershipOn } from '../rules/membership'

export type Decision = Row<typeof Decisions>

export interface FoundDecision {
  readonly decision: Decision & { readonly result: NonNullable<Decision['result']> }
  readonly found: FoundBody
  readonly meeting: Meeting | undefined
  may(action: Action): boolean
}

/**
 * The decisions that a person may know of: those of bodies that they may know of, for people whom `decision.read` lets in, and about
 * projects that they may see unless they sit in the body or sat in it on the day. A vote under way is not in the register.
 */
export const decisionsFor = (
  ctx: Context,
  actor: Actor,
): { all(): FoundDecision[]; find(number: string): FoundDecision | undefined } => {
  const today = localDay(ctx.clock.now())
  const bodies = bodiesFor(ctx, actor)
  const visible = new Map<string, boolean>()
  const sees = (project: string): boolean => {
    const cached = visible.get(project)
    if (cached !== undefined) return cached
    const answer = findProject(ctx, actor, project) !== undefined
    visible.set(project, answer)
    return answer
  }
  const one = (decision: Decision): FoundDecision | undefined => {
    const { result } = decision
    const found = bodies.find(decision.body)
    if (!found || result === null) return undefined
    const meeting = decision.meeting === null ? undefined : ctx.lists.find(Meetings, decision.meeting)
    const reads = new Set([...found.held, ...satThen(actor, found, meeting, today)])
    const may = (action: Action): boolean =>
      mayOn(actor, action, action === 'decision.read' ? reads : found.held, 'internal')
    if (!may('decision.read')) return undefined
    if (reads.size === 0 && decision.project !== null && !sees(decision.project)) return undefined
    return { decision: { ...decision, result }, found, meeting, may }
  }
  return {
    all: () => ctx.lists.all(Decisions).flatMap((decision) => one(decision) ?? []),
    find: (number) => {
      const decision = ctx.lists.find(Decisions, number)
      return decision && one(decision)
    },
  }
}

const satThen = (
  actor: Actor,
  { body, memberships }: FoundBody,
  meeting: Meeting | undefined,
  today: string,
): ReadonlySet<Relation> => {
  const members = meeting ? membershipOn(memberships, body.code, dayOf(meeting, today)) : []
  const people = members.flatMap(({ person }) => person ?? [])
  return relationsToBody(actor.person, { chair: null, secretary: null, members: people })
}
