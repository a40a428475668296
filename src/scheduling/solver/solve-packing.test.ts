import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { arbitraryPacking, everySelection } from '../../../tests/kit/small-packing'
import { dominatedColumns } from './dominated'
import { solveProgramme } from './highs'
import { boundOf, boundsWith, FORBIDDEN, FREE, TAKEN } from './lagrangian'
import { mostPlaced } from './most-placed'
import { type Packing, type PackingColumn, totalOf } from './packing'
import { packingOf } from './packing-of'
import { lower, relaxed, struckOut, unpriced, withBrokenCliques } from './priced'
import { commonStep, type Programme } from './programme'
import { bestAbove } from './proof'
import { between, narrowedTo } from './restrict'
import { QUICK, solvePacking, THOROUGH } from './solve-packing'
import { COLD, WARM } from './subgradient'
import { inTurn } from './tasks'

const worth = (packing: Packing, chosen: readonly number[]): number => totalOf(packing, Int32Array.from(chosen))

test('the proven best of a small problem is what trying everything finds, and any prices give a bound above it', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, fc.array(fc.double({ min: 0, max: 30, noNaN: true })), async (small, prices) => {
      const { packing } = small
      const all = everySelection(small)
      const best = Math.max(...all.map((chosen) => worth(packing, chosen)))
      const { selection, objective, bound } = await solvePacking(packing, { ...THOROUGH, seed: 1 })
      expect([objective, bound]).toEqual([best, best])
      expect(all.map((chosen) => chosen.join())).toContain(selection.join())
      expect(
        boundOf(
          packing,
          Float64Array.from({ length: packing.rows }, (_, r) => prices[r] ?? 0),
        ),
      ).toBeGreaterThan(best - 1e-6)
      const quick = await solvePacking(packing, { ...QUICK, moves: 50, seed: 2 })
      expect(quick.bound).toBeGreaterThanOrEqual(best)
      const most = Math.max(...all.map((chosen) => chosen.filter((j) => j >= 0).length))
      expect(await mostPlaced(packing, selection)).toBe(most)
    }),
    { numRuns: 60, seed: 20_261_126 },
  )
})

test('what is struck out is in no better selection, prices from any start stay a bound, and narrowing forbids nothing else', () => {
  fc.assert(
    fc.property(arbitraryPacking, fc.nat(100), fc.nat(7), (small, at, omitted) => {
      const { packing } = small
      const all = everySelection(small)
      const known = Int32Array.from(all[at % all.length] ?? [])
      const objective = totalOf(packing, known)
      const better = all.filter((chosen) => worth(packing, chosen) > objective)
      const optimum = Math.max(objective, ...all.map((chosen) => worth(packing, chosen)))
      const cold = struckOut(lower(unpriced(packing), objective, COLD), known, objective)
      const warm = struckOut(lower(withBrokenCliques(cold), objective, WARM), known, objective)
      for (const { bound, columnOf } of [cold, warm]) {
        expect(Math.max(objective, Math.floor(bound + 1e-6))).toBeGreaterThanOrEqual(optimum)
        for (const chosen of better) expect(chosen.every((j) => j < 0 || columnOf.includes(j))).toBe(true)
        expect([...between(columnOf).outside(between(columnOf).inside(known))]).toEqual([...known])
      }
      const columnOf = Int32Array.from({ length: packing.columns }, (_, j) => j).filter((j) => j % 8 !== omitted)
      const narrow = narrowedTo(packing, columnOf)
      const left = all.filter((chosen) => chosen.every((j) => j < 0 || j % 8 !== omitted))
      expect(
        feasible(narrow.packing)
          .map((chosen) => [...between(columnOf).outside(chosen)].join())
          .sort(),
      ).toEqual(left.map((chosen) => chosen.join()).sort())
    }),
    { numRuns: 200, seed: 20_261_127 },
  )
})

