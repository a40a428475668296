import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import type { Context } from '../context'
import { blankValues } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { rowFor, rowSources } from './portfolio-overview'
import type { NewProject, PortfolioRow } from './portfolio-view'
import { nextNumber } from './rules'

export type CreateOutcome =
  | { readonly ok: true; readonly row: PortfolioRow }
  | {
      readonly ok: false
      readonly reason: 'not-allowed' | 'no-token' | 'number-taken' | 'unknown-programme' | 'unknown-person'
    }

/** How often a proposed number is tried again when somebody else took it at the same moment. */
const TRIES = 3

/** Creates an active project with the person's own token; without a number the next of the series is taken. */
export const createProject = async (ctx: Context, actor: Actor, asked: NewProject): Promise<CreateOutcome> => {
  if (!may(actor, 'project.create')) return { ok: false, reason: 'not-allowed' }
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  if (asked.programme !== null && !ctx.lists.find(Programmes, asked.programme))
    return { ok: false, reason: 'unknown-programme' }
  if (asked.projectManager !== null && !ctx.directory.person(asked.projectManager))
    return { ok: false, reason: 'unknown-person' }
  const writer = ctx.lists.as(actor.assertion)
  const taken = ctx.lists.all(Projects).map((project) => project.number)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const number = asked.number ?? nextNumber(taken)
    const outcome = await writer.create(Projects, {
      ...blankValues(Projects),
      ...asked,
      number,
      lifecycle: 'active',
      confidentiality: 'internal',
      forecastEnd: asked.baselineEnd,
      forecastCost: asked.approvedCost,
    })
    if (outcome.ok) {
      await ctx.audit.append(actor, 'project.create', number, { ...asked, number })
      const row = rowFor(actor, outcome.row, rowSources(ctx, actor))
      return row ? { ok: true, row } : { ok: false, reason: 'not-allowed' }
    }
    if (outcome.reason !== 'duplicate-key') return { ok: false, reason: 'not-allowed' }
    if (asked.number !== undefined) return { ok: false, reason: 'number-taken' }
    taken.push(number)
  }
  return { ok: false, reason: 'number-taken' }
}
