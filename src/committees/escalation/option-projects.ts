import type { Actor } from '../../access/actor'
import { isOpenToAll } from '../../access/policy'
import type { Context } from '../../context'
import { Projects } from '../../lists/projects'
import { findProject } from '../../projects/find-project'
import type { Subject } from '../bodies-view'
import type { Arbitration, Option } from './arbitration'
import type { OptionsView } from './escalation-view'
import { hiddenAt, placeOf } from './hidden-project'

interface Held {
  readonly options: readonly Option[]
}

/** Options as this person may see them. */
export const shownTo = <H extends Held>(ctx: Context, actor: Actor, held: H): H => ({
  ...held,
  options: held.options.map((option, place) =>
    option.project === null || findProject(ctx, actor, option.project)
      ? option
      : { ...option, project: hiddenAt(place) },
  ),
})

/** The same with the titles of the projects, for pages that show them. */
export const optionsView = (
  ctx: Context,
  actor: Actor,
  held: (Held & Partial<Pick<Arbitration, 'chosen' | 'proposed'>>) | null,
): OptionsView | null => {
  if (held === null) return null
  const { options } = shownTo(ctx, actor, held)
  const projects = options.flatMap(({ project }) => (project && ctx.lists.find(Projects, project)) || [])
  return {
    options,
    proposed: held.proposed ?? null,
    chosen: held.chosen ?? null,
    projects: projects.map(({ number, title }) => ({ code: number, title })),
  }
}

/** What this person sent in place of `held`, with the projects themselves; undefined where one is named that they may not see. */
export const takenFrom = <H extends Held>(ctx: Context, actor: Actor, sent: H, held: Held | null): H | undefined => {
  const options = sent.options.flatMap((option): readonly Option[] => {
    const { project } = option
    const place = project === null ? undefined : placeOf(project)
    const known = place === undefined ? seenBy(ctx, actor, project) : held?.options[place]?.project
    return known === undefined ? [] : [{ ...option, project: known }]
  })
  return options.length === sent.options.length ? { ...sent, options } : undefined
}

const seenBy = (ctx: Context, actor: Actor, project: string | null): string | null | undefined =>
  project === null || findProject(ctx, actor, project) ? project : undefined

/** Options for what all members of a body read alike: a project is named where everybody may see it. */
export const shownToAll = <H extends Held>({ lists }: Pick<Context, 'lists'>, held: H): H => ({
  ...held,
  options: held.options.map((option) => {
    const project = option.project === null ? undefined : lists.find(Projects, option.project)
    return project && isOpenToAll(project.confidentiality) ? option : { ...option, project: null }
  }),
})

/** Projects that an option may favour: those under way that the person may see. */
export const favourable = (ctx: Context, actor: Actor): readonly Subject[] =>
  ctx.lists
    .all(Projects)
    .filter(({ number, lifecycle }) => lifecycle === 'active' && findProject(ctx, actor, number) !== undefined)
    .map(({ number, title }) => ({ code: number, title }))
    .sort((a, b) => a.code.localeCompare(b.code))