test('branch and bound finds the best selection above a floor, or proves that there is none; its first prices are a bound', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPacking, fc.integer({ min: -20, max: 5 }), async (small, above) => {
      const { packing } = small
      const totals = everySelection(small).map((chosen) => worth(packing, chosen))
      const best = Math.max(...totals)
      const floor = Math.max(0, best + above)
      const { selection, isComplete } = await bestAbove(unpriced(packing), floor, { mostWork: 1e6, doAll: inTurn })
      expect([isComplete, selection && totalOf(packing, selection)]).toEqual([true, best > floor ? best : null])
      if (selection) expect(everySelection(small).map((chosen) => chosen.join())).toContain(selection.join())
      expect((await relaxed(unpriced(packing))).bound).toBeGreaterThan(best - 1e-6)
      expect(await bestAbove(unpriced(packing), floor, { mostWork: 0, doAll: inTurn })).toEqual({
        selection: null,
        objective: floor,
        isComplete: false,
        work: 0,
      })
    }),
    { numRuns: 150, seed: 20_261_127 },
  )
})

test('without the columns that others dominate, and whatever is settled, the best is worth as much', () => {
  const arbitrarySettled = fc.array(fc.constantFrom(FREE, FREE, FREE, FORBIDDEN, TAKEN))
  fc.assert(
    fc.property(arbitraryPacking, arbitrarySettled, (small, given) => {
      const settled = Uint8Array.from({ length: small.packing.columns }, (_, j) => given[j] ?? FREE)
      const isAllowed = (chosen: readonly number[]): boolean =>
        settled.every((as, j) => as === FREE || chosen.includes(j) === (as === TAKEN))
      const all = everySelection(small).filter(isAllowed)
      const isDominated = dominatedColumns(small.packing, settled)
      const left = all.filter((chosen) => chosen.every((j) => j < 0 || isDominated[j] === 0))
      const best = (of: typeof all): number => Math.max(-1, ...of.map((chosen) => worth(small.packing, chosen)))
      expect(best(left)).toBe(best(all))
    }),
    { numRuns: 500, seed: 20_261_127 },
  )
  const alike = { group: 0, value: 4, rows: [0] }
  const packing = packingOf(2, [alike, alike, { ...alike, value: 3 }, { ...alike, group: 1 }], [1])
  expect([...dominatedColumns(packing, new Uint8Array(4))]).toEqual([0, 1, 1, 0])
})

test('a search among what is settled counts only what it may still take', () => {
  const packing = packingOf(
    2,
    [
      { group: 0, value: 9, rows: [0] },
      { group: 0, value: 7, rows: [0] },
      { group: 1, value: 5, rows: [0] },
    ],
    [1],
  )
  const price = new Float64Array(packing.rows)
  const boundWith = (...settled: number[]) => boundsWith(packing, price, Uint8Array.from(settled)).bound
  expect([boundWith(FREE, FREE, FREE), boundWith(FORBIDDEN, FREE, FREE), boundWith(FREE, TAKEN, FORBIDDEN)]).toEqual([
    14, 12, 7,
  ])
})

/** Every selection that the packing itself allows. */
const feasible = ({ groups, groupStart, start, rowOf, capacity, rows }: Packing): Int32Array[] => {
  let all: number[][] = [[]]
  for (let g = 0; g < groups; g++) {
    const first = groupStart[g] ?? 0
    const own = Array.from({ length: (groupStart[g + 1] ?? 0) - first }, (_, k) => first + k)
    all = all.flatMap((chosen) => [-1, ...own].map((j) => [...chosen, j]))
  }
  const fits = (chosen: readonly number[]): boolean => {
    const used = new Int32Array(rows)
    for (const j of chosen) {
      if (j >= 0) for (const row of rowOf.subarray(start[j], start[j + 1])) used[row] = (used[row] ?? 0) + 1
    }
    return used.every((count, row) => count <= (capacity[row] ?? 0))
  }
  return all.filter(fits).map((chosen) => Int32Array.from(chosen))
}

