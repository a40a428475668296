import type { Actor } from '../access/actor'
import { type Action, mayOn, type Relation, relationsTo, relationsToBody } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { Row } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { holderOf, membershipOn } from './rules/membership'

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

/** The codes or numbers of a note that holds one per line. */
export const linesOf = (note: string | null): readonly string[] =>
  (note ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))

export const coveredProjects = (body: Pick<Body, 'project' | 'projects'>): readonly string[] => [
  ...new Set([...(body.project === null ? [] : [body.project]), ...linesOf(body.projects)]),
]

export const coveredProgrammes = (body: Pick<Body, 'programme' | 'programmes'>): readonly string[] => [
  ...new Set([...(body.programme === null ? [] : [body.programme]), ...linesOf(body.programmes)]),
]

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
  /** Every meeting and decision asks for its body again. */
  const asked = new Map<string, FoundBody | undefined>()
  const seesProject = (number: string, held: ReadonlySet<Relation>): boolean => {
    const project = ctx.lists.find(Projects, number)
    if (!project) return true
    const programme = project.programme ? ctx.lists.find(Programmes, project.programme) : undefined
    const both = new Set([...held, ...relationsTo(actor.person, project, programme)])
    return mayOn(actor, 'body.read', both, project.confidentiality)
  }
  const found = (body: Body): FoundBody | undefined => {
    const memberships = byBody.get(body.code) ?? []
    const members = membershipOn(memberships, body.code, today)
    const chair = roleOf(body, memberships, members, 'chair')
    const secretary = roleOf(body, memberships, members, 'secretary')
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

/** Who holds a role today. The column of the body speaks only where no membership ever named the role. */
const roleOf = (
  body: Body,
  memberships: readonly Membership[],
  members: readonly Membership[],
  role: 'chair' | 'secretary',
): string | null => {
  if (!memberships.some((membership) => membership.role === role)) return body[role]
  return holderOf(members, role)?.person ?? null
}

/** The body with this code if the person may know of it; an unknown code gives the same answer. */
export const findBody = (ctx: Context, actor: Actor, code: string): FoundBody | undefined =>
  bodiesFor(ctx, actor).find(code)
