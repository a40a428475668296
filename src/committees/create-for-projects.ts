import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { translate } from '../i18n/translate'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { Row, Values } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import type { OutboxWrite } from '../ports/outbox'
import { findProject } from '../projects/find-project'
import type { ForProjects, Subject } from './bodies-view'
import { newMembership } from './membership-rows'
import { coveredProjects } from './rules/coverage'
import { codeFor, templates } from './templates'

type Project = Row<typeof Projects>

interface Planned {
  readonly body: { readonly code: string; readonly title: string; readonly project: string }
  readonly members: readonly Values<typeof Memberships>[]
  readonly chair: string
  readonly secretary: string | null
}

export type ForProjectsOutcome =
  | { readonly ok: true; readonly report: ForProjects }
  | { readonly ok: false; readonly reason: 'not-allowed' }

/** However many projects there are, one step at a time: two people who press at once make each body once. */
const LOCK = 'bodies-for-projects'

/**
 * One project committee for each project under way that has none: the sponsor chairs, the project manager keeps the minutes, the
 * programme manager and the business owner vote. A dry run decides the same and writes nothing. The rows go through the outbox,
 * which writes each once; the audit names who asked.
 */
export const createForProjects = (ctx: Context, actor: Actor, dryRun: boolean): Promise<ForProjectsOutcome> =>
  ctx.locks.exclusive(LOCK, async (): Promise<ForProjectsOutcome> => {
    if (!may(actor, 'body.create')) return { ok: false, reason: 'not-allowed' }
    await ctx.outbox.catchUp()
    const { planned, covered, withoutChair } = plan(ctx, actor)
    if (!dryRun && planned.length > 0) {
      const codes = planned.map(({ body }) => body.code)
      await ctx.outbox.put(
        planned.flatMap((each) => writesOf(ctx, each)),
        [{ actor, action: 'body.create-for-projects', subject: LOCK, detail: { codes } }],
      )
    }
    const nameOf = (person: string | null): string | null =>
      person === null ? null : (ctx.directory.person(person)?.name ?? null)
    const created = planned.map(({ body, chair, secretary, members }) => ({
      ...body,
      chair: nameOf(chair),
      secretary: nameOf(secretary),
      members: members.length,
    }))
    return { ok: true, report: { dryRun, created, covered, withoutChair } }
  })

const plan = (ctx: Context, actor: Actor) => {
  const bodies = ctx.lists.all(Bodies)
  const taken = new Set(bodies.map(({ code }) => code))
  const served = new Set(bodies.filter(({ kind }) => kind === 'project').flatMap(coveredProjects))
  const running = ctx.lists
    .all(Projects)
    .filter(({ lifecycle, number }) => isRunning(lifecycle) && findProject(ctx, actor, number) !== undefined)
    .sort((a, b) => a.number.localeCompare(b.number))
  const planned: Planned[] = []
  const withoutChair: Subject[] = []
  for (const project of running) {
    if (served.has(project.number)) continue
    const chair = knownPerson(ctx, project.sponsor)
    if (chair === null) withoutChair.push({ code: project.number, title: project.title })
    else {
      const code = codeFor('project', project.number, taken)
      taken.add(code)
      planned.push(planOf(ctx, project, code, chair))
    }
  }
  return { planned, withoutChair, covered: running.filter(({ number }) => served.has(number)).length }
}

const isRunning = (lifecycle: Project['lifecycle']): boolean => lifecycle === 'active' || lifecycle === 'onHold'

const knownPerson = (ctx: Context, person: string | null): string | null =>
  person !== null && ctx.directory.person(person) ? person : null

const planOf = (ctx: Context, project: Project, code: string, chair: string): Planned => {
  const programme = project.programme ? ctx.lists.find(Programmes, project.programme) : undefined
  const secretary = knownPerson(ctx, project.projectManager)
  const seats = [
    { person: chair, role: 'chair', voice: 'vote', mandatory: true },
    { person: secretary, role: 'secretary', voice: 'advice', mandatory: true },
    { person: knownPerson(ctx, project.businessOwner), role: 'seniorUser', voice: 'vote', mandatory: false },
    { person: knownPerson(ctx, programme?.programmeManager ?? null), role: 'member', voice: 'vote', mandatory: false },
  ] as const
  const from = localDay(ctx.clock.now())
  const members = seats.flatMap(({ person, ...seat }, index) =>
    person === null || seats.findIndex((other) => other.person === person) < index
      ? []
      : [newMembership(ctx, { ...seat, person, body: code, from })],
  )
  // The organisation's own language: the name is kept in the list.
  const title = translate('fr')('committees:template.projectTitle', { project: project.title }).slice(0, 255)
  return { body: { code, title, project: project.number }, members, chair, secretary }
}

const writesOf = (ctx: Context, { body, members, chair, secretary }: Planned): readonly OutboxWrite[] => [
  {
    list: Bodies,
    key: body.code,
    values: { ...templates.project, ...body, chair, secretary, activeFrom: localDay(ctx.clock.now()) },
  },
  ...members.map((values) => ({ list: Memberships, key: values.membershipKey, values })),
]
