import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Meetings } from '../lists/committees/meetings'
import { Memberships } from '../lists/committees/memberships'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { findProject } from '../projects/find-project'
import type { BodiesView, BodyRow, PersonName, Subject } from './bodies-view'
import { bodiesFor, type FoundBody } from './find-body'
import { coveredProgrammes, coveredProjects } from './rules/coverage'

/** The bodies that this person may know of, by name. */
export const bodiesOverview = (ctx: Context, actor: Actor): BodiesView => {
  const today = localDay(ctx.clock.now())
  const next = nextMeetings(ctx)
  const rows = bodiesFor(ctx, actor)
    .all()
    .map((found) => bodyRow(ctx, actor, found, today, next.get(found.body.code) ?? null))
    .sort((a, b) => a.title.localeCompare(b.title, 'fr'))
  const creates = may(actor, 'body.create')
  const states = [Bodies, Memberships, Meetings].map((list) => ctx.lists.freshness(list))
  return {
    rows,
    may: { create: creates },
    ...(creates ? choicesFor(ctx, actor) : { people: [], programmes: [], projects: [] }),
    today,
    freshness: {
      syncedAt: ctx.lists.freshness(Bodies).syncedAt,
      stale: states.some(({ failure }) => failure !== null),
    },
  }
}

const bodyRow = (ctx: Context, actor: Actor, found: FoundBody, today: string, nextMeeting: string | null): BodyRow => {
  const { body, members } = found
  return {
    code: body.code,
    title: body.title,
    kind: body.kind,
    level: body.level,
    programme: programmeOf(ctx, actor, found),
    cadence: body.cadence,
    chair: nameIn(ctx, found, found.chair, 'chair'),
    secretary: nameIn(ctx, found, found.secretary, 'secretary'),
    voters: members.filter(({ voice }) => voice === 'vote').length,
    advisers: members.filter(({ voice }) => voice === 'advice').length,
    mine: found.held.size > 0,
    nextMeeting,
    dissolved: body.activeUntil !== null && body.activeUntil < today,
  }
}

/** The programme that the body is for, or that of the project that it is for, where the person may see the project. */
const programmeOf = (ctx: Context, actor: Actor, { body }: FoundBody): Subject | null => {
  const [own] = coveredProgrammes(body)
  const [project] = coveredProjects(body)
  const code = own ?? (project === undefined ? null : (findProject(ctx, actor, project)?.project.programme ?? null))
  return code === null ? null : { code, title: ctx.lists.find(Programmes, code)?.title ?? code }
}

/** The name of who holds a role, also when the directory does not know them. */
export const nameIn = (
  ctx: Pick<Context, 'directory'>,
  { members }: FoundBody,
  person: string | null,
  role: 'chair' | 'secretary',
): string | null =>
  person === null
    ? (members.find((member) => member.role === role)?.name ?? null)
    : (ctx.directory.person(person)?.name ?? members.find((member) => member.person === person)?.name ?? person)

/** The start of the next meeting of each body, by code. */
const nextMeetings = (ctx: Context): ReadonlyMap<string, string> => {
  const now = ctx.clock.now().toISOString()
  const next = new Map<string, string>()
  for (const { body, state, startsAt } of ctx.lists.all(Meetings)) {
    if (startsAt === null || startsAt < now || (state !== 'planned' && state !== 'convened')) continue
    if (startsAt < (next.get(body) ?? '9999')) next.set(body, startsAt)
  }
  return next
}

/** What a body may be made of, as far as the person may see it. */
export const choicesFor = (
  ctx: Context,
  actor: Actor,
): {
  readonly people: readonly PersonName[]
  readonly programmes: readonly Subject[]
  readonly projects: readonly Subject[]
} => ({
  people: ctx.directory
    .all()
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
  programmes: ctx.lists
    .all(Programmes)
    .map(({ code, title }) => ({ code, title }))
    .sort((a, b) => a.title.localeCompare(b.title, 'fr')),
  projects: ctx.lists
    .all(Projects)
    .filter(({ number }) => findProject(ctx, actor, number) !== undefined)
    .map(({ number, title }) => ({ code: number, title }))
    .sort((a, b) => a.code.localeCompare(b.code)),
})
