import { type Problem, problemOf } from './candidates/build'
import { prepare } from './candidates/prepare'
import type { SchedulingInput } from './model'
import type { Plan } from './plan'
import { type PlanOptions, type Report, reporter, selectionFrom } from './plan-meetings'
import { planOf } from './plan-of'
import type { Selection } from './solver/packing'
import { restrictedTo } from './solver/restrict'
import { type Effort, QUICK, type Solved, solvePacking, THOROUGH } from './solver/solve-packing'
import type { DoAll } from './solver/tasks'

/** A meeting as it stands before the repair. */
export interface StandingMeeting {
  readonly key: string
  readonly start: string
  readonly room: string | null
}

export interface Repaired {
  readonly plan: Plan
  /** Keys of standing meetings that are placed elsewhere, in time or room, or no longer placed. */
  readonly moved: readonly string[]
  readonly dropped: readonly string[]
  /** Proven: with as many meetings placed, no plan moves or drops fewer of the standing ones. */
  readonly leastMoved: number
}

/**
 * Makes a plan hold again after the input has changed: as many meetings placed as can be, then as many as can be left where they
 * stand, then the best plan. First the two counts are maximised by themselves; then points are, with a bonus for staying that
 * is doubled until nothing moves needlessly.
 */
export const repairPlan = async (
  input: SchedulingInput,
  standing: readonly StandingMeeting[],
  { seed, effort }: PlanOptions,
  report: Report = () => undefined,
  doAll?: DoAll,
): Promise<Repaired> => {
  const problem = problemOf(prepare(input))
  const limits = { ...(effort === 'quick' ? QUICK : THOROUGH), seed }
  const stays = keptColumns(problem, standing)
  const counts = await countsOf(problem, stays, limits, doAll)
  const solved = await bestWith(problem, stays, counts, limits, { report, doAll })
  const known = new Set(problem.prepared.meetings.map(({ key }) => key))
  const before = standing.filter(({ key }) => known.has(key))
  const stayed = new Set(
    [...solved.selection].flatMap((column, group) =>
      column >= 0 && stays[column] === 1 ? [problem.prepared.meetings[group]?.key ?? ''] : [],
    ),
  )
  const plan = planOf(problem, solved.selection, solved.bound)
  const unplaced = new Set(plan.unplaced.map(({ key }) => key))
  const changed = before.map(({ key }) => key).filter((key) => !stayed.has(key))
  return {
    plan,
    moved: changed.filter((key) => !unplaced.has(key)),
    dropped: changed.filter((key) => unplaced.has(key)),
    leastMoved: before.length - counts.mostStaying,
  }
}

/** 1 for each column at which a meeting would stay where it stands. */
const keptColumns = (problem: Problem, standing: readonly StandingMeeting[]): Uint8Array => {
  const kept = new Uint8Array(problem.candidates.length)
  for (const column of selectionFrom(problem, standing)) if (column >= 0) kept[column] = 1
  return kept
}

interface Counts {
  readonly placed: number
  readonly staying: number
  /** Proven upper bound of `staying`, given the most placed. */
  readonly mostStaying: number
  readonly selection: Selection
}

const countsOf = async ({ packing }: Problem, stays: Uint8Array, limits: Effort, doAll?: DoAll): Promise<Counts> => {
  const one = packing.groups + 1
  const value = Float64Array.from(stays, (stay) => one + stay)
  const all = restrictedTo(packing, () => true, value)
  const standing = new Int32Array(packing.groups).fill(-1)
  stays.forEach((stay, column) => {
    if (stay === 1) standing[packing.groupOf[column] ?? 0] = column
  })
  // Small whole numbers with many ties: row prices alone seldom prove the count, the search does.
  const effort = { ...limits, exactColumns: Math.max(limits.exactColumns, 6000), work: 1_000_000 }
  const from = feasiblePart(all.packing, all.inside(standing))
  const solved = await solvePacking(all.packing, effort, { from, doAll })
  return {
    placed: Math.floor(solved.objective / one),
    staying: solved.objective % one,
    mostStaying: Math.min(packing.groups, solved.bound - Math.floor(solved.objective / one) * one),
    selection: all.outside(solved.selection),
  }
}

const feasiblePart = (packing: Problem['packing'], selection: Selection): Selection => {
  const used = new Int32Array(packing.rows)
  return selection.map((column) => {
    if (column < 0) return -1
    const rows = packing.rowOf.subarray(packing.start[column] ?? 0, packing.start[column + 1] ?? 0)
    if (rows.some((row) => (used[row] ?? 0) >= (packing.capacity[row] ?? 0))) return -1
    for (const row of rows) used[row] = (used[row] ?? 0) + 1
    return column
  })
}

const FIRST_BONUS = 400
const DOUBLINGS = 4

/** The bound of the points alone follows from the bound with bonuses, because the counts are what they are. */
const bestWith = async (
  problem: Problem,
  stays: Uint8Array,
  counts: Counts,
  limits: Effort,
  { report, doAll }: { readonly report: Report; readonly doAll?: DoAll },
): Promise<Solved> => {
  const { packing } = problem
  let best: Solved | undefined
  for (let doubling = 0; doubling <= DOUBLINGS; doubling++) {
    const staying = FIRST_BONUS * 2 ** doubling
    const placing = 2 * staying
    const bonus = counts.placed * placing + counts.staying * staying
    const value = packing.value.map((points, column) => points + placing + (stays[column] === 1 ? staying : 0))
    const all = restrictedTo(packing, () => true, value)
    const tell = reporter(problem, report)
    const solved = await solvePacking(all.packing, limits, {
      report: (now) => {
        const points = { objective: now.objective - bonus, bound: now.bound - bonus }
        tell({ ...now, selection: all.outside(now.selection), ...points })
      },
      from: all.inside(counts.selection),
      doAll,
    })
    const selection = all.outside(solved.selection)
    const placed = selection.filter((column) => column >= 0).length
    const stayed = selection.filter((column) => column >= 0 && stays[column] === 1).length
    const points = solved.objective - placed * placing - stayed * staying
    best = { selection, objective: points, bound: Math.max(points, solved.bound - bonus) }
    if (placed >= counts.placed && stayed >= counts.staying) return best
  }
  const objective = counts.selection.reduce((sum, column) => sum + (column < 0 ? 0 : (packing.value[column] ?? 0)), 0)
  return { selection: counts.selection, objective, bound: Math.max(objective, best?.bound ?? objective) }
}
