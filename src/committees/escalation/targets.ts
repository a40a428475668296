import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Meetings } from '../../lists/committees/meetings'
import { ExceptionReports } from '../../lists/exception-reports'
import type { Row } from '../../lists/kit/list'
import { findProject } from '../../projects/find-project'
import { againKey } from '../agenda/rules/found-items'
import { type Body, bodiesFor, type FoundBody } from '../find-body'
import { coveredProgrammes, coveredProjects } from '../rules/coverage'
import type { ExceptionLadder, ItemException } from './escalation-view'
import { escalatedIn } from './origin'

type Item = Row<typeof AgendaItems>
type Stands = ReturnType<typeof standing>
type KnownBodies = ReturnType<typeof bodiesFor>

/** A body answers for its projects and for those of its programmes; one without either, for the whole portfolio. */
export const covers = (ctx: Context, actor: Actor, body: Body, number: string): boolean => {
  const project = findProject(ctx, actor, number)
  return project !== undefined && distance(body, number, project.project.programme) !== null
}

/** How near a body is to a project: for it, for its programme, for the portfolio; null where it does not answer for it. */
const distance = (body: Body, number: string, programme: string | null): number | null => {
  const [projects, programmes] = [coveredProjects(body), coveredProgrammes(body)]
  if (projects.length + programmes.length === 0) return 2
  if (projects.includes(number)) return 0
  return programme !== null && programmes.includes(programme) ? 1 : null
}

/** The items by which an exception or a decision lies before a body, until it is done; one that was put off, by the one it came back as. */
export const standing = (ctx: Pick<Context, 'lists'>, origin: string): readonly (Item & { body: string })[] => {
  const items = ctx.lists.all(AgendaItems).filter(({ source }) => source === 'exception')
  const again = new Set(items.map(({ sourceKey }) => sourceKey))
  return items
    .filter(
      (item) =>
        item.state !== 'withdrawn' &&
        item.state !== 'done' &&
        !again.has(againKey(item.itemKey)) &&
        escalatedIn(ctx, item) === origin,
    )
    .flatMap((item) => {
      const meeting = ctx.lists.find(Meetings, item.meeting)
      return meeting ? [{ ...item, body: meeting.body }] : []
    })
}

/** The body above, to which this person may send an exception in the name of `found`; one before which it lies already is no target. */
const above = (ctx: Pick<Context, 'lists'>, { body, may }: FoundBody, stands: Stands): Body | null => {
  const to = body.escalatesTo === null ? undefined : ctx.lists.find(Bodies, body.escalatesTo)
  return to && may('decision.escalate') && !stands.some((item) => item.body === to.code) ? to : null
}

const placesOf = (ctx: Pick<Context, 'lists'>, stands: Stands, known: KnownBodies): ExceptionLadder['escalatedTo'] =>
  stands.flatMap(({ body, meeting }) => {
    const found = known.find(body)
    return found ? [{ body: found.body.title, meeting: ctx.lists.find(Meetings, meeting)?.title ?? '' }] : []
  })

/**
 * An open exception goes up from the nearest body that answers for its project; once it lies before one, from that one. A body before
 * which it lies already is no target.
 */
export const exceptionLadder = (ctx: Context, actor: Actor, key: string): ExceptionLadder => {
  const exception = ctx.lists.find(ExceptionReports, key)
  const project = exception && findProject(ctx, actor, exception.project)
  if (!exception || !project) return { escalatedTo: [], mayEscalate: null }
  const stands = standing(ctx, key)
  const known = bodiesFor(ctx, actor)
  const { number, programme } = project.project
  const isNext = (code: string): boolean => stands.length === 0 || stands.some(({ body }) => body === code)
  const [from] =
    exception.state !== 'open'
      ? []
      : known
          .all()
          .flatMap((found) => {
            const near = distance(found.body, number, programme)
            const to = above(ctx, found, stands)
            return near !== null && to && isNext(found.body.code) ? [{ near, from: found.body.code, to: to.title }] : []
          })
          .sort((a, b) => a.near - b.near || a.from.localeCompare(b.from))
  return {
    escalatedTo: placesOf(ctx, stands, known),
    mayEscalate: from ? { from: from.from, to: from.to } : null,
  }
}

/**
 * The open exceptions behind an item that comes from one: the one that was escalated, or all of its project where the agenda built
 * itself. The body of the meeting has them before it, and may send on what it answers for.
 */
export const exceptionsBehind = (
  ctx: Context,
  actor: Actor,
  item: Pick<Item, 'source' | 'sourceKey' | 'project'>,
  code: string,
): readonly ItemException[] => {
  if (item.source !== 'exception' || item.project === null || !findProject(ctx, actor, item.project)) return []
  const known = bodiesFor(ctx, actor)
  const here = known.find(code)
  // An item that was put off may stand for all of them as well.
  const origin = escalatedIn(ctx, item)
  const isOfProject = origin === null
  return ctx.lists
    .all(ExceptionReports)
    .filter(
      ({ exceptionKey, project, state }) =>
        state === 'open' && (isOfProject ? project === item.project : exceptionKey === origin),
    )
    .map(({ exceptionKey: key, tolerance, project }) => {
      const stands = standing(ctx, key)
      const to = here && covers(ctx, actor, here.body, project) ? above(ctx, here, stands) : null
      const elsewhere = stands.filter(({ body }) => body !== code)
      return {
        key,
        tolerance,
        escalatedTo: placesOf(ctx, elsewhere, known),
        mayEscalate: to ? { from: code, to: to.title } : null,
      }
    })
}
