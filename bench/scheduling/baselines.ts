import { problemOf } from '../../src/scheduling/candidates/build'
import { prepare } from '../../src/scheduling/candidates/prepare'
import type { SchedulingInput } from '../../src/scheduling/model'
import type { Plan } from '../../src/scheduling/plan'
import { planOf } from '../../src/scheduling/plan-of'
import { boardOf } from '../../src/scheduling/solver/board'

/**
 * What an assistant does by hand, body by body in the order given: the first slot in which the mandatory people are free and a
 * quorum can be reached, or the best of those for this meeting. Nothing placed before is ever moved.
 */
export const onePerOne = (input: SchedulingInput, choice: 'first-common-slot' | 'best-slot'): Plan => {
  const problem = problemOf(prepare(input))
  const { packing, candidates } = problem
  const board = boardOf(packing)
  for (let group = 0; group < packing.groups; group++) {
    const from = packing.groupStart[group] ?? 0
    const columns = Array.from({ length: (packing.groupStart[group + 1] ?? 0) - from }, (_, k) => from + k)
    const cell = (j: number): number => candidates[j]?.slot.cell ?? 0
    if (choice === 'first-common-slot') columns.sort((a, b) => cell(a) - cell(b))
    const column = columns.find((j) => board.blockersOf(group, j, () => 0) === 0)
    if (column !== undefined) board.place(group, column)
  }
  return planOf(problem, board.choice, Number.POSITIVE_INFINITY)
}
