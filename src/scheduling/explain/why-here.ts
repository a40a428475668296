import { bodyOf, type Problem } from '../candidates/build'
import { type Verdict, verdictOf } from '../candidates/judge'
import type { Why } from '../plan'
import { type Board, boardOf } from '../solver/board'
import type { Selection } from '../solver/packing'

/** What holds of a meeting wherever it is, without regard to where else it could be. */
export const whyAlone = ({ worth, broken, doubtful }: Verdict): Why => ({
  attendance: worth.attendance,
  doubtful,
  lost: { odd: worth.odd, spread: worth.spread, unpreferred: worth.unpreferred },
  broken,
  ideal: null,
  nextBest: null,
})

/** Explains every placed meeting of a selection, by the number of the meeting. */
export const whyHere = (problem: Problem, selection: Selection): ReadonlyMap<number, Why> => {
  const { prepared, candidates, packing } = problem
  const board = boardOf(packing, selection)
  return new Map(
    [...selection].flatMap((column, group): [number, Why][] => {
      const chosen = candidates[column]
      const meeting = prepared.meetings[group]
      if (!chosen || !meeting) return []
      const verdict = verdictOf(prepared, bodyOf(prepared, meeting), meeting, chosen.slot)
      const others = otherColumns(problem, group, column)
      return [
        [
          group,
          {
            ...whyAlone(verdict),
            ideal: ideal(problem, board, others, column),
            nextBest: nextBest(problem, board, others, column),
          },
        ],
      ]
    }),
  )
}

/** Columns of the group at another time than the chosen one, the most valuable first. */
const otherColumns = ({ candidates, packing }: Problem, group: number, chosen: number): readonly number[] => {
  const first = packing.groupStart[group] ?? 0
  const count = (packing.groupStart[group + 1] ?? 0) - first
  const cell = candidates[chosen]?.slot.cell
  return Array.from({ length: count }, (_, k) => first + k).filter((j) => candidates[j]?.slot.cell !== cell)
}

const ideal = (
  { prepared, candidates, packing }: Problem,
  board: Board,
  [top]: readonly number[],
  chosen: number,
): Why['ideal'] => {
  if (top === undefined) return null
  const lost = (packing.value[top] ?? 0) - (packing.value[chosen] ?? 0)
  if (lost <= 0) return null
  const found = board.blockersOf(packing.groupOf[top] ?? 0, top, () => 0)
  const blockers = board.blockers.subarray(0, found < 0 ? board.blockers.length : found)
  return {
    start: prepared.grid.instantOf(candidates[top]?.slot.cell ?? 0),
    lost,
    blockedBy: Array.from(blockers, (group) => prepared.meetings[group]?.key ?? ''),
  }
}

const nextBest = (
  { prepared, candidates, packing }: Problem,
  board: Board,
  others: readonly number[],
  chosen: number,
): Why['nextBest'] => {
  const free = others.find((j) => board.blockersOf(packing.groupOf[j] ?? 0, j, () => 0) === 0)
  const other = free === undefined ? undefined : candidates[free]
  if (!other) return null
  return {
    start: prepared.grid.instantOf(other.slot.cell),
    cost: (packing.value[chosen] ?? 0) - other.worth.value,
    attendance: other.worth.attendance,
  }
}
