import type { Actor } from '../access/actor'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import type { MemberRole } from '../lists/committees/memberships'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { findProject } from '../projects/find-project'
import { choicesFor, nameIn } from './bodies-overview'
import type { BodyRights, BodyView, MembershipView, Subject } from './bodies-view'
import { bodiesFor, type FoundBody, type Membership } from './find-body'
import { rulesOf } from './rules/body-rules'
import { coveredProgrammes, coveredProjects } from './rules/coverage'
import { holdsOn } from './rules/membership'

/** Everything the page of a body shows, from the replica; undefined when this person may not know of it. */
export const bodyPage = (ctx: Context, actor: Actor, code: string): BodyView | undefined => {
  const bodies = bodiesFor(ctx, actor)
  const found = bodies.find(code)
  if (!found) return undefined
  const today = localDay(ctx.clock.now())
  const { $item, ...fields } = found.body
  const rights = rightsOn(found)
  const known = bodies.all().map(({ body }) => body)
  const subjectOf = (body: { code: string; title: string }): Subject => ({ code: body.code, title: body.title })
  return {
    fields,
    etag: $item.etag,
    chair: nameIn(ctx, found, found.chair, 'chair'),
    secretary: nameIn(ctx, found, found.secretary, 'secretary'),
    members: found.memberships.map((membership) => membershipView(ctx, membership, today)).sort(inOrder),
    rules: rulesOf(found.body),
    covers: covered(ctx, actor, found),
    escalatesTo: known.filter((body) => body.code === fields.escalatesTo).map(subjectOf)[0] ?? null,
    escalatedBy: known.filter((body) => body.escalatesTo === code).map(subjectOf),
    rights,
    mayEditMembers: found.may('membership.edit'),
    mayRunMeetings: found.may('meeting.run'),
    mayConvene: found.may('meeting.convene'),
    choices:
      rights === 'none'
        ? { people: [], bodies: [], programmes: [], projects: [] }
        : { ...choicesFor(ctx, actor), bodies: known.filter((body) => body.code !== code).map(subjectOf) },
    today,
    syncedAt: ctx.lists.freshness(Bodies).syncedAt,
  }
}

/** What of a body the person may change. */
export const rightsOn = (found: FoundBody): BodyRights =>
  found.may('body.steer') ? 'steer' : found.may('body.edit') ? 'edit' : 'none'

/** Projects that the person may not see are left out; the body itself is theirs to see. */
const covered = (ctx: Context, actor: Actor, { body }: FoundBody): BodyView['covers'] => ({
  programmes: coveredProgrammes(body).map((code) => ({ code, title: ctx.lists.find(Programmes, code)?.title ?? code })),
  projects: coveredProjects(body).flatMap((number) => {
    const project = ctx.lists.find(Projects, number)
    if (project && !findProject(ctx, actor, number)) return []
    return [{ code: number, title: project?.title ?? number }]
  }),
})

/** A membership as it stands on `today`. */
export const membershipView = (
  ctx: Pick<Context, 'directory'>,
  membership: Membership,
  today: string,
): MembershipView => {
  const { membershipKey, person, name, sourceRole, role, voice, mandatory, from, until, $item } = membership
  return {
    key: membershipKey,
    etag: $item.etag,
    person,
    name: (person === null ? undefined : ctx.directory.person(person)?.name) ?? name,
    sourceRole,
    role,
    voice,
    mandatory,
    from,
    until,
    state: holdsOn(membership, today) ? 'current' : from !== null && from > today ? 'future' : 'past',
  }
}

const rank: Readonly<Record<MemberRole, number>> = {
  chair: 0,
  viceChair: 1,
  executive: 2,
  seniorUser: 3,
  seniorSupplier: 4,
  member: 5,
  secretary: 6,
  expert: 7,
  observer: 8,
}

const inOrder = (a: MembershipView, b: MembershipView): number =>
  Number(a.voice === 'advice') - Number(b.voice === 'advice') ||
  rank[a.role] - rank[b.role] ||
  a.name.localeCompare(b.name, 'fr') ||
  (b.from ?? '').localeCompare(a.from ?? '')
