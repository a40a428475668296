import { isOpenToAll } from '../../access/policy'
import type { Context } from '../../context'
import type { Row } from '../../lists/kit/list'
import { Projects } from '../../lists/projects'
import type { Body } from '../find-body'
import { coveredProgrammes, coveredProjects } from '../rules/coverage'

export type Project = Row<typeof Projects>

/** A body of the whole portfolio: an executive committee that names neither projects nor programmes. */
export const coversEverything = (body: Body): boolean =>
  body.kind === 'executive' && coveredProjects(body).length === 0 && coveredProgrammes(body).length === 0

/**
 * The projects that a body follows. Those that it names are its own; of those that it covers without naming them, by a programme or
 * as a body of the whole portfolio, only what everybody may see: an agenda is read by people who may not see the others.
 */
export const projectsOf = (ctx: Pick<Context, 'lists'>, body: Body): readonly Project[] => {
  const named = new Set(coveredProjects(body))
  const programmes = new Set(coveredProgrammes(body))
  const everything = coversEverything(body)
  return ctx.lists
    .all(Projects)
    .filter(
      ({ number, programme, confidentiality }) =>
        named.has(number) ||
        (isOpenToAll(confidentiality) && (everything || (programme !== null && programmes.has(programme)))),
    )
}
