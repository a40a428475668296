import type { Context } from '../../src/context'
import { Projects } from '../../src/lists/projects'
import type { MyProject } from './my-projects.card'

/** The running projects that a person manages or stands in for, by number. */
export const myProjects = (ctx: Pick<Context, 'lists'>, person: string): readonly MyProject[] =>
  ctx.lists
    .all(Projects)
    .filter(({ lifecycle }) => lifecycle === 'active' || lifecycle === 'closing' || lifecycle === 'onHold')
    .filter(({ projectManager, delegate }) => projectManager === person || delegate === person)
    .sort((a, b) => a.number.localeCompare(b.number))
