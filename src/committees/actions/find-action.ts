import type { Actor } from '../../access/actor'
import { mayOn, type Relation, type Action as Right } from '../../access/policy'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import type { Row } from '../../lists/kit/list'
import { findProject } from '../../projects/find-project'
import { bodiesFor, type FoundBody } from '../find-body'

export type Action = Row<typeof Actions>

export interface FoundAction {
  readonly action: Action
  /** Undefined where the person may not know of the body. */
  readonly found: FoundBody | undefined
  readonly held: ReadonlySet<Relation>
  may(right: Right): boolean
}

/**
 * The actions that a person may know of: their own, wherever they come from, and those of bodies that they may know of, for people whom
 * `action.read` lets in, about projects that they may see unless they sit in the body.
 */
export const actionsFor = (
  ctx: Context,
  actor: Actor,
): { all(): FoundAction[]; find(number: string): FoundAction | undefined } => {
  const bodies = bodiesFor(ctx, actor)
  const known = new Map<string, FoundBody | undefined>()
  const bodyOf = (code: string | null): FoundBody | undefined => {
    if (code === null) return undefined
    if (!known.has(code)) known.set(code, bodies.find(code))
    return known.get(code)
  }
  const one = (action: Action): FoundAction | undefined => {
    const found = bodyOf(action.body)
    const isOwner = action.owner === actor.person
    const hidden = action.body !== null && !found
    if (!isOwner && hidden) return undefined
    const held = new Set<Relation>([...(found?.held ?? []), ...(isOwner ? (['ownerOfAction'] as const) : [])])
    const may = (right: Right): boolean => mayOn(actor, right, held, 'internal')
    if (!may('action.read')) return undefined
    if (held.size === 0 && action.project !== null && !findProject(ctx, actor, action.project)) return undefined
    return { action, found, held, may }
  }
  return {
    all: () => ctx.lists.all(Actions).flatMap((action) => one(action) ?? []),
    find: (number) => {
      const action = ctx.lists.find(Actions, number)
      return action && one(action)
    },
  }
}
