import fc from 'fast-check'
import type { PackingColumn } from '../../src/scheduling/solver/packing'
import { packingOf } from '../../src/scheduling/solver/packing-of'

const ROWS = 8

/** Up to five groups of up to four columns on eight rows, two of them with room for two. */
export const arbitraryPacking = fc
  .array(
    fc.array(
      fc.record({ value: fc.integer({ min: 1, max: 60 }), rows: fc.uniqueArray(fc.nat(ROWS - 1), { maxLength: 4 }) }),
      {
        maxLength: 4,
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((groups) => {
    const columns = groups.flatMap((own, group): PackingColumn[] =>
      [...own].sort((a, b) => b.value - a.value).map((column) => ({ group, ...column })),
    )
    const capacities = Array.from({ length: ROWS }, (_, row) => (row < 2 ? 2 : 1))
    return { groups: groups.length, columns, capacities, packing: packingOf(groups.length, columns, capacities) }
  })

type Case = ReturnType<typeof arbitraryPacking.generate>['value']

/** Every selection there is, judged by the columns as given, before any row was left out. */
export const everySelection = ({ groups, columns, capacities }: Case): number[][] => {
  let all: number[][] = [[]]
  for (let group = 0; group < groups; group++) {
    const own = columns.flatMap((column, j) => (column.group === group ? [j] : []))
    all = all.flatMap((chosen) => [-1, ...own].map((j) => [...chosen, j]))
  }
  return all.filter((chosen) => {
    const used = new Array<number>(ROWS).fill(0)
    for (const j of chosen) for (const row of columns[j]?.rows ?? []) used[row] = (used[row] ?? 0) + 1
    return used.every((count, row) => count <= (capacities[row] ?? 0))
  })
}
