import { type Problem, problemOf } from './candidates/build'
import { prepare } from './candidates/prepare'
import type { SchedulingInput } from './model'
import { gapOf, type Plan } from './plan'
import { planOf } from './plan-of'
import { mostPlaced } from './solver/most-placed'
import type { Selection } from './solver/packing'
import { type Phase, QUICK, type Standing, solvePacking, THOROUGH } from './solver/solve-packing'
import type { DoAll } from './solver/tasks'

export interface PlanOptions {
  readonly seed: number
  /** `quick`: a good plan and its gap. `thorough`: longer, and HiGHS for the proof where the gap leaves few enough choices. */
  readonly effort: 'quick' | 'thorough'
}

/** How a search stands. `starts`, present when the plan has improved, are the meetings placed so far. */
export interface Progress {
  readonly phase: Phase
  readonly meetings: number
  readonly placed: number
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly starts?: readonly { readonly key: string; readonly start: string }[]
}

export type Report = (progress: Progress) => void

/**
 * Places all meetings of all bodies at once. Blocks its thread for seconds: a service calls it through `openPlanner`.
 * The same input, options and release give the same plan.
 */
export const planMeetings = async (
  input: SchedulingInput,
  { seed, effort }: PlanOptions,
  report: Report = () => undefined,
  doAll?: DoAll,
): Promise<Plan> => {
  const problem = problemOf(prepare(input))
  const limits = effort === 'quick' ? QUICK : THOROUGH
  const { selection, bound } = await solvePacking(
    problem.packing,
    { ...limits, seed },
    { report: reporter(problem, report), doAll },
  )
  return planOf(problem, selection, bound)
}

/** Proven: no plan leaves fewer meetings unplaced. */
export const leastUnplaced = async (input: SchedulingInput, plan: Plan): Promise<number> => {
  const problem = problemOf(prepare(input))
  const known = selectionFrom(problem, plan.placements)
  return problem.packing.groups - (await mostPlaced(problem.packing, known))
}

export const reporter = (problem: Problem, report: Report): ((standing: Standing) => void) => {
  const { prepared, candidates } = problem
  let best = Number.NEGATIVE_INFINITY
  return ({ phase, selection, objective, bound }) => {
    const isBetter = objective > best
    best = Math.max(best, objective)
    const starts = [...selection].flatMap((column, group) => {
      const candidate = candidates[column]
      const key = prepared.meetings[group]?.key
      return candidate && key ? [{ key, start: prepared.grid.instantOf(candidate.slot.cell) }] : []
    })
    const figures = {
      meetings: selection.length,
      placed: starts.length,
      objective,
      bound,
      gap: gapOf(objective, bound),
    }
    report({ phase, ...figures, ...(isBetter ? { starts } : {}) })
  }
}

/** The columns of meetings that stand where a candidate is; those that no rule allows any more are left out. */
export const selectionFrom = (
  { prepared, candidates, packing }: Problem,
  placements: readonly { readonly key: string; readonly start: string; readonly room: string | null }[],
): Selection => {
  const selection = new Int32Array(packing.groups).fill(-1)
  const byKey = new Map(placements.map((placement) => [placement.key, placement]))
  candidates.forEach(({ meeting, slot, roomClass }, column) => {
    const placement = byKey.get(prepared.meetings[meeting]?.key ?? '')
    if (!placement || prepared.grid.positionOf(placement.start) !== slot.cell) return
    const ids = prepared.rooms[roomClass]?.ids
    if (ids === undefined || (placement.room !== null && ids.includes(placement.room))) selection[meeting] = column
  })
  return selection
}
