import type { Actor } from '../access/actor'
import { type Action, mayOn, type Relation, relationsToBody } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { Row } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { relationsHeld } from '../projects/relations-held'
import { coveredProjects, seatsOn } from './rules/coverage'

export type Body = Row<typeof Bodies>
export type Membership = Row<typeof Memberships>

export interface FoundBody {
  readonly body: Body
  /** Whoever ever sat in it. */
  readonly memberships: readonly Membership[]
  /** Who sits in it today. */
  readonly members: readonly Membership[]
  readonly chair: string | null
  readonly secretary: string | null
  readonly held: ReadonlySet<Relation>
  may(action: Action): boolean
}

/**
 * The bodies that a person may know of. The name of a body that exists for a project gives the project away: who may not see one of
 * the projects that it covers does not see the body either, unless they sit in it.
 */
export const bodiesFor = (
  ctx: Context,
  actor: Actor,
): { all(): FoundBody[]; find(code: string): FoundBody | undefined } => {
  const today = localDay(ctx.clock.now())
  const byBody = grouped(ctx.lists.all(Memberships))
  const heldOn = relationsHeld(ctx, actor.person)
  /** Every meeting and decision asks for its body again. */
  const asked = new Map<string, FoundBody | undefined>()
  const seesProject = (number: string, held: ReadonlySet<Relation>): boolean => {
    const project = ctx.lists.find(Projects, number)
    if (!project) return true
    const both = new Set([...held, ...heldOn(project)])
    return mayOn(actor, 'body.read', both, project.confidentiality)
  }
  const found = (body: Body): FoundBody | undefined => {
    const memberships = byBody.get(body.code) ?? []
    const { members, chair, secretary } = seatsOn(body, memberships, today)
    const people = members.flatMap(({ person }) => person ?? [])
    const held = relationsToBody(actor.person, { chair, secretary, members: people })
    const allowed = (action: Action): boolean => mayOn(actor, action, held, 'internal')
    if (!allowed('body.read') || !coveredProjects(body).every((number) => seesProject(number, held))) return undefined
    return { body, memberships, members, chair, secretary, held, may: allowed }
  }
  return {
    all: () => ctx.lists.all(Bodies).flatMap((body) => found(body) ?? []),
    find: (code) => {
      if (!asked.has(code)) {
        const body = ctx.lists.find(Bodies, code)
        asked.set(code, body && found(body))
      }
      return asked.get(code)
    },
  }
}

/** Memberships by body, in one pass. */
export const grouped = (memberships: readonly Membership[]): ReadonlyMap<string, readonly Membership[]> => {
  const groups = new Map<string, Membership[]>()
  for (const membership of memberships) {
    const group = groups.get(membership.body)
    if (group) group.push(membership)
    else groups.set(membership.body, [membership])
  }
  return groups
}

/** The body with this code if the person may know of it; an unknown code gives the same answer. */
export const findBody = (ctx: Context, actor: Actor, code: string): FoundBody | undefined =>
  bodiesFor(ctx, actor).find(code)
