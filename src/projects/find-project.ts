import type { Actor } from '../access/actor'
import { type Action, mayOn, type Relation } from '../access/policy'
import type { Context } from '../context'
import type { Row } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { relationsHeld } from './relations-held'

export interface FoundProject {
  readonly project: Row<typeof Projects>
  readonly programme: Row<typeof Programmes> | undefined
  readonly held: ReadonlySet<Relation>
  may(action: Action): boolean
}

/**
 * The project with this number if the person may read it. An unknown number and a project that the person may not read give
 * the same answer, undefined, so that nobody learns that a confidential project exists.
 */
export const findProject = (ctx: Context, actor: Actor, number: string): FoundProject | undefined => {
  const project = ctx.lists.find(Projects, number)
  if (!project) return undefined
  const programme = project.programme ? ctx.lists.find(Programmes, project.programme) : undefined
  const held = relationsHeld(ctx, actor.person)(project)
  const allowed = (action: Action): boolean => mayOn(actor, action, held, project.confidentiality)
  return allowed('project.read') ? { project, programme, held, may: allowed } : undefined
}
