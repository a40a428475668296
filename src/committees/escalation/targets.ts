import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Meetings } from '../../lists/committees/meetings'
import { ExceptionReports } from '../../lists/exception-reports'
import type { Row } from '../../lists/kit/list'
import { findProject } from '../../projects/find-project'
import { type Body, bodiesFor } from '../find-body'
import { coveredProgrammes, coveredProjects } from '../rules/coverage'

type Item = Row<typeof AgendaItems>

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

/** The items by which an exception or a decision lies before a body, until it is done. */
export const standing = (ctx: Pick<Context, 'lists'>, sourceKey: string): readonly (Item & { body: string })[] =>
  ctx.lists
    .all(AgendaItems)
    .filter(
      (item) =>
        item.sourceKey === sourceKey &&
        item.source === 'exception' &&
        item.state !== 'withdrawn' &&
        item.state !== 'done',
    )
    .flatMap((item) => {
      const meeting = ctx.lists.find(Meetings, item.meeting)
      return meeting ? [{ ...item, body: meeting.body }] : []
    })

/** Where an exception lies and where this person may send it on; names of bodies that they do not know of are not told. */
export interface ExceptionLadder {
  readonly escalatedTo: readonly { readonly body: string; readonly meeting: string }[]
  /** The body in whose name it goes up, and the name of the one above. */
  readonly mayEscalate: { readonly from: string; readonly to: string } | null
}

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
  const isBefore = (code: string | null): boolean => stands.some(({ body }) => body === code)
  const [from] =
    exception.state !== 'open'
      ? []
      : known
          .all()
          .flatMap(({ body, may }) => {
            const near = distance(body, number, programme)
            const to = body.escalatesTo === null ? undefined : ctx.lists.find(Bodies, body.escalatesTo)
            const isNext = stands.length === 0 || isBefore(body.code)
            if (near === null || !to || !isNext || isBefore(to.code) || !may('decision.escalate')) return []
            return [{ near, from: body.code, to: to.title }]
          })
          .sort((a, b) => a.near - b.near || a.from.localeCompare(b.from))
  return {
    escalatedTo: stands.flatMap(({ body, meeting }) => {
      const found = known.find(body)
      return found ? [{ body: found.body.title, meeting: ctx.lists.find(Meetings, meeting)?.title ?? '' }] : []
    }),
    mayEscalate: from ? { from: from.from, to: from.to } : null,
  }
}