test('HiGHS proves to the last unit, where its own default gap would stop before', async () => {
  // 40 001 against 40 000: closer to each other than one in ten thousand.
  const close: Programme = {
    n: 3,
    obj: [40_000, 20_001, 20_000],
    rows: [
      { i: [0, 1], v: [1, 1], lo: null, hi: 1 },
      { i: [0, 2], v: [1, 1], lo: null, hi: 1 },
    ],
  }
  expect(await solveProgramme(close, { start: [1, 0, 0] })).toMatchObject({
    status: 'optimal',
    objective: 40_001,
    bound: 40_001,
  })
  expect(commonStep([12, 18, 30])).toBe(6)
  expect(commonStep([0.5, 1])).toBe(0)
  const impossible = { n: 1, obj: [1], rows: [{ i: [0], v: [1], lo: 2, hi: null }] }
  expect((await solveProgramme(impossible)).status).toBe('infeasible')
})

const published = join(__dirname, '../../../../shared/data/generated/com-50-1.json')
const withPublished = existsSync(published) ? test : test.skip

withPublished(
  'a published schedule of 50 committees is solved to its known optimum (skipped without it beside the checkout)',
  async () => {
    const programme: Programme = JSON.parse(readFileSync(published, 'utf8'))
    const solved = await solvePacking(asPacking(programme), { ...THOROUGH, seed: 1 })
    expect([solved.objective, solved.bound]).toEqual([36_542, 36_542])
    const { status, objective } = await solveProgramme(programme)
    expect([status, objective]).toEqual(['optimal', 36_542])
  },
  300_000,
)

/** The first rows of the programme are its groups: they cover every column once. */
const asPacking = ({ n, obj, rows }: Programme): Packing => {
  const groupOf = new Array<number>(n).fill(-1)
  let groups = 0
  let covered = 0
  const others = rows.filter(({ i, hi }) => {
    const own = Array.from(i)
    if (covered === n || hi !== 1 || own.some((j) => groupOf[j] !== -1)) return true
    for (const j of own) groupOf[j] = groups
    groups += 1
    covered += own.length
    return false
  })
  const rowsOf: number[][] = Array.from({ length: n }, () => [])
  others.forEach(({ i }, row) => {
    for (const j of Array.from(i)) rowsOf[j]?.push(row)
  })
  const columns = groupOf
    .map((group, j): PackingColumn => ({ group, value: obj[j] ?? 0, rows: rowsOf[j] ?? [] }))
    .sort((a, b) => a.group - b.group || b.value - a.value)
  return packingOf(
    groups,
    columns,
    others.map(({ hi }) => hi ?? 1),
  )
}

/** Cycles of groups of two columns, neighbours never taking the same: even cycles can all be filled, odd ones all but one. */
const cycles = (lengths: readonly number[]): Packing => {
  const columns: { readonly group: number; readonly value: number; readonly rows: number[] }[] = []
  let rows = 0
  let groups = 0
  for (const length of lengths) {
    for (let at = 0; at < length; at++) {
      for (const side of [0, 1]) {
        const edges = [at, (at + length - 1) % length].map((edge) => rows + 2 * edge + side)
        columns.push({ group: groups + at, value: 1, rows: edges })
      }
    }
    groups += length
    rows += 2 * length
  }
  return packingOf(groups, columns, new Array(rows).fill(1))
}

test('that one meeting more cannot be placed is proven also where there are too many columns to count', async () => {
  const even = new Array(195).fill(4)
  for (const [lengths, missing] of [
    [[...even, 5], 1],
    [[...even, 6], 0],
  ] as const) {
    const packing = cycles(lengths)
    const known = Int32Array.from({ length: packing.groups }, (_, group) => 2 * group + (group % 2))
    const last = packing.groups - 1
    known[last] = -1
    expect(await mostPlaced(packing, known)).toBe(packing.groups - missing)
  }
})
