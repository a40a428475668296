import { type Annealing, anneal } from './anneal'
import { type Limits, type Part, type Searched, search } from './branch-and-bound'
import type { Packing, Selection } from './packing'
import { type Cutting, type Priced, type Tightened, tightened } from './priced'

/** A piece of work that needs nothing but what it is given: any thread may do it. */
export type Task =
  | { readonly kind: 'search'; readonly part: Part; readonly limits: Limits }
  | { readonly kind: 'cut'; readonly priced: Priced; readonly floor: number; readonly cutting: Cutting }
  | { readonly kind: 'anneal'; readonly packing: Packing; readonly ways: readonly Annealing[] }

export type Done =
  | { readonly kind: 'searched'; readonly searched: Searched }
  | { readonly kind: 'tight'; readonly tight: Tightened }
  | { readonly kind: 'annealed'; readonly selections: readonly Selection[] }

export const perform = async (task: Task): Promise<Done> => {
  if (task.kind === 'search') return { kind: 'searched', searched: await search(task.part, task.limits) }
  if (task.kind === 'cut') return { kind: 'tight', tight: await tightened(task.priced, task.floor, task.cutting) }
  return { kind: 'annealed', selections: task.ways.map((way) => anneal(task.packing, way)) }
}

/** Does each task, by one thread or by several; what comes back is in the order of the tasks. */
export type DoAll = (tasks: readonly Task[]) => Promise<readonly Done[]>

/** In the caller's thread. */
export const inTurn: DoAll = async (tasks) => {
  const done: Done[] = []
  for (const task of tasks) done.push(await perform(task))
  return done
}
